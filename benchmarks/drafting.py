"""How good drafts are beside annotated passages, what correcting them takes, and how fast they are made.

    python benchmarks/drafting.py                      print the tables
    python benchmarks/drafting.py --write              put them into benchmarks/drafting.md
    python benchmarks/drafting.py --more DIR           also score another folder of NAME.txt with NAME.yaml

Reads the annotated passages, their scorer and the labelled policy sentences from ``../shared`` and leaves
out, with a word, what is not there. Every draft is the file that ``build_graph.py draft`` writes, given
the title, the publisher and the date of its passage. Of the passages that no rule was written for, only
sums are shown.
"""

import argparse
import importlib.util
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

from measuring import machine, measure  # noqa: E402

from graph.claims import PartialDate  # noqa: E402
from graph.drafting.documents import About, read_document  # noqa: E402
from graph.drafting.drafting import draft  # noqa: E402
from graph.drafting.drafts import Document, Drafts  # noqa: E402
from graph.drafting.known import NOBODY  # noqa: E402
from graph.drafting.many import Done, Task, draft_one  # noqa: E402
from graph.drafting.text.pipeline import TAUGHT, installed, load  # noqa: E402
from graph.drafting.tidying import tidy  # noqa: E402
from graph.drafting.writing import written  # noqa: E402

SHARED: Final = ROOT.parent / "shared"
PAGE: Final = Path(__file__).with_suffix(".md")
#: The passages that rules were not written for: opened to measure only.
HELD: Final = ("g10", "g26", "g34", "g37")
FIELDS: Final = ("speaker", "stance", "act", "from", "to", "data", "purpose", "subjects")
#: Labels of policy sentences that say what becomes of data, as drafts do.
FLOWS: Final = ("data-collection-usage", "data-sharing-disclosure")
#: Sentences of one made document, since the labelled sentences do not tell where a policy ends.
SENTENCES: Final = 100
RUNS: Final = 3
#: How often the passages are drafted in the measure of many files.
COPIES: Final = 2
_START: Final = "<!-- measured: benchmarks/drafting.py --write -->"
_END: Final = "<!-- end of what was measured -->"


class Parser:
    """The pipeline with a stopwatch: ``seconds`` of the processor that its own parsing took.

    What is added to it to mend its parses is not counted: that belongs to the rules.
    """

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp
        self.seconds = 0.0

    def pipe(self, texts: Iterable[str]) -> Iterator[Any]:
        """What the pipeline gives, all at once."""
        start = time.process_time()
        with self._nlp.select_pipes(disable=TAUGHT):
            docs = list(self._nlp.pipe(texts))
        self.seconds += time.process_time() - start
        for name in TAUGHT:
            docs = [self._nlp.get_pipe(name)(doc) for doc in docs]
        yield from docs

    def __getattr__(self, name: str) -> Any:
        return getattr(self._nlp, name)


# ---------------------------------------------------------------- scores


@dataclass
class Scored:
    """What the scorer counts in a group of passages, and what correcting the drafts takes."""

    counts: list[Counter[str]] = field(default_factory=list)
    flow_edits: list[int] = field(default_factory=list)
    located_edits: list[int] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    sure: list[tuple[float, bool]] = field(default_factory=list)
    quotes: int = 0
    verbatim: int = 0


def scorer_at(path: Path) -> ModuleType:
    """The scorer of the annotated passages, as a module."""
    spec = importlib.util.spec_from_file_location("score_claims", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_claims"] = module
    spec.loader.exec_module(module)
    return module


def scored(scorer: ModuleType, folder: Path, drafter: Callable[[Document], Drafts]) -> dict[str, Scored]:
    """By passage, the drafts of *folder* beside its annotations."""
    found: dict[str, Scored] = {}
    for gold_file in sorted(folder.glob("*.yaml")):
        text = gold_file.with_suffix(".txt")
        raw = scorer.yaml.safe_load(gold_file.read_text(encoding="utf-8"))
        given = {**raw, **(raw.get("source") or {})}
        published = given.get("published")
        about = About(
            given.get("title"), given.get("publisher"), PartialDate(str(published)) if published else None
        )
        done = draft_one(Task(text, None, "benchmark"), about, NOBODY, drafter)
        if not isinstance(done, Done):
            sys.exit(str(done.problem))
        found[gold_file.stem] = _compared(
            scorer, raw, scorer.yaml.safe_load(done.content), text.read_bytes().decode("utf-8")
        )
    return found


def _compared(scorer: ModuleType, gold: dict[str, Any], drafted: dict[str, Any], text: str) -> Scored:
    names = scorer.Names(gold["entities"])
    raw = drafted.get("claims") or []
    ours = [scorer.claim_from(one, names) for one in raw]
    theirs = [scorer.claim_from(one, names) for one in gold.get("claims") or []]
    counts, pairs = scorer.count(theirs, ours)
    result = Scored([counts], quotes=len(raw), verbatim=sum(one["quote"] in text for one in raw))
    for left, right in pairs:
        wrong = _wrong(scorer, theirs[left], ours[right])
        result.located_edits.append(len(wrong))
        if scorer.same_flow(theirs[left], ours[right]):
            result.flow_edits.append(len(wrong))
            result.wrong.update(wrong)
        else:
            result.missed[_why(scorer, theirs[left], ours[right])] += 1
    right = {two for one, two in pairs if scorer.same_flow(theirs[one], ours[two])}
    result.sure = [(one["draft"]["confidence"], at in right) for at, one in enumerate(raw)]
    result.missed["no draft"] = len(theirs) - len(pairs)
    return result


def _why(scorer: ModuleType, gold: Any, ours: Any) -> str:
    """Why a draft in the right place has another flow than the claim."""
    if scorer.ACT_GROUP[gold.act] != scorer.ACT_GROUP.get(ours.act):
        return "another act"
    sides = ((gold.source, ours.source), (gold.target, ours.target))
    wrong = [side for side in sides if not scorer.sides_overlap(*side)]
    if len(wrong) > 1:
        return "both ends wrong"
    end = "holder" if wrong[0] is sides[0] else "recipient"
    theirs, mine = wrong[0]
    if theirs and mine:
        return f"another {end}"
    return f"{end} not found" if theirs else f"{end} that is not said"


def _wrong(scorer: ModuleType, gold: Any, ours: Any) -> list[str]:
    """The fields of a draft that differ from the claim, as the scorer compares them."""
    near = scorer.PHRASE_THRESHOLD
    right = {
        "speaker": gold.speaker == ours.speaker,
        "stance": gold.stance == ours.stance,
        "act": gold.act == ours.act,
        "from": gold.source == ours.source,
        "to": gold.target == ours.target,
        "data": scorer.same_data(gold, ours),
        "purpose": scorer.f1(gold.purpose, ours.purpose) >= near,
        "subjects": scorer.f1(gold.subjects, ours.subjects) >= near,
    }
    return [one for one in FIELDS if not right[one]]


def together(scores: Iterable[Scored]) -> Scored:
    """One group of several passages."""
    result = Scored()
    for one in scores:
        result.counts += one.counts
        result.flow_edits += one.flow_edits
        result.located_edits += one.located_edits
        result.wrong += one.wrong
        result.missed += one.missed
        result.sure += one.sure
        result.quotes += one.quotes
        result.verbatim += one.verbatim
    return result


def score_tables(scorer: ModuleType, groups: dict[str, Scored]) -> Iterator[str]:
    """The tables of all groups: measures with their intervals, agreement of fields, edits."""
    summaries = {name: scorer.summarise(one.counts) for name, one in groups.items()}
    yield "### Claims\n"
    yield "F1 with its 95 % bootstrap interval over texts; precision and recall below it.\n"
    yield _row("measure", *(f"{name}: {one['texts']} texts" for name, one in summaries.items()))
    yield _row("---", *("---" for _ in groups))
    for key in (*scorer.CLAIM_MEASURES, "slots"):
        yield _row(key, *(_measure(one["measures"][key]) for one in summaries.values()))
    yield _row(
        "claims: annotated, drafted", *(f"{one['gold']}, {one['predicted']}" for one in summaries.values())
    )
    yield _row("quotes word for word", *(f"{one.verbatim} of {one.quotes}" for one in groups.values()))
    yield "\n### Claims whose flow is not drafted\n"
    yield "What became of them, of all that are annotated.\n"
    yield _row("what", *groups)
    yield _row("---", *("---:" for _ in groups))
    for key in sorted({key for one in groups.values() for key in one.missed}):
        yield _row(key, *(_share(one.missed[key], one) for one in groups.values()))
    yield "\n### Fields of drafts whose flow is right\n"
    yield _row("field", *groups)
    yield _row("---", *("---:" for _ in groups))
    for key in scorer.FIELD_MEASURES:
        yield _row(key, *(f"{one['fields'][key]:.3f}" for one in summaries.values()))
    yield _row("kappa of stance", *(f"{one['stance kappa']:.3f}" for one in summaries.values()))
    yield "\n### From a draft to the claim\n"
    yield _row("what", *groups)
    yield _row("---", *("---:" for _ in groups))
    yield _row(
        "fields to edit, flow right: median (mean)", *(_edits(one.flow_edits) for one in groups.values())
    )
    yield _row("none or one", *(_few(one.flow_edits) for one in groups.values()))
    yield _row(
        "fields to edit, place right: median (mean)", *(_edits(one.located_edits) for one in groups.values())
    )
    yield _row("drafts per draft with the right flow", *(_per(one, "flow") for one in groups.values()))
    yield _row("drafts per draft in the right place", *(_per(one, "located") for one in groups.values()))
    yield _row(
        "edited most, flow right",
        *(", ".join(f"{key} {n}" for key, n in one.wrong.most_common(4)) or "-" for one in groups.values()),
    )
    yield "\n### Confidence\n"
    yield "Of the drafts that say how sure they are, how many have the right flow.\n"
    yield _row("confidence", *groups)
    yield _row("---", *("---:" for _ in groups))
    for tenth in range(10):
        cells = [_right(one, tenth) for one in groups.values()]
        if any(cell != "-" for cell in cells):
            yield _row(f"{tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}", *cells)
    yield ""


def _right(one: Scored, tenth: int) -> str:
    """Of the drafts of a tenth of confidence, the share with the right flow."""
    flows = [right for sure, right in one.sure if int(sure * 10 + 1e-9) == tenth]
    return f"{sum(flows)} of {len(flows)}: {sum(flows) / len(flows):.2f}" if flows else "-"


def _measure(one: dict[str, float]) -> str:
    interval = f" ({one['low']:.2f}-{one['high']:.2f})" if "low" in one else ""
    return f"**{one['f1']:.3f}**{interval}; {one['p']:.2f}, {one['r']:.2f}"


def _share(number: int, one: Scored) -> str:
    return f"{number} ({number / sum(one.counts, Counter())['gold']:.0%})"


def _edits(edits: Sequence[int]) -> str:
    return f"{statistics.median(edits):g} ({statistics.mean(edits):.2f})" if edits else "-"


def _few(edits: Sequence[int]) -> str:
    return f"{sum(one < 2 for one in edits)} of {len(edits)}"


def _per(one: Scored, key: str) -> str:
    sums = sum(one.counts, Counter())
    return f"{sums['pred'] / sums[key]:.2f}" if sums[key] else "-"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


# ---------------------------------------------------------------- labelled sentences of policies


def policy_tables(folder: Path, nlp: Any) -> Iterator[str]:
    """Which labelled sentences of policies give a draft."""
    said: Counter[str] = Counter()
    drafted: Counter[str] = Counter()
    drafts, seen = 0, 0
    for number, part in enumerate(_parts(folder)):
        text, places = "", []
        for sentence, label in part:
            places.append((len(text), label))
            text += sentence + "\n\n"
            said[label] += 1
        document = Document(f"part-{number}", text, "0" * 64, speaker="Acme")
        claims = tidy(draft(document, nlp)).claims
        hit = {max(i for i, (start, _) in enumerate(places) if start <= one.at[0]) for one in claims}
        drafted.update(places[i][1] for i in hit)
        drafts += len(claims)
        seen += len(hit)
    labelled = sum(said[one] for one in FLOWS)
    right = sum(drafted[one] for one in FLOWS)
    yield "### Sentences of privacy policies\n"
    yield (
        f"{sum(said.values()):,} sentences of privacy policies (PolicyIE, train and validation), as\n"
        f"documents of one company of {SENTENCES} sentences each, as it does not say where a policy ends:\n"
        f"{drafts:,} drafts in {seen:,} sentences.\n"
    )
    yield _row("label", "sentences", "with a draft", "share")
    yield _row("---", "---:", "---:", "---:")
    for label, n in said.most_common():
        yield _row(label, f"{n:,}", f"{drafted[label]:,}", f"{drafted[label] / n:.2f}")
    yield (
        f"\nOf the sentences about collection, use and sharing {right / labelled:.2f} give a draft (recall); "
        f"of those that give a draft {right / seen:.2f} are labelled so (precision)."
    )
    yield ""


def _parts(folder: Path) -> Iterator[list[tuple[str, str]]]:
    lines: list[tuple[str, str]] = []
    for split in ("train", "valid"):
        with (folder / f"intent_classification_{split}.json").open(encoding="utf-8") as file:
            lines += [(_joined(one["sentence"]), one["label"]) for one in map(json.loads, file)]
    for start in range(0, len(lines), SENTENCES):
        yield lines[start : start + SENTENCES]


def _joined(tokens: str) -> str:
    """A sentence whose words and marks were set apart, as it is written."""
    text = re.sub(r" ([,.;:?!)\]%]|'s\b|'re\b|'ve\b|'ll\b|n't\b)", r"\1", re.sub(r"([(\[$]) ", r"\1", tokens))
    return re.sub(r" ' ", "' ", re.sub(r" ([/-]) ", r"\1", text)).strip()


# ---------------------------------------------------------------- speed


def speed_tables(texts: Sequence[Path], more: Sequence[Document], nlp: Any) -> Iterator[str]:
    """What the rules cost on top of the parser, and how many files are drafted in a second."""
    yield "### Speed\n"
    yield (
        f"{machine()}; other work ran beside it. Seconds of the processor,\n"
        f"median of {RUNS} runs in one process; the parser and the rest are timed in the same runs.\n"
    )
    yield _row("documents", "characters", "parser", "rules", "rules, of the parser", "tidying and writing")
    yield _row("---", *("---:" for _ in range(5)))
    for name, documents in (
        ("passages", [read_document(one, About(publisher="The Courier")) for one in texts]),
        ("long policies", list(more)),
    ):
        if not documents:
            continue
        size = sum(len(one.text) for one in documents)
        rounds = [_timed(documents, nlp) for _ in range(RUNS)]
        parser, rules, rest = map(statistics.median, zip(*rounds, strict=True))
        ratio = statistics.median(one[1] / one[0] for one in rounds)
        yield _row(
            f"{len(documents)} {name}",
            f"{size:,}",
            f"{parser:.2f}",
            f"{rules:.2f}",
            f"{ratio:.1%}",
            f"{rest:.2f}",
        )
    yield ""
    yield from _many(texts)


def _timed(documents: Sequence[Document], nlp: Any) -> tuple[float, float, float]:
    parser = Parser(nlp)
    whole = rest = 0.0
    for one in documents:
        start = time.process_time()
        drafts = draft(one, parser)  # type: ignore[arg-type]
        middle = time.process_time()
        written(tidy(drafts))
        whole += middle - start
        rest += time.process_time() - middle
    return parser.seconds, whole - parser.seconds, rest


def _many(texts: Sequence[Path]) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for copy in range(COPIES):
            for text in texts:
                shutil.copy(text, folder / f"{text.stem}-{copy}.txt")
        verb: list[str | Path] = [
            sys.executable,
            ROOT / "build_graph.py",
            "draft",
            "--publisher",
            "The Courier",
            "--force",
        ]
        number = COPIES * len(texts)
        one = measure([*verb, texts[0], "-o", folder / "one"])
        yield "Whole processes of the verb, wall clock; the first row is mostly loading the parser.\n"
        yield _row("what", "s", "files a second", "peak MB")
        yield _row("---", "---:", "---:", "---:")
        yield _row("1 file", f"{one.wall:.1f}", f"{1 / one.wall:.2f}", f"{one.memory:,.0f}")
        for jobs in (1, 2):
            run = measure([*verb, folder, "-o", folder, "--jobs", str(jobs)])
            yield _row(
                f"{number} files, {jobs} job{'s' * (jobs > 1)}",
                f"{run.wall:.1f}",
                f"{number / run.wall:.2f}",
                f"{run.memory:,.0f}",
            )
    yield ""


# ---------------------------------------------------------------- the whole


def report(shared: Path, more: Sequence[Path]) -> Iterator[str]:
    """The lines of all tables that can be made here."""
    nlp = load()
    gold, scorer_file = shared / "gold" / "dev", shared / "gold" / "score_claims.py"
    commit = subprocess.run(
        ["git", "-C", ROOT, "log", "-1", "--format=%h"], capture_output=True, text=True, check=False
    ).stdout.strip()
    yield f"Measured at commit {commit or 'unknown'} with {installed()}.\n"
    texts = sorted(gold.glob("*.txt"))
    if scorer_file.is_file():
        scorer = scorer_at(scorer_file)
        found = scored(scorer, gold, lambda one: draft(one, nlp))
        held = {name for name in found if name.startswith(HELD)}
        groups = {
            "tuned on": together(found[one] for one in sorted(set(found) - held)),
            "only measured": together(found[one] for one in sorted(held)),
        }
        for folder in more:
            made = scored(scorer, folder, lambda one: draft(one, nlp))
            groups[f"made, {folder.name}"] = together(made.values())
        yield from score_tables(scorer, groups)
    else:
        yield "The annotated passages and their scorer are not here: no scores.\n"
    policies = shared / "data" / "policyie"
    long: list[Document] = []
    if policies.is_dir():
        yield from policy_tables(policies, nlp)
        parts = list(_parts(policies))[:5]
        long = [
            Document(f"part-{i}", "\n\n".join(sentence for sentence, _ in part), "0" * 64, speaker="Acme")
            for i, part in enumerate(parts)
        ]
    else:
        yield "The labelled policy sentences are not here.\n"
    if texts:
        yield from speed_tables(texts, long, nlp)


def main() -> None:
    """Measure, and print or write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--shared", type=Path, default=SHARED, help="where gold/ and data/ lie")
    parser.add_argument("--more", type=Path, action="append", default=[], help="another annotated folder")
    parser.add_argument("--write", action="store_true", help=f"put the tables into {PAGE.name}")
    given = parser.parse_args()
    lines = []
    for line in report(given.shared, given.more):
        print(line, flush=True)
        lines.append(line)
    if given.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(_START)
        after = rest.partition(_END)[2]
        PAGE.write_text(f"{before}{_START}\n" + "\n".join(lines) + f"\n{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
