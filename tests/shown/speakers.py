"""What the examples of ``tables/speakers.yaml`` show."""

from parsed import claims

from graph.drafting.word_lists import Speakers, speakers
from shown.showing import Shown, speakers_of


def _norvik_says_it(example: str) -> bool:
    return "Norvik" in speakers_of(example)


def _norvik_does_not(example: str) -> bool:
    return bool(claims(example)) and "Norvik" not in speakers_of(example)


def _acme_does_not(example: str) -> bool:
    return bool(claims(example)) and "Acme" not in speakers_of(example)


def _acme_says_it(example: str) -> bool:
    return "Acme" in speakers_of(example)


SHOWN = Shown(
    Speakers,
    speakers,
    ("saying.attributions", "saying.papers", "saying.voices"),
    {
        "informed": lambda example: any(
            one.endswith("familiar with the matter") for one in speakers_of(example)
        ),
        "reports": _norvik_says_it,
        "allegations": lambda example: (
            bool(claims(example)) and not {"Acme", "Norvik"} & set(speakers_of(example))
        ),
        "answers": _norvik_says_it,
        "fails": _norvik_does_not,
        "permits": _acme_says_it,
        "permitting": _acme_says_it,
        "reads": _norvik_does_not,
        "leaked": _norvik_does_not,
        "insiders": lambda example: any(one.startswith("former") for one in speakers_of(example)),
        "gone": _acme_does_not,
        "counsel": lambda example: "Lee Park" in speakers_of(example),
        "officials": lambda example: speakers_of(example) == ["army"],
        "bodies": lambda example: speakers_of(example) == [example.split()[1]],
        "works": _norvik_says_it,
        "own_papers": _acme_says_it,
        "issues": _norvik_says_it,
        "letters": _norvik_says_it,
        "brings": _norvik_says_it,
        "hears": lambda example: bool(claims(example)) and "Lee Park" not in speakers_of(example),
        "shames": _norvik_says_it,
        "found": _norvik_says_it,
        "own_words": _acme_says_it,
        "in_words": _norvik_says_it,
        "laid_down": _acme_says_it,
        "announced": _acme_says_it,
    },
)
