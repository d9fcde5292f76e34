"""Names of registers resolved at scale: which entries name one party, and which only look alike.

Nothing is joined on likeness. ``resolver`` has the two passes; ``normal`` the form in which names are
compared, ``domains`` that of domains, ``joining`` the rules by which entries of one name become one party,
``listed`` what a list of known names adds, ``decisions`` the file of a human's decisions, ``near`` what only
looks alike, and ``report`` both lists for a spreadsheet.
"""

from graph.registers.resolving.decisions import NO_DECISIONS, Decisions, read_decisions
from graph.registers.resolving.resolver import Resolution, Resolved, Resolver

__all__ = ["NO_DECISIONS", "Decisions", "Resolution", "Resolved", "Resolver", "read_decisions"]
