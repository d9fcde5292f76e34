"""The worked cases of ``../shared/design/reference/cases.yaml``, each as one source file."""

from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).parents[2] / "shared" / "design" / "reference" / "cases.yaml"


def worked_cases() -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The cases and what they have in common; none where the file is not at hand."""
    if not CASES.is_file():
        return [], {}
    read = yaml.safe_load(CASES.read_text("utf-8"))
    return read["cases"], read["defaults"]


def write_case(case: dict[str, Any], defaults: dict[str, Any], folder: Path) -> Path:
    """The case as a source file: A is alleged by Press, responses are direct unless they say otherwise."""
    given = {"quote": "A", "speaker": "Press", "stance": "alleged", "reported": "direct", "id": "A"}
    claims = [given | case["A"]]
    for number, response in enumerate(case.get("R", ())):
        claims.append({"quote": f"R{number}", "id": f"R{number}", "reported": "direct"} | response)
    document = {
        "source": {"title": case["name"], "publisher": "Press", "published": "2018-08-07", "language": "en"},
        **defaults,
        "claims": claims,
        "non_answers": [
            {"quote": f"N{number}", "id": f"N{number}", "reported": "direct"} | one
            for number, one in enumerate(case.get("N", ()))
        ],
    }
    file = folder / "case.yaml"
    file.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), "utf-8")
    return file
