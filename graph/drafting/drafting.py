"""A text in, drafts out, by rules: segments, parties, attributions, frames, stance, claims."""

from typing import TYPE_CHECKING

from graph import __version__
from graph.drafting.drafts import Document, Drafts

if TYPE_CHECKING:
    from spacy.language import Language


def draft(document: Document, nlp: "Language") -> Drafts:
    """What *document* seems to say, as drafts that nobody has reviewed.

    Args:
        document: The text, and what it does not say of itself.
        nlp: An English pipeline with tagger, parser and name recogniser (``pipeline.load``).
    """
    from graph.drafting.claims.assembling import Assembling
    from graph.drafting.text.segments import pieces
    from graph.drafting.text.tree import read

    parts = pieces(document.text)
    texts = [part.text for part in parts]
    docs = read(nlp.pipe(texts), texts)
    claims, silences, parties = Assembling(document, parts, docs, __version__).drafts()
    return Drafts(document, tuple(parties), tuple(claims), tuple(silences))
