from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import answered, dossier, group, party, related, said, source
from hypothesis import given, settings
from strategies import dossiers
from written import ROOT, SHARED, asked, document, entity, story, whole

from graph.claims import Dossier, Evidence, Flow, NonAnswerKind, PartyKind, Phrase, Said, Slot, Stance
from graph.problems import DossierError
from graph.rdf.reading_back import dossier_from, read_trig
from graph.rdf.triples import trig
from graph.reading.dossiers import load
from graph.vocabulary import BASE, taxonomy

CASES = sorted(path for path in (ROOT / "cases").iterdir() if path.is_dir())


def back(made: Dossier, base: str = BASE) -> Dossier:
    return dossier_from(ox.parse("".join(trig(made, base)), format=ox.RdfFormat.TRIG))


@given(dossiers())
@settings(max_examples=150)
def test_what_is_written_is_read_back(dossier):
    assert back(dossier) == dossier


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_the_shipped_dossiers_are_read_back(case):
    made = load([case])
    assert back(made) == made


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared reference files are not beside the project")
def test_the_reference_passages_are_read_back():
    made = load([SHARED / "seed", SHARED / "gold" / "dev"])
    assert back(made) == made


def test_another_base_is_read_back():
    made = dossier(source(said(Stance.ALLEGED, to="Acme")))
    assert back(made, "https://example.org/x/") == made


@pytest.mark.parametrize("suffix", ["trig", "nq"])
def test_a_file_of_either_format_is_read_back(suffix, tmp_path):
    made = dossier(
        source(said(Stance.ALLEGED, to="Acme", data="x"), related("deal", "Acme", "Bank", by="Bank"))
    )
    path = tmp_path / f"graph.{suffix}"
    text = document(made)
    if suffix == "nq":
        text = ox.serialize(ox.parse(text, format=ox.RdfFormat.TRIG), format=ox.RdfFormat.N_QUADS).decode()
    path.write_text(text)
    assert read_trig(path) == made


def test_quads_in_any_order_give_the_same_dossier():
    made = dossier(source(*(said(Stance.ALLEGED, to="Acme", quote=str(number)) for number in range(12))))
    quads = list(ox.parse(document(made), format=ox.RdfFormat.TRIG))
    assert dossier_from(sorted(quads, key=str)) == dossier_from(reversed(quads)) == made


def test_words_that_two_parties_share_go_to_the_one_that_is_meant(tmp_path):
    they = entity("Acme", aliases=["the company"]), entity("Zeta", aliases=["the firm"])
    made = whole(tmp_path, a=story("A", asked(to=["the firm", "the company", "Acme"]), entities=they))
    assert back(made) == made


def test_a_top_that_was_said_is_read_back():
    users = Phrase("subjects/users", Slot.SUBJECTS, "users", exact="fc:anySubjects")
    for words in ("users", taxonomy().label("fc:anySubjects")):
        claim = replace(said(Stance.ALLEGED, to="A"), subjects=(Said("fc:anySubjects", words),))
        made = dossier(source(claim), phrases=[users])
        assert back(made) == made


def test_a_label_that_is_also_a_phrase_of_another_meaning_is_read_back():
    money = Phrase("data/financial", Slot.DATA, "financial", broader=("pd:Location",))
    cards = Phrase("data/cards", Slot.DATA, "cards", exact="pd:Financial")
    claim = replace(
        said(Stance.ALLEGED), data=(Said("pd:Financial", "Financial"), Said("pd:Financial", "cards"))
    )
    made = dossier(source(claim), phrases=[money, cards])
    assert back(made) == made


def test_evidence_that_two_claims_share_is_read_back_for_both():
    evidence = Evidence("q", at=(0, 1), verified=True)
    claims = [said(Stance.ALLEGED, to="A", evidence=evidence), said(Stance.DENIED, to="A", evidence=evidence)]
    made = dossier(source(*claims, sha256="a" * 64))
    assert back(made) == made


# ------------------------------------------------------------ what is not ours


def told(text: str) -> str:
    with pytest.raises(DossierError) as caught:
        dossier_from(ox.parse(text, format=ox.RdfFormat.TRIG), "g.trig")
    [problem] = caught.value.problems
    assert problem.rule == "model"
    return problem.message


WHOLE = document(
    dossier(
        source(
            said(Stance.ALLEGED, by="Press", to="Acme", data="x", quote="q", except_=(Flow(data="data/x"),)),
            answered(NonAnswerKind.SILENT, "Acme"),
            related("deal", "Acme"),
        ),
        parties=[party("Acme", member_of=("party/firms",)), group("firms"), group("they", PartyKind.VAGUE)],
    )
)


def test_a_graph_of_somebody_else_is_told_to_be_none():
    assert "holds no fc:Dossier" in told("<x:s> <x:p> <x:o> .")
    assert "holds no fc:Dossier" in told("")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("fc:stance fc:alleged", "fc:stance fc:rumoured"),
        ("fc:stance fc:alleged ;", ""),
        ("fc:partyType fc:company", "fc:partyType fc:firm"),
        ("fc:partyKind fc:vagueKind", "fc:partyKind fc:someKind"),
        ("fc:nonAnswerKind fc:didNotRespond", "fc:nonAnswerKind fc:noComment"),
        ("skos:inScheme fc:dataCategories", "skos:inScheme fc:purposes0"),
        ("fc:act fc:share", "fc:act fc:steal"),
        ("fc:act fc:share ;", ""),
        ("fc:order 0", 'fc:order "first"'),
        ("fc:speaker <party/press>", "fc:speaker <party/nobody>"),
        ("fc:from fc:anyParty", "fc:from <party/nobody>"),
        ("fc:to <party/acme>", "fc:to <party/nobody>"),
        ("fc:memberOf <party/firms>", "fc:memberOf <party/nobody>"),
        ("fc:data <data/x>", "fc:data <data/nothing>"),
        ("fc:data <data/x>", "fc:data pd:Nothing"),
        ("fc:relates <party/acme>", "fc:relates <https://example.org/>"),
        ("fc:evidence <source/s1#", "fc:evidence <source/s2#"),
        ("fc:file", "fc:fiel"),
        ("fc:inSource <source/s1>", "fc:inSource <source/s2>"),
        ("fc:about <flow/", "fc:about <flow/0"),
        ("fc:except <flow/", "fc:except <flow/0"),
        ("<source/s1> {", "<source/s#1> {"),
        ("fc:stance fc:alleged ;", 'fc:stance fc:alleged ; fc:toWords "Nobody" ;'),
        ("fc:stance fc:alleged ;", 'fc:stance fc:alleged ; fc:dataWords "nothing" ;'),
        ("<party/they> a fc:PartyClass", "<party/th%65y;> a fc:PartyClass"),
    ],
)
def test_a_damaged_graph_is_told_to_be_damaged(old, new):
    assert old in WHOLE
    message = told(WHOLE.replace(old, new))
    assert (
        "damaged" in message or "flowclaims" in message or "nothing says" in message or "no party" in message
    )


def test_a_flow_left_out_of_itself_is_told():
    name = WHOLE.partition("fc:about <")[2].partition(">")[0]
    inner = WHOLE.partition("fc:except <")[2].partition(">")[0]
    assert "left out of itself" in told(WHOLE.replace(f"fc:except <{inner}>", f"fc:except <{name}>"))


def test_a_flow_left_out_that_names_nothing_is_told():
    before, last, after = WHOLE.rpartition("fc:data <data/x>")
    message = told(f"{before}fc:data <data/nothing>{after}")
    assert last
    assert "'data/nothing' is named and nowhere described" in message


def test_a_claim_about_more_flows_than_any_file_may_hold_is_told():
    name = WHOLE.partition("fc:about <")[2].partition(">")[0]
    flows = "".join(
        f"<flow/{n}> fc:act fc:share ; fc:from <party/a{n}> ; fc:to <party/a{n}> ; fc:data <data/a{n}> ; "
        f"fc:purpose <purpose/a{n}> ; fc:subjects <subjects/a{n}> .\n"
        for n in range(30)
    )
    about = " , ".join(f"<flow/{n}>" for n in range(30))
    graph = WHOLE.replace(f"fc:about <{name}>", f"fc:about {about}")
    start = graph.index("<source/s1> {", graph.index("fc:SourceDocument")) + len("<source/s1> {")
    parties = graph.index("<parties> {") + len("<parties> {")
    labels = "".join(f'<party/a{n}> rdfs:label "a{n}" ; fc:partyType fc:company .\n' for n in range(30))
    message = told(graph[:start] + flows + graph[start:parties] + labels + graph[parties:])
    assert "more than 10,000 flows" in message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<x:s> <x:p> .", "is no TriG"),
        (b"\xff", "is no TriG"),
        (b"", "holds no fc:Dossier"),
        (b"\0\0", "is no TriG"),
        (b'<x:s> <x:p> "\xff" .', "is no TriG"),
    ],
)
def test_what_is_no_trig_is_told_with_its_place(content, message, tmp_path):
    path = tmp_path / "g.trig"
    path.write_bytes(content)
    with pytest.raises(DossierError, match=message):
        read_trig(path)


def test_a_file_that_is_not_there_or_a_folder_is_told(tmp_path):
    for path in (tmp_path, tmp_path / "none.trig", Path("a\0b.trig")):
        with pytest.raises(DossierError, match="cannot be read"):
            read_trig(path)
