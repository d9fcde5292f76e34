"""What the examples of tables of words show, list by list."""

from shown import claims, data, denials, flows, grammar, mending, names, parties, speakers, stance
from shown.showing import Shown

#: By the name of the table in ``graph/drafting/tables``.
TABLES: dict[str, Shown] = {
    "claims": claims.SHOWN,
    "data": data.SHOWN,
    "denials": denials.SHOWN,
    "flows": flows.SHOWN,
    "grammar": grammar.SHOWN,
    "mending": mending.SHOWN,
    "names": names.SHOWN,
    "parties": parties.SHOWN,
    "speakers": speakers.SHOWN,
    "stance": stance.SHOWN,
}
