"""Every word of the tables of drafting earns its place: a sentence with it is drafted as its row says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise

import pytest
import yaml
from parsed import claims, drafted, need_parser, parse_all, parser, told
from shown import TABLES

from graph.claims import Act, NonAnswerKind, Stance
from graph.drafting.drafts import DraftClaim
from graph.drafting.model.denying import denies
from graph.drafting.tables import Cues, Frame, Frames, Governor, WordLists, forms, frames, table, words
from graph.drafting.word_lists import Silences

NAMES = ("cues", "forms", "frames", "silences", "words", *TABLES)
#: No word of any list.
NONSENSE = "umbrella"


# ---------------------------------------------------------------- the files


@pytest.mark.parametrize("name", NAMES)
def test_no_key_stands_twice_in_a_table(name: str) -> None:
    """YAML would keep the last one and say nothing."""
    node = yaml.compose(
        files("graph.drafting").joinpath("tables", f"{name}.yaml").read_text(encoding="utf-8")
    )
    seen = list(_mappings(node))
    assert seen
    for mapping in seen:
        keys = [key.value for key, _ in mapping.value]
        assert len(set(keys)) == len(keys), sorted(keys)


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_a_table_is_empty_or_joined(name: str) -> None:
    lists = list(_lists(table(name))) if name != "frames" else [[one.word for one in (*FRAMES, *GOVERNORS)]]
    assert lists
    assert [one for listed in lists for one in listed if not one or "_" in one or one != one.strip()] == []


@pytest.mark.parametrize("name", ["cues", "silences", "words", *TABLES])
def test_the_words_of_a_list_are_sorted_and_stand_once(name: str) -> None:
    lists = list(_lists(table(name)))
    assert lists
    for listed in lists:
        assert [(a, b) for a, b in pairwise(listed) if a.lower() >= b.lower()] == []


def test_every_list_is_known_to_the_code() -> None:
    assert set(table("cues")) == set(Cues.__dataclass_fields__)
    assert set(table("silences")) == set(Silences.__dataclass_fields__)
    assert set(table("frames")) == set(Frames.__dataclass_fields__)
    assert set(table("words")) - {"parties"} == set(WordLists.__dataclass_fields__) - {"party_types"}


def test_every_row_of_frames_has_only_what_frames_have() -> None:
    given = {"act", "from", "to", "data", "words", *Frame.__dataclass_fields__}
    for kind in ("verbs", "nouns", "adjectives"):
        for row in table("frames")[kind]:
            assert set(row) <= given, row
            assert set(
                row.get("needs", "to").split() if isinstance(row.get("needs"), str) else row.get("needs", [])
            ) <= {
                "to",
                "from",
                "access",
                "available",
                "of",
                "off",
                "organisation",
                "people",
                "price",
                "wanted",
            }
    for row in table("frames")["governors"]:
        assert row["means"] in ("seek", "permit", "deny")


def _mappings(node: yaml.Node) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _mappings(value)


def _lists(value: object) -> Iterator[list[str]]:
    """Lists of words, and mappings from words to examples."""
    if isinstance(value, list):
        yield value
    elif isinstance(value, dict):
        if all(isinstance(below, str) for below in value.values()):
            yield list(value)
        for below in value.values():
            yield from _lists(below)


# ---------------------------------------------------------------- frames


def _frames() -> list[Frame]:
    known = frames()
    kinds = (known.verbs, known.nouns, known.adjectives)
    return [one for kind in kinds for rows in kind.values() for one in rows]


FRAMES = _frames()
GOVERNORS = list(frames().governors.values())


@pytest.fixture(scope="module")
def parsed() -> None:
    """The sentences of this module, parsed in one go; of nouns the first, which most often fits."""
    need_parser()
    parse_all(
        [
            *(one.example for one in (*FRAMES, *GOVERNORS)),
            *table("frames")["looks_into"].values(),
            *table("frames")["asked"].values(),
            *(
                example
                for lists in (table("cues"), table("silences"))
                for kind in lists.values()
                for example in kind.values()
            ),
            *(
                sentence
                for one in (*SAYS_SO, *SAYS_NOTHING)
                for word in _words_of(one)
                for sentence in one.sentences(word)[:1]
            ),
        ]
    )


def _between(one: DraftClaim, example: str) -> bool:
    """Whether a claim names the parties and data that its example does; what is collected nobody gives."""
    if " between " in example:
        return one.from_ == one.to == ("Acme", "Orbix")
    return (
        (one.act in (Act.COLLECT, Act.USE) or one.from_ == (("Acme",) if "Acme" in example else ()))
        and one.to == (("Orbix",) if "Orbix" in example else ())
        and ("location data" not in example or one.data == ("location data",))
    )


@pytest.mark.parametrize("frame", FRAMES, ids=lambda one: f"{one.act}-{one.example}")
def test_the_example_of_a_frame_is_drafted_as_its_row_says(frame: Frame, parsed: None) -> None:
    found = claims(frame.example)
    assert any(
        one.act is frame.act
        and (one.stance is Stance.DENIED) is frame.denies
        and _between(one, frame.example)
        for one in found
    ), list(map(told, found))


@pytest.mark.parametrize("frame", FRAMES, ids=lambda one: f"{one.act}-{one.example}")
def test_the_example_of_a_frame_holds_its_word(frame: Frame, parsed: None) -> None:
    (doc,) = parser().pipe([frame.example])
    assert set(frame.word.split()) <= {token.lemma_.lower() for token in doc}


@pytest.mark.parametrize("governor", GOVERNORS, ids=lambda one: f"{one.means}-{one.example}")
def test_the_example_of_a_governor_is_drafted_as_it_means(governor: Governor, parsed: None) -> None:
    found = claims(governor.example)
    fits: dict[str, Callable[[DraftClaim], bool]] = {
        "seek": lambda one: one.act is Act.SEEK and one.stance is not Stance.DENIED,
        "permit": lambda one: one.act is Act.SHARE and one.stance is not Stance.DENIED,
        "deny": lambda one: one.stance is Stance.DENIED,
    }
    assert any(fits[governor.means](one) and _between(one, governor.example) for one in found), list(
        map(told, found)
    )


@pytest.mark.parametrize(("word", "example"), table("frames")["looks_into"].items())
def test_a_phone_stands_for_what_is_in_it_where_somebody_looks_into_it(
    word: str, example: str, parsed: None
) -> None:
    assert word in {token.lemma_.lower() for token in next(iter(parser().pipe([example])))}
    assert any("phones" in said for one in claims(example) for said in one.data)


@pytest.mark.parametrize(("word", "example"), table("frames")["asked"].items())
def test_a_request_is_read_from_the_side_of_who_was_asked(word: str, example: str, parsed: None) -> None:
    assert word in {token.lemma_.lower() for token in next(iter(parser().pipe([example])))}
    assert any((one.act, one.from_, one.to) == (Act.SEEK, ("Acme",), ("Orbix",)) for one in claims(example))


@pytest.mark.parametrize(("form", "lemma"), forms().items())
def test_a_verb_form_goes_to_its_base_form(form: str, lemma: str, parsed: None) -> None:
    (doc,) = parser().pipe([f"Orbix has {form} it." if form.endswith("d") else f"Orbix was {form} it."])
    assert doc[2].lemma_ == lemma or doc[2].pos_ != "VERB"


# ---------------------------------------------------------------- cues

CUES: dict[str, Callable[[list[DraftClaim]], bool]] = {
    "says": lambda found: any(one.speaker == "Norvik" and one.stance is Stance.ALLEGED for one in found),
    "denies": lambda found: any(one.speaker == "Acme" and one.stance is Stance.DENIED for one in found),
    "admits": lambda found: any(one.speaker == "Acme" and one.stance is Stance.CONFIRMED for one in found),
    "accuses": lambda found: any(one.speaker == "Norvik" and one.stance is Stance.ALLEGED for one in found),
    "claim_nouns": lambda found: any(
        one.speaker == "Norvik" and one.stance is not Stance.CONFIRMED for one in found
    ),
    "qualities": lambda found: not found,
    "falsely": lambda found: any(one.stance is Stance.DENIED for one in found),
    "untrue": lambda found: any(one.speaker == "Acme" and one.stance is Stance.DENIED for one in found),
    "practices": lambda found: any(one.speaker == "Acme" and one.stance is Stance.DENIED for one in found),
    "ends": lambda found: any(one.speaker == "Acme" and one.stance is Stance.DENIED for one in found),
    "judges": lambda found: not found,
}


@pytest.mark.parametrize(
    ("kind", "example"), [(kind, example) for kind in CUES for example in table("cues")[kind].values()]
)
def test_the_example_of_a_cue_is_drafted_as_its_list_says(kind: str, example: str, parsed: None) -> None:
    found = list(claims(example))
    assert CUES[kind](found), list(map(told, found))


@pytest.mark.parametrize(("word", "example"), table("cues")["hedges"].items())
def test_a_hedge_is_kept_with_the_claim(word: str, example: str, parsed: None) -> None:
    (found,) = claims(example)
    assert found.hedges == (word,)


@pytest.mark.parametrize(("word", "example"), table("cues")["negatives"].items())
def test_a_negative_is_a_cue_for_a_denial(word: str, example: str) -> None:
    assert denies(example)
    assert not denies(example.lower().replace(word, NONSENSE).replace("doesn't", NONSENSE))


@pytest.mark.parametrize(
    ("kind", "example"),
    [(kind, one) for kind, listed in table("silences").items() for one in listed.values()],
)
def test_the_example_of_a_silence_is_an_answer_without_yes_or_no(
    kind: str, example: str, parsed: None
) -> None:
    (found,) = drafted(example).non_answers
    assert found.speaker == "Acme"
    declined = kind in ("declining", "about", "words", "nothing")
    assert found.kind is (NonAnswerKind.DECLINED if declined else NonAnswerKind.SILENT)


# ---------------------------------------------------------------- nouns


@dataclass(frozen=True)
class Sentences:
    """Sentences for every word of one list, and what one of them must give.

    "{}" is the word, "{a}" the word with its article, "{s}" its plural.

    A parser reads not every noun well in every place: one of the sentences has to fit.
    """

    name: str
    patterns: tuple[str, ...]
    fits: Callable[[DraftClaim, str], bool]

    def sentences(self, word: str) -> list[str]:
        article = "an" if word[0] in "aeiou" else "a"
        return [one.format(word, a=f"{article} {word}", s=_plural(word)) for one in self.patterns]


def _plural(word: str) -> str:
    known = {
        "person": "people",
        "child": "children",
        "man": "men",
        "woman": "women",
        "wife": "wives",
        "thief": "thieves",
    }
    if word in known:
        return known[word]
    if word.endswith(("s", "x", "ch", "sh")):
        return f"{word}es"
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2] not in "aeiou" else f"{word}s"


def _whole(one: DraftClaim, _: str) -> bool:
    """Location data themselves, not what stands before them."""
    return one.data == ("location data",)


SAYS_SO = (
    Sentences(
        "data",
        ("Orbix recorded the {} of its users.", "Acme used {s}.", "Orbix searched the {s} of users."),
        lambda one, word: any(word in said or _plural(word) in said for said in one.data),
    ),
    Sentences(
        "data_pairs",
        ("Acme used {s}.", "Orbix recorded the {} of its users."),
        lambda one, word: any(word in said or _plural(word) in said for said in one.data),
    ),
    Sentences(
        "generic_data",
        (
            "Acme sold {a} of trees to Orbix.",
            "Acme sold {s} of trees to Orbix.",
            "Acme sold {} about trees to Orbix.",
            "Acme sold {s} about trees to Orbix.",
        ),
        lambda one, word: any(said.startswith(word[:-1]) and said.endswith("trees") for said in one.data),
    ),
    Sentences("containers", ("Orbix searched the {} of a user.",), lambda one, word: word in one.data[0]),
    Sentences(
        "handles",
        (
            "Acme sold {a} of location data to Orbix.",
            "Acme gave Orbix {s} of location data.",
            "Acme gave Orbix {} to location data.",
            "Acme gave Orbix {} of location data.",
            "Acme gave Orbix {a} at location data.",
        ),
        _whole,
    ),
    Sentences(
        "quantities",
        (
            "Acme sold {} of the records to Orbix.",
            "Acme sold a {} of records to Orbix.",
            "Acme sold {} of records to Orbix.",
            "Acme sold location data to {} of the brokers.",
        ),
        lambda one, word: one.data == ("records",) or one.to in (("brokers",), (f"{word} of the brokers",)),
    ),
    Sentences(
        "party_types",
        ("Acme sold location data to {a}.", "Acme sold location data to the {}."),
        lambda one, word: one.to in ((word,), (_plural(word),)),
    ),
    Sentences(
        "persons",
        ("Acme sold location data to a former {}.", "Acme sold location data to {a}."),
        lambda one, word: one.to in ((f"former {word}",), (_plural(word),)),
    ),
    Sentences(
        "people",
        (
            "Acme sold the location data of {s} to Orbix.",
            "Acme sold the location data of its {} to Orbix.",
            "Acme sold the location data of {} to Orbix.",
        ),
        lambda one, word: one.subjects in ((word,), (_plural(word),)),
    ),
    Sentences(
        "documents",
        (
            "Acme's {} says that Acme sold location data to Orbix.",
            "The {} of Acme says that Acme sold location data to Orbix.",
            "According to {a} by Acme, Acme sold location data to Orbix.",
        ),
        lambda one, word: one.speaker == "Acme",
    ),
    Sentences(
        "suits",
        ("The {} says that Acme sold location data to Orbix.",),
        lambda one, word: one.speaker == word,
    ),
    Sentences(
        "devices",
        (
            "Acme's {} sent location data to Orbix.",
            "Orbix got location data from Acme's {}.",
            "Orbix got location data from Acme's {s}.",
        ),
        lambda one, word: one.from_ == ("Acme",),
    ),
    Sentences(
        "voices",
        (
            "Lee Parker, {a} of Acme, said that Acme sold location data to Orbix.",
            "Lee Parker, {a} at Acme, said that Acme sold location data to Orbix.",
        ),
        lambda one, word: (one.speaker, one.spokesperson) == ("Acme", "Lee Parker"),
    ),
    Sentences(
        "spokespeople",
        (
            "Acme sold location data to Orbix. {a} said that Orbix bought the records of users.",
            "Acme sold location data to Orbix. Lee Parker, the {}, said that Orbix bought users' records.",
        ),
        lambda one, word: one.speaker == "Acme",
    ),
    Sentences(
        "outside_voices",
        (
            "One {} said that Acme sold location data to Orbix.",
            "A {} said that Acme sold location data to Orbix.",
        ),
        lambda one, word: word in one.speaker,
    ),
)
#: Words that keep a sentence from being a claim.
SAYS_NOTHING = (
    Sentences("other_things", ("Acme sold Orbix {a}.",), lambda one, word: False),
    Sentences("letters", ("Acme sent {a} to Orbix.",), lambda one, word: False),
    Sentences("requests", ("Acme sold Orbix {a}.",), lambda one, word: False),
    Sentences("norms", ("The {} lets Acme share location data with Orbix.",), lambda one, word: False),
)


def _words_of(kind: Sentences) -> list[str]:
    return [*sorted(getattr(words(), kind.name)), NONSENSE]


def _fits(kind: Sentences, word: str) -> bool:
    return any(kind.fits(one, word) for sentence in kind.sentences(word) for one in claims(sentence))


@pytest.mark.parametrize("kind", SAYS_SO, ids=lambda one: one.name)
def test_every_noun_of_a_list_is_read_as_what_the_list_says(kind: Sentences, parsed: None) -> None:
    listed = getattr(words(), kind.name)
    assert listed
    assert [word for word in sorted(listed) if not _fits(kind, word)] == []


def test_what_people_have_is_nobody_that_gives_data_and_what_a_firm_has_is() -> None:
    listed = (*sorted(words().gadgets), "server")
    sent = {word: f"An Orbix {word} sent location data to Acme." for word in listed}
    parse_all(sent.values())
    givers = {word: [one.from_ for one in claims(text)] for word, text in sent.items()}
    assert givers.pop("server") == [("Orbix",)]
    assert {word for word, found in givers.items() if found != [()]} == set()


@pytest.mark.parametrize("kind", SAYS_NOTHING, ids=lambda one: one.name)
def test_every_noun_of_a_list_keeps_a_sentence_from_being_a_claim(kind: Sentences, parsed: None) -> None:
    listed = getattr(words(), kind.name)
    assert listed
    found = {word: list(map(told, claims(one))) for word in sorted(listed) for one in kind.sentences(word)}
    assert {word: told_ for word, told_ in found.items() if told_} == {}


@pytest.mark.parametrize("kind", SAYS_SO, ids=lambda one: one.name)
def test_a_noun_of_no_list_is_not_read_so(kind: Sentences, parsed: None) -> None:
    assert not _fits(kind, NONSENSE)


@pytest.mark.parametrize("kind", SAYS_NOTHING, ids=lambda one: one.name)
def test_a_noun_of_no_list_does_not_keep_a_sentence_from_being_a_claim(kind: Sentences, parsed: None) -> None:
    assert all(claims(one) for one in kind.sentences(NONSENSE))
