"""What the examples of tables of words show, list by list."""

from shown import grammar, names, speakers
from shown.showing import Shown

#: By the name of the table in ``graph/drafting/tables``.
TABLES: dict[str, Shown] = {
    "grammar": grammar.SHOWN,
    "names": names.SHOWN,
    "speakers": speakers.SHOWN,
}
