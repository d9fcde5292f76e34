"""What the examples of ``tables/names.yaml`` show."""

from graph.drafting.tables import NameParts, name_parts
from shown.showing import Shown, getters, givers


def _behind(word: str, example: str) -> str:
    """An example's name from the second word on: what stands behind *word* up to the full stop."""
    return example.partition(word)[2].removesuffix(".")


SHOWN = Shown(
    NameParts,
    name_parts,
    ("parties.spotting",),
    {
        "seated": lambda example: any(one.endswith(_behind(" of", example)) for one in getters(example)),
        "houses": lambda example: any(one.endswith(_behind("'s", example)) for one in getters(example)),
        "whose": lambda example: any(one.endswith("'s Alliance") for one in getters(example)),
        "beginnings": lambda example: any(
            example.split(" ", 1)[1].startswith(one) for one in givers(example)
        ),
    },
)
