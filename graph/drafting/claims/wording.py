"""What a claim is worded by: its data, its purpose, whose data it is, and the reason for drafting it."""

from collections.abc import Sequence

from graph.drafting.claims.making import Making
from graph.drafting.claims.proposed import Proposed
from graph.drafting.frames.data import is_anything, is_pointing, is_some, just_named, people_of, phrase
from graph.drafting.frames.spoken import Spoken
from graph.drafting.text.phrases import noun_phrase
from graph.drafting.text.tree import Token, subtree
from graph.drafting.word_lists import claim_words


def data_of(one: Spoken, before: Sequence[Proposed]) -> tuple[str, ...] | None:
    """The data as worded; what a pronoun or "such information" points to where it was just named.

    None where it points to nothing that was named.
    """
    found: list[str] = []
    for head in one.data:
        if is_anything(head):
            continue
        if not is_pointing(head):
            found.append(phrase(head))
            continue
        earlier = next((each.claim.data for each in reversed(before) if each.claim.data), None)
        if earlier is not None:
            found += earlier
        elif head.pos_ == "PRON" and "organisation" in one.frame.needs:
            return None
        elif head.pos_ == "PRON" or is_some(head):
            if (named := just_named(head)) is None:
                return None
            found.append(phrase(named))
        else:
            found.append(phrase(head))
    return tuple(dict.fromkeys(found))


def purpose_of(one: Spoken) -> tuple[str, ...]:
    """What it is for, as worded: "to aim advertising", "for research"."""
    for child in one.word.children:
        if child.dep_ in ("xcomp", "advcl") and any(
            each.dep_ == "aux" and each.lower_ == "to" for each in child.children
        ):
            span = subtree(child)
            return (_bare(span.doc[child.i : span.end].text),)
        if child.dep_ == "prep" and child.lower_ == "for" and "for" not in one.frame.data:
            for below in child.children:
                if below.pos_ == "PRON" or below.lemma_ in claim_words().no_purpose:
                    continue
                if below.dep_ in ("pobj", "pcomp"):
                    return (_bare(subtree(below).text),)
    return ()


def subjects_of(making: Making) -> tuple[str, ...]:
    """Whose data it is, as worded: "its users"."""
    head = next((each for one in making.one.data if (each := people_of(one)) is not None), None)
    if head is not None:
        return (_words(head),)
    return tuple(dict.fromkeys(each.words for each in making.people))[:1]


def reason_of(making: Making, around: Sequence[str], own_document: bool) -> str:
    """How the claim was drafted; *around* are the parties that its own clause does not name."""
    one, said, how = making.one, making.said, making.how
    reason = f'"{one.word.text}" ({one.frame.act})'
    if one.governor:
        reason += f' under "{one.lead.text}" ({one.act})'
    if how.negations:
        reason += f'; denied by "{", ".join(how.negations)}"'
    if said.speaker is None:
        reason += "; own document" if own_document else "; nobody is quoted, so the outlet says it"
    else:
        reason += f'; said by "{said.cue}"'
    if around:
        reason += f"; {', '.join(around)} by the text around"
    return reason


def has_doer(one: Spoken) -> bool:
    """Whether the words name who does it."""
    return bool(one.from_ if "subject" in one.frame.from_ else one.to)


def _words(token: Token) -> str:
    return noun_phrase(token).text


def _bare(text: str) -> str:
    """A phrase on one line, without marks around it."""
    return " ".join(text.split()).strip(" .,;\"'")
