"""What the documents say of the input and the questions is what the code does.

To put the English of changed questions into docs/questions.md: ``python tests/test_docs.py``, then
``python tests/test_readme.py docs/questions.md`` for the rows; read the diff.
"""

import ast
import json
import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import takewhile
from pathlib import Path

import pytest

from graph.asking.answering import Question, questions
from graph.formats.status import as_json
from graph.reading import fitting, format
from graph.reading.dossiers import load
from graph.reading.format import Block
from graph.status.report import report
from graph.status.values import CountsAs, Status

ROOT = Path(__file__).parents[1]
SOURCE_FILES = (ROOT / "docs" / "source-files.md").read_text("utf-8")
QUESTIONS_FILE = ROOT / "docs" / "questions.md"
QUESTIONS = QUESTIONS_FILE.read_text("utf-8")

#: The heading under which the keys of each block are documented.
HEADINGS: dict[str, type[Block]] = {
    "The blocks of a file": format.SourceFile,
    "`source`": format.SourceBlock,
    "`entities`": format.EntityBlock,
    "`terms`": format.TermsBlock,
    "The place of a phrase": format.PlaceBlock,
    "`claims`": format.ClaimBlock,
    "`period`": format.PeriodBlock,
    "`except`": format.ExceptBlock,
    "`draft`": format.DraftBlock,
    "`non_answers`": format.NonAnswerBlock,
    "`relations`": format.RelationBlock,
    "`not_claims`": format.NotClaimBlock,
}

RULES = ("Errors", "Warnings", "Notes (`validate -v`)")


def section(text: str, heading: str) -> list[str]:
    """The lines from one heading to the next."""
    lines = iter(text.splitlines())
    assert any(re.fullmatch(rf"#+ {re.escape(heading)}", line) for line in lines), f"no heading {heading}"
    return list(takewhile(lambda line: not line.startswith("#"), lines))


def rows(text: str, heading: str) -> dict[str, list[str]]:
    """The first table under a heading: cells by the word in the first one."""
    table = [line for line in section(text, heading) if line.startswith("|")]
    assert len(table) > 2, f"no table under {heading}"
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in table]
    header = cells[0]
    first = takewhile(lambda row: len(row) == len(header), cells[2:])
    return {row[0].strip("`"): row[1:] for row in first if row[0].startswith("`")}


def enums(annotation: object) -> Iterator[type[StrEnum]]:
    """The enumerations that a field may hold."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from enums(part)


@pytest.mark.parametrize("heading", HEADINGS)
def test_every_key_of_a_block_is_documented_and_no_other(heading):
    keys = [field.alias or name for name, field in HEADINGS[heading].model_fields.items()]
    assert sorted(rows(SOURCE_FILES, heading)) == sorted(keys)


@pytest.mark.parametrize("heading", HEADINGS)
def test_the_documents_say_which_keys_are_required(heading):
    required = {
        field.alias or name for name, field in HEADINGS[heading].model_fields.items() if field.is_required()
    }
    documented = {key for key, cells in rows(SOURCE_FILES, heading).items() if "**required**" in cells[1]}
    assert documented == required


def test_every_word_that_a_key_allows_is_documented_beside_it():
    checked = 0
    for heading, model in HEADINGS.items():
        told = rows(SOURCE_FILES, heading)
        for name, field in model.model_fields.items():
            if "as in a claim" in told[field.alias or name][0]:
                continue
            for enum in enums(field.annotation):
                checked += 1
                for word in enum:
                    assert f"`{word}`" in told[field.alias or name][0], f"{heading}, {name}: {word}"
    assert checked >= 10


def test_every_model_of_the_format_has_its_heading():
    models = {
        one
        for one in vars(format).values()
        if isinstance(one, type) and issubclass(one, Block) and one.__module__ == format.__name__
    }
    parts = {Block, format.EvidencedBlock, format.EntitiesFile, format.TermsFile}  # parts of others
    assert set(HEADINGS.values()) == models - parts


def test_every_rule_name_is_documented_and_every_documented_rule_exists():
    keys = {field.alias or name for model in HEADINGS.values() for name, field in model.model_fields.items()}
    named, told = rule_names(), told_rules()
    documented = {rule for heading in RULES for rule in rows(SOURCE_FILES, heading)}
    assert len(named) > 30
    assert len(told) > 30
    assert named - documented == set()
    assert told - documented - keys == set()  # "called like the key that it is about"
    assert documented - named - told == set()


def told_rules() -> set[str]:
    """The rules of all errors and warnings of the broken cases."""
    return {
        found[1]
        for path in (ROOT / "tests" / "broken").glob("*/expected.txt")
        for line in path.read_text("utf-8").splitlines()
        if (found := re.search(r" \[([a-z0-9_-]+)\]$", line))
    }


def rule_names() -> set[str]:
    """Every name that the code gives a rule in so many words."""
    found = {rule for _, rule in fitting._KINDS.values()}
    for path in sorted((ROOT / "graph").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            if called in {"Problem", "broken"} and len(node.args) > 2:
                rule = node.args[2]
                if isinstance(rule, ast.Constant) and isinstance(rule.value, str):
                    found.add(rule.value)
    return found


def test_every_named_question_is_documented_in_its_own_words_and_no_other():
    assert re.findall(r"^## `(.+)`$", QUESTIONS, re.MULTILINE) == [one.name for one in questions()]
    for one in questions():
        text = "\n".join(section(QUESTIONS, f"`{one.name}`"))
        assert text.startswith(opening(one))
        assert text.count("\n- `") == len(one.parameters)
        assert f"$ python build_graph.py query {one.name} " in text


def opening(one: Question) -> str:
    """How the section of a question begins: its English, what the answer is, and its parameters."""
    lines = ["", f"**{one.question}**", "", f"Answer: {one.answer}"]
    for number, parameter in enumerate(one.parameters):
        need = "required" if parameter.required else "optional"
        lines += [""] * (number == 0)
        lines.append(f"- `{parameter.name}` ({parameter.kind}, {need}): {parameter.meaning}")
    return "\n".join(lines) + "\n"


def rewrite() -> None:
    """Put the present English of the named questions into their sections; a new one gets its own by hand."""
    text = QUESTIONS
    for one in questions():
        head = re.compile(
            rf"(?<=^## `{one.name}`\n)\n\*\*.*\n\nAnswer: .*\n(?:\n(?:- `.*\n)+)?", re.MULTILINE
        )
        text = head.sub(lambda _, one=one: opening(one), text)  # type: ignore[misc]
    QUESTIONS_FILE.write_text(text, "utf-8")


STATUS = (ROOT / "docs" / "status.md").read_text("utf-8")


def tables_of_status() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The keys of an alleged flow, and of a response, as docs/status.md lists them."""
    written = STATUS.split("## The JSON\n")[1].split("\n## ")[0]
    flow, response = written.split("In a response:")
    return rows(f"## keys\n{flow}", "keys"), rows(f"## keys\n{response}", "keys")


def test_the_keys_of_the_json_of_a_status_are_documented_in_order_and_no_others():
    (first, *_) = json.loads(as_json([report(load([ROOT / "cases" / "facebook-banks-2018"]))]))
    flow, response = tables_of_status()
    assert list(flow) == list(first)
    assert list(response) == list(first["responses"][0])


def test_every_status_and_what_a_response_counts_as_is_documented():
    flow, response = tables_of_status()
    assert all(f"`{one}`" in flow["status"][0] for one in Status)
    assert all(f"`{one}`" in response["counts_as"][0] for one in CountsAs)
    assert all(f"| {one.words} |" in STATUS for one in Status)


def test_the_laws_of_status_that_are_documented_are_tested():
    laws = re.findall(r"^def (test_\w+)", (ROOT / "tests" / "test_status_laws.py").read_text("utf-8"), re.M)
    named = re.findall(r"^\| `(test_\w+)`", STATUS, re.M)
    assert len(named) > 5
    assert set(named) <= set(laws)


if __name__ == "__main__":
    rewrite()
