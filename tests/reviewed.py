"""A source file with drafts, as the tests of reviewing need it."""

from difflib import ndiff
from pathlib import Path

TEXT = """\
Brightwell under fire

The sleep app Brightwell sold the bedtimes of its users to Adlantic, the Courier has found. Brightwell may \
also have shared heart rates and weights with Carrowdale and Oakhythe last year. “We have never sold health \
data,” Ines Kolberg, a spokeswoman, told the Courier. Regulators have long worried about such deals. \
Adlantic declined to comment on the report.
"""

FILE = """\
# drafted, then reviewed by hand
source: {title: Brightwell under fire, publisher: The Courier, published: 2024-05-01, text: art.txt}

entities:
  - {name: The Courier, type: media, aliases: [the Courier]}   # the outlet
  - {name: Brightwell, type: company, aliases: [The sleep app Brightwell]}
  - {name: Adlantic, type: company}
  - {name: Carrowdale, type: company}
  - {name: Oakhythe, type: company}
  - {name: Ines Kolberg, type: person}

claims:
  # the first one
  - id: A1
    quote: The sleep app Brightwell sold the bedtimes of its users to Adlantic
    at: [23, 90]
    speaker: The Courier
    stance: alleged          # the paper's own finding
    act: sell
    from: [Brightwell]
    to: [Adlantic]
    data: [bedtimes]
    draft: {extractor: rules, version: 0.1.0, confidence: 0.91, reason: 'sell (sold X to Y)'}

  - quote: Brightwell may also have shared heart rates and weights with Carrowdale and Oakhythe
    speaker: The Courier
    stance: alleged
    act: share
    from: Brightwell
    to:
      - Carrowdale
      - Oakhythe   # both insurers
    data: [heart rates, weights]
    modality: conditional
    draft:
      extractor: rules
      confidence: 0.62
      reason: share (shared X with Y); may
  - {id: D1, quote: "We have never sold health data", speaker: Brightwell, spokesperson: Ines Kolberg, \
stance: denied, act: sell, from: [Brightwell], data: [health data], tense: ever, draft: true}
  - quote: Regulators have long worried about such deals
    speaker: The Courier
    stance: alleged
    act: share
    draft: {extractor: rules, confidence: 0.21, reason: deals}

non_answers:
  - quote: Adlantic declined to comment on the report
    speaker: Adlantic
    kind: declined-to-comment
    draft: {extractor: rules, confidence: 0.95, reason: declined to comment}
"""


def case(folder: Path) -> Path:
    """The source file, beside its text, in *folder*."""
    (folder / "art.txt").write_text(TEXT, encoding="utf-8")
    file = folder / "art.yaml"
    file.write_text(FILE, encoding="utf-8")
    return file


def lines_that_differ(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went, and those that came, in order."""
    told = list(ndiff(before.splitlines(), after.splitlines()))
    return [one[2:] for one in told if one[0] == "-"], [one[2:] for one in told if one[0] == "+"]
