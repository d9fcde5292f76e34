"""Who gives and who gets, around the word of a flow, and by what stands above it: "asked", "let"."""

from graph.drafting.frames.climbing import Placing, climb
from graph.drafting.frames.deals import around_deals
from graph.drafting.frames.own_ends import is_only_held, own_ends
from graph.drafting.frames.spoken import Spoken
from graph.drafting.tables import Frame
from graph.drafting.text.grammar import Clause
from graph.drafting.text.tree import Token


def placed(row: Frame, token: Token, around: Clause, data: tuple[Token, ...]) -> Spoken | None:
    """The flow that a word speaks of by its frame, with both ends; None if it is none."""
    ends = own_ends(row, token, around, data)
    if ends is None or is_only_held(row, token, around, data):
        return None
    flow = Placing(row, token, token, row.act, *ends)
    if not climb(flow):
        return None
    if flow.governor is None:
        flow.from_, flow.to = around_deals(row, token, around, flow.from_, flow.to)
    return Spoken(row, token, flow.lead, flow.act, flow.from_, flow.to, data, around.passive, flow.governor)
