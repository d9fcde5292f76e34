"""The title and the coverage line: what a picture rests on, from which point of view, and what it hides."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from graph.claims import LocalName, NonAnswerKind, PartialDate
from graph.status.values import Status
from graph.status.views import PointOfView, latest_of
from viz.content.ends import Parties
from viz.content.numbering import Drafts, Response, Statement
from viz.content.selection import NOT_SAID, Selection
from viz.content.speaking import called, counted, day
from viz.look import LOOKS, NON_ANSWER_WORD

_MOST_NAMED: Final = 2


def title(statements: Sequence[Statement], parties: Parties, drafts: Drafts | None = None) -> str:
    """A title that asserts nothing: the party that most statements name, and what the picture tells.

    *drafts* are told of only where there is nothing else.
    """
    if not statements:
        return "Drafts about data flows, not reviewed" if drafts else "Statements about data flows"
    named: Counter[LocalName] = Counter()
    for one in statements:
        ends = {end for pair in one.placed.pairs for end in (pair.from_, pair.to)}
        named.update(sorted(end for end in ends if end and parties.party_of[end].kind is None))
    stances = {one.stance for one in statements}
    verbs = ", ".join(look.one for stance, look in LOOKS.items() if stance in stances)
    if not named:
        return f"Who {verbs} which data flows"
    top = max(named.values())
    first = [party for party, count in named.items() if count == top][:_MOST_NAMED]
    names = [called(parties.party_of[party]) for party in first]
    if len(named) > len(first):
        names.append("others")
    return (
        f"{', '.join(names[:-1])}{' and ' if len(names) > 1 else ''}{names[-1]}: who {verbs} which data flows"
    )


def coverage(
    shown: tuple[Sequence[Statement], Sequence[Response]],
    left_out: tuple[int, int],
    last: PartialDate | None,
    selection: Selection,
    parties: Parties,
    standpoint: PointOfView,
    with_status: bool,
    answers_hidden: bool,
    drafts: tuple[Drafts, Drafts],
) -> str:
    """What the picture rests on, from which point of view, and what a filter hides.

    It is as of the date that was asked for, else of the latest statement that it shows; with
    statuses, of the latest that there is, since these rest on all of them. Who did not respond is no
    speaker. *left_out* counts the statements and non-answers that are not shown, *last* is the date of the
    latest of all. With *answers_hidden*,
    what is not shown answers something that is. *drafts*, those that are shown and all, are told of apart.
    """
    statements, responses = shown
    speakers = {one.claim.speaker for one in statements}
    speakers |= {one.given.speaker for one in responses if one.given.kind is not NonAnswerKind.SILENT}
    said = [last] if with_status else [one.said_on for each in shown for one in each]
    if standpoint.as_of is not None:
        said = [PartialDate(standpoint.as_of.isoformat())]
    dates = [date for date in said if date is not None]
    sources = {one.letter for each in shown for one in each}
    what = [counted(len(statements), "statement")] if statements or not responses else []
    if responses:
        what.append(counted(len(responses), NON_ANSWER_WORD))
    text = " and ".join(what)
    silent = {one.given.speaker for one in responses} - speakers
    by = [counted(len(speakers), "speaker")] if speakers else []
    by += [f"{len(silent)} who did not respond"] if silent and speakers else []
    if by:
        text += f", by {' and '.join(by)}"
    if statements or responses:
        text += f" · as of {day(latest_of(dates))}" if dates else " · undated"
        text += " · " + ("one source" if len(sources) == 1 else counted(len(sources), "source"))
    if with_status:
        how = standpoint.how.replace("own words", "answers in own words")
        text += f" · status: {how}"  # its date stands before
    only = _only(selection, parties, shown)
    if only:
        hidden = [
            counted(count, noun)
            for count, noun in zip(left_out, ("statement", NON_ANSWER_WORD), strict=True)
            if count
        ]
        text += f" · only {'; '.join(only)}: {' and '.join(hidden) or 'nothing'} not shown"
        if answers_hidden and hidden:
            text += ", some of which answers what is shown"
    return text + _drafts(*drafts)


def _drafts(shown: Drafts, every: Drafts) -> str:
    """How many drafts are shown, of how many; nothing where there are none."""
    if not every:
        return ""
    of_all = "" if len(shown) == len(every) else f"{len(shown):,} of "
    return f" · {of_all}{counted(len(every) if of_all else len(shown), 'draft')} shown, not reviewed"


def _only(
    selection: Selection, parties: Parties, shown: tuple[Sequence[Statement], Sequence[Response]]
) -> list[str]:
    """What a selection keeps, in words."""
    only = []
    if selection.about is not None:
        hops = selection.hops
        reach = "its neighbours" if hops == 1 else f"parties up to {hops} lines away"
        only.append(f"{called(parties.party_of[selection.about])} and {reach}")
    if selection.most is not None:
        only.append(f"lines between the {selection.most} parties that most of the statements name")
    if selection.stances is not None:
        only.append(f"what is {' or '.join(sorted(selection.stances))}")
    if selection.acts is not None:
        acts = [one for one in sorted(selection.acts) if one != NOT_SAID]
        acts += ["act not said"] if NOT_SAID in selection.acts else []
        only.append(f"the act {' or '.join(acts)}")
    if selection.statuses is not None:
        words = (one.words for one in Status if one in selection.statuses)
        only.append(f"allegations with a flow that is {' or '.join(words)}, and what answers them")
    if selection.since is not None or selection.until is not None:
        undated = sum(one.said_on is None for each in shown for one in each)
        when = f"from {day(selection.since)} on" if selection.since else ""
        if selection.until is not None:
            when = f"{when.removesuffix(' on')} until {day(selection.until)}".strip()
        kept = f" or undated ({undated})" if undated else ""
        only.append(f"what was said {when}{kept}")
    return only
