"""What the examples of ``tables/names.yaml`` show."""

from parsed import drafted, read_one

from graph.claims import PartyType
from graph.drafting.parties.spotting import names_in
from graph.drafting.tables import table
from graph.drafting.word_lists import NameParts, name_parts
from shown.showing import Shown, getters, givers


def _behind(word: str, example: str) -> str:
    """An example's name from the second word on: what stands behind *word* up to the full stop."""
    return example.partition(word)[2].removesuffix(".")


def _names(example: str) -> list[str]:
    """The names in an example, as the rules spot them."""
    return [one.text for one in names_in(read_one(example))]


def _is_listed(kind: str, word: str) -> bool:
    return word.lower().rstrip(".") in table("names")[kind]


def _one_body(example: str) -> bool:
    return any(" and " in one for one in getters(example))


def _only_ends(example: str) -> bool:
    """Whether nobody but Acme and Orbix is named."""
    return set(_names(example)) <= {"Acme", "Orbix"}


def _acme_gives(example: str) -> bool:
    return "Acme" in givers(example)


def _is_company(example: str) -> bool:
    """Whether somebody but Acme and Orbix is a company."""
    firms = {one.name for one in drafted(example).parties if one.type is PartyType.COMPANY}
    return bool(firms - {"Acme", "Orbix"})


def _four_ends(example: str) -> bool:
    """Whether two of one beginning stay two, so that each of two claims has two ends of its own."""
    return len({*givers(example), *getters(example)}) == 4


def _not_named(kind: str, example: str) -> bool:
    """Whether no word of a list is a name."""
    return not any(_is_listed(kind, one) for one in _names(example))


SHOWN = Shown(
    NameParts,
    name_parts,
    (
        "parties.capitals",
        "parties.cleaning",
        "parties.naming",
        "parties.products",
        "parties.seats",
        "parties.spotting",
    ),
    {
        "seated": lambda example: any(one.endswith(_behind(" of", example)) for one in getters(example)),
        "houses": lambda example: any(one.endswith(_behind("'s", example)) for one in getters(example)),
        "whose": lambda example: any(one.endswith("'s Alliance") for one in getters(example)),
        "beginnings": lambda example: any(
            example.split(" ", 1)[1].startswith(one) for one in givers(example)
        ),
        "bodies": _one_body,
        "matters": _one_body,
        "headed": _only_ends,
        "ranks": _only_ends,
        "exchanges": lambda example: len(_names(example)) == 2,
        "short": lambda example: not any(one[:2].isupper() for one in (*givers(example), *getters(example))),
        "qualities": _only_ends,
        "offices": lambda example: any(_is_listed("offices", one.split()[-1]) for one in getters(example)),
        "standing_in": lambda example: (
            bool(_names(example))
            and not any(_is_listed("standing_in", one.split()[0]) for one in _names(example))
        ),
        "no_papers": _is_company,
        "firm_ends": lambda example: any(one in example.split(" met ")[0] for one in givers(example)),
        "common_first": _four_ends,
        "called": _is_company,
        "outfits": lambda example: not {"Bourne End", "Harrow Vale"} & {*givers(example), *getters(example)},
        "mass": lambda example: _not_named("mass", example),
        "gadgets": lambda example: _not_named("gadgets", example),
        "days": lambda example: _not_named("days", example),
        "makes": _acme_gives,
        "makers": _acme_gives,
    },
)
