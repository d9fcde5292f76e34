"""Fit the points of ``graph/drafting/tables/confidence.yaml`` to drafts of annotated passages.

    python benchmarks/confidence.py DIR...              print the points that fit, beside those of the table

Each DIR holds NAME.txt with NAME.yaml, annotated as ``../shared/gold`` is; no rule should have been written
for them, or drafts seem surer than they are. A draft counts as right where the scorer finds its flow right.
The fit is logistic regression with an L2 penalty, by Newton's method; the constant ("any") is not penalised.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar, Final

import numpy as np
from drafting import SHARED, scorer_at
from numpy.typing import NDArray

from graph.claims import PartialDate
from graph.drafting.claims import assembling
from graph.drafting.claims.confidence import Confidence
from graph.drafting.claims.proposed import Proposed
from graph.drafting.documents import About
from graph.drafting.drafting import draft
from graph.drafting.drafts import DraftClaim
from graph.drafting.known import NOBODY
from graph.drafting.many import Done, Task, draft_one
from graph.drafting.tables import points
from graph.drafting.text.pipeline import load

#: The inverse of the L2 penalty's weight.
C: Final = 0.5
STEPS: Final = 30
#: The mark that every draft has.
ANY: Final = "any"


class Watched(Confidence):
    """Confidence that remembers what each draft was like, and leaves none out."""

    least: ClassVar[float] = 0.0
    seen: ClassVar[list[tuple[DraftClaim, frozenset[str]]]] = []

    def told(self, one: Proposed) -> Proposed:
        """The draft, which is remembered."""
        self.seen.append((one.claim, frozenset(self.marks(one))))
        return super().told(one)


def drafts(scorer: ModuleType, folder: Path, nlp: Any) -> Iterator[tuple[frozenset[str], bool]]:
    """The marks of each draft of a folder's texts, and whether its flow is right."""
    for file in sorted(folder.glob("*.yaml")):
        raw = scorer.yaml.safe_load(file.read_text(encoding="utf-8"))
        given = {**raw, **(raw.get("source") or {})}
        published = given.get("published")
        about = About(
            given.get("title"), given.get("publisher"), PartialDate(str(published)) if published else None
        )
        Watched.seen.clear()
        done = draft_one(
            Task(file.with_suffix(".txt"), None, "fit"), about, NOBODY, lambda text: draft(text, nlp)
        )
        if not isinstance(done, Done):
            sys.exit(str(done.problem))
        names = scorer.Names(raw["entities"])
        written = scorer.yaml.safe_load(done.content).get("claims") or []
        ours = [scorer.claim_from(one, names) for one in written]
        theirs = [scorer.claim_from(one, names) for one in raw.get("claims") or []]
        _, pairs = scorer.count(theirs, ours)
        right = {two for one, two in pairs if scorer.same_flow(theirs[one], ours[two])}
        marks = {_key(claim): found for claim, found in Watched.seen}
        for at, one in enumerate(written):
            key = (tuple(one["at"]), one.get("act"), tuple(one.get("from", ())), tuple(one.get("to", ())))
            if key in marks:
                yield marks[key], at in right


def _key(claim: DraftClaim) -> tuple[tuple[int, int], str, tuple[str, ...], tuple[str, ...]]:
    return claim.at, str(claim.act), claim.from_, claim.to


def fitted(found: Sequence[tuple[frozenset[str], bool]], marks: Sequence[str]) -> NDArray[np.float64]:
    """The points of *marks*, in their order."""
    x = np.array([[mark in each for mark in marks] for each, _ in found], dtype=np.float64)
    y = np.array([right for _, right in found], dtype=np.float64)
    penalty = np.array([0.0 if mark == ANY else 1 / C for mark in marks])
    w = np.zeros(len(marks))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (y - p) - penalty * w
        w += np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(penalty + 1e-9), gradient)
    return w


def ranked(found: Sequence[tuple[frozenset[str], bool]], points_: Mapping[str, float]) -> float:
    """How often a right draft has more points than a wrong one (area under the curve)."""
    scores = [(sum(points_[mark] for mark in each), right) for each, right in found]
    good = [score for score, right in scores if right]
    bad = [score for score, right in scores if not right]
    better = sum((a > b) + (a == b) / 2 for a in good for b in bad)
    return better / (len(good) * len(bad)) if good and bad else float("nan")


def main() -> None:
    """Fit, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    arguments = parser.parse_args()
    scorer = scorer_at(SHARED / "gold" / "score_claims.py")
    setattr(assembling, "Confidence", Watched)  # noqa: B010
    nlp = load()
    found = [each for folder in arguments.folders for each in drafts(scorer, folder, nlp)]
    marks = list(points())
    fit = dict(zip(marks, fitted(found, marks).tolist(), strict=True))
    right = sum(one for _, one in found)
    print(f"{len(found)} drafts, {right} with the right flow; area under the curve of the points that")
    print(f"fit {ranked(found, fit):.3f}, of those of the table {ranked(found, points()):.3f}")
    print()
    print(f"{'fit':>6} {'table':>6} {'drafts':>6}")
    for mark in marks:
        number = sum(mark in each for each, _ in found)
        print(f"{fit[mark]:6.2f} {points()[mark]:6.1f} {number:6}  {mark}")


if __name__ == "__main__":
    main()
