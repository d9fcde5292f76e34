"""The named questions: the rows expected on a small graph written by hand, and on the shipped dossiers.

``python tests/test_questions.py`` writes the expected answers of the shipped dossiers again: read the diff.
"""

import re
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from graph.asking.answering import ask, find_question, given_parameters, listed, questions, read
from graph.asking.resolving import resolve
from graph.asking.store import Store, Table, open_store
from graph.claims import Dossier, NonAnswerKind, PartialDate, PartyKind, Said, Stance
from graph.formats.tables import comma_separated, readable
from graph.problems import UsageError
from graph.rdf.triples import trig
from tests.conftest import answered, dossier, group, named, party, said, source

ROOT = Path(__file__).parents[1]
SMALL = Path(__file__).with_name("small.trig")
GOLDEN = Path(__file__).parent / "golden" / "questions"

#: The shipped dossiers, and what is asked of each where a question must be told.
SHIPPED: dict[str, dict[str, str]] = {
    "facebook-banks-2018": {
        "answers-to": "claim=A1",
        "between": "sender=JPMorgan Chase receiver=Facebook",
        "by-data": "data=Financial",
        "by-purpose": "purpose=Advertising",
        "claim-sources": "claim=A1",
        "flows-from": "party=banks",
        "flows-to": "party=Facebook",
    },
    "merrowick-fiction": {
        "answers-to": "claim=claim/0d1a3dd7a53a2d15",
        "between": "sender=Merrowick receiver=insurers",
        "by-data": "data=pd:Health",
        "by-purpose": "purpose=set premiums",
        "claim-sources": "claim=A3",
        "flows-from": "party=Merrowick",
        "flows-to": "party=Sievebrook",
    },
}


def expected_answers() -> dict[tuple[str, str], list[list[str]]]:
    """Question and parameters → columns and rows."""
    blocks = Path(__file__).with_name("small-answers.txt").read_text("utf-8").split("## ")[1:]
    answers = {}
    for head, *lines in (block.strip().splitlines() for block in blocks):
        name, _, words = head.partition(" ")
        answers[name, words] = [[cell.strip() for cell in re.split(r" ?\| ?", line)] for line in lines]
    return answers


ANSWERS = expected_answers()


@pytest.fixture(scope="module")
def small() -> Store:
    store = open_store()
    store.load(SMALL)
    return store


def parameters(words: str) -> dict[str, str]:
    """``a=x y b=z`` as parameters."""
    return given_parameters(re.split(r" (?=\w+=)", words)) if words else {}


def answer(store: Store, name: str, words: str = "") -> Table:
    found = ask(store, find_question(name, bytes), parameters(words))
    assert isinstance(found, Table)
    return found


def told(table: Table) -> list[list[str]]:
    return [list(table.columns), *([readable(term) for term in row] for row in table.rows)]


# ---------------------------------------------------------------- answers


@pytest.mark.parametrize(("name", "words"), ANSWERS)
def test_a_question_has_its_answer(small: Store, name: str, words: str) -> None:
    assert told(answer(small, name, words)) == ANSWERS[name, words]


def test_every_question_is_tested_and_says_what_it_asks_and_answers() -> None:
    assert len(questions()) >= 33
    assert {name for name, _ in ANSWERS} == {one.name for one in questions()}
    for one in questions():
        assert one.question.endswith("?"), one.name
        assert one.answer.startswith("one row per "), one.name
        assert one.name in listed()
        assert one.question in listed()
        for parameter in one.parameters:
            assert f"-p {parameter.name}=…" in listed()
            assert re.search(rf"SELECT .*\?{parameter.name}\b", one.text), one.name


def test_every_order_is_total_and_no_order_of_loading_matters(small: Store) -> None:
    text = SMALL.read_text("utf-8")
    header, *graphs = re.split(r"(?m)^(?=<?\S+ \{$)", text)
    backwards = open_store()
    for graph in reversed(graphs):
        backwards.load([header, graph])
    for name, words in ANSWERS:
        assert answer(backwards, name, words) == answer(small, name, words), name


@pytest.mark.parametrize("name", [one.name for one in questions()])
@pytest.mark.parametrize("dossier", SHIPPED)
def test_the_shipped_dossiers_give_the_expected_rows(dossier: str, name: str) -> None:
    expected = (GOLDEN / dossier / f"{name}.csv").read_bytes().decode()
    assert comma_separated(shipped(dossier, name)) == expected


@cache
def opened(dossier: str) -> Store:
    from graph.reading.dossiers import load

    store = open_store()
    store.load(trig(load([ROOT / "cases" / dossier])))
    return store


def shipped(dossier: str, name: str) -> Table:
    return answer(opened(dossier), name, SHIPPED[dossier].get(name, ""))


# ---------------------------------------------------------------- the best answer


CHARGED = said(Stance.ALLEGED, from_="Acme", to="AdCo", data="logs")
PLAIN = said(Stance.DENIED, "Acme", from_="Acme", data="logs")
HEDGED = replace(PLAIN, iri="claim/hedged", hedges=("knowingly",), said_on=PartialDate("2018-01-02"))


def holding(made: Dossier) -> Store:
    """A store with the graph of a dossier, and its statuses."""
    store = open_store()
    store.load(trig(made))
    return store


@pytest.mark.parametrize("day", ["2018-01-01", "2018-01-03"])
def test_of_denials_that_go_equally_far_the_one_that_holds_less_back_is_the_best_answer(day: str) -> None:
    plain = replace(PLAIN, said_on=PartialDate(day))
    store = holding(dossier(source(CHARGED, HEDGED, plain)))
    best = [row[7:11] for row in told(answer(store, "responses"))[1:]]
    assert best == [["Acme", "denial", "denies it", plain.iri], ["AdCo", "no answer", "", ""]]


def test_a_hedged_denial_goes_before_one_that_falls_short() -> None:
    partial = said(Stance.DENIED, "Acme", from_="Acme", to="AdCo", data="logs", purpose="ads")
    store = holding(dossier(source(CHARGED, partial, HEDGED)))
    assert [row[8] for row in told(answer(store, "responses"))[1:]] == ["denial", "no answer"]


def test_the_next_question_follows_the_answer_that_holds_less_back() -> None:
    partial = said(Stance.DENIED, "Acme", from_="Acme", to="AdCo", data="logs", purpose="ads")
    hedged = replace(partial, iri="claim/hedged", hedges=("knowingly",), said_on=PartialDate("2018-01-01"))
    plain = replace(partial, said_on=PartialDate("2018-01-02"))
    store = holding(dossier(source(CHARGED, hedged, plain)))
    assert [row[8] for row in told(answer(store, "next-questions"))[1:]] == [plain.iri]


# ---------------------------------------------------------------- who is silent


def silent(made: Dossier) -> list[list[str]]:
    """Who said nothing, and as one of which group an allegation is about it."""
    return [row[:2] for row in told(answer(holding(made), "silent-parties"))[1:]]


BANKS = [group("banks"), *(party(one, member_of=(named("banks"),)) for one in ("Alpha", "Beta", "Gamma"))]
CHARGE = said(Stance.ALLEGED, from_="banks", data="logs")


def test_where_a_member_answers_for_its_group_the_others_are_still_silent() -> None:
    denial = said(Stance.DENIED, "Alpha", from_="banks", data="logs")
    declined = answered(NonAnswerKind.DECLINED, "Gamma", CHARGE)
    assert silent(dossier(source(CHARGE, denial), parties=BANKS)) == [["Beta", "banks"], ["Gamma", "banks"]]
    assert silent(dossier(source(CHARGE, denial, declined), parties=BANKS)) == [["Beta", "banks"]]


def test_a_charge_against_a_class_names_no_member_by_itself() -> None:
    assert silent(dossier(source(CHARGE), parties=BANKS)) == []
    accusing = said(Stance.ALLEGED, "Alpha", from_="Acme", data="mail")
    assert silent(dossier(source(CHARGE, accusing), parties=BANKS)) == [["Acme", ""]]


def test_a_charge_against_a_definite_group_names_all_its_members() -> None:
    members = tuple(named(one) for one in ("Alpha", "Beta", "Gamma"))
    made = [group("banks", PartyKind.DEFINITE, members=members), *BANKS[1:]]
    found = silent(dossier(source(CHARGE), parties=made))
    assert found == [["Alpha", "banks"], ["Beta", "banks"], ["Gamma", "banks"]]


def test_whom_a_vague_group_may_mean_is_not_charged_with_it() -> None:
    some = group("some banks", PartyKind.VAGUE, candidates=(named("Alpha"), named("Beta")))
    denial = said(Stance.DENIED, "Alpha", from_="banks", data="logs")
    charge = said(Stance.ALLEGED, from_="some banks", data="logs")
    assert silent(dossier(source(charge, denial), parties=[some, *BANKS])) == []


def test_nobody_is_silent_as_one_of_the_third_parties() -> None:
    thirds = replace(
        group("third parties", PartyKind.THIRD_PARTIES, relative_to=named("Acme")),
        iri="party/acme/third-parties",
    )
    parties = [thirds, *(party(one, member_of=(thirds.iri,)) for one in ("Alpha", "Beta"))]
    charge = replace(CHARGED, to=(Said(thirds.iri, "third parties"),))
    denial = replace(charge, iri="claim/denial", stance=Stance.DENIED, speaker=named("Alpha"))
    assert silent(dossier(source(charge, denial), parties=parties)) == [["Acme", ""]]


# ---------------------------------------------------------------- parameters


@pytest.mark.parametrize(
    ("kind", "given", "found"),
    [
        ("party", "Acme", "party/acme"),
        ("party", "ACME", "party/acme"),
        ("party", "  acme  inc. ", "party/acme"),
        ("party", "The Acme", "party/acme"),
        ("party", "platform", "party/acme"),
        ("party", "party/acme", "party/acme"),
        ("party", "id:party/acme", "party/acme"),
        ("party", "https://w3id.org/flowclaims/id/party/acme", "party/acme"),
        ("party", "<https://w3id.org/flowclaims/id/party/acme>", "party/acme"),
        ("party", "the ledger", "party/ledger"),
        ("party", "fc:anyParty", "fc:anyParty"),
        ("data", "card payments", "data/card-transactions"),
        ("data", "financial", "pd:Financial"),
        ("data", "pd:Financial", "pd:Financial"),
        ("purpose", "ads", "dpv:Advertising"),
        ("purpose", "advertising", "dpv:Advertising"),
        ("claim", "C1", "claim/c5"),
        ("claim", "claim/c5", "claim/c5"),
    ],
)
def test_a_parameter_may_be_a_name_or_an_iri(small: Store, kind: str, given: str, found: str) -> None:
    assert readable(resolve(small, kind, given)) == found


@pytest.mark.parametrize(
    ("kind", "given", "message"),
    [
        (
            "party",
            "ledger house",
            "'ledger house' may be any of 2: party/ledger-group (Ledger Group), "
            "party/ledger-online (Ledger Online); name the party by",
        ),
        (
            "claim",
            "A1",
            "may be any of 2: claim/c1 (in 'Acme wants your card data'), claim/c4 (in 'More on Acme');",
        ),
        ("party", "Acmee", "no party is called 'Acmee'; did you mean 'Acme'"),
        ("party", "zzz", "no party is called 'zzz'; there are Acme, Acme Inc., AdCo, "),
        ("party", "pd:Financial", "no party in this graph is 'pd:Financial'"),
        ("party", "party/nobody", "no party is called 'party/nobody'"),
        ("party", "https://elsewhere.example/x", "no party in this graph is "),
        ("party", "<not an iri>", "no party is called '<not an iri>'"),
        ("data", "advertising", "no kind of data is called 'advertising'"),
        ("purpose", "card transactions", "no purpose is called 'card transactions'"),
        ("claim", "Z9", "no claim is called 'Z9'"),
    ],
)
def test_a_name_that_nobody_or_several_bear_is_refused_with_a_mend(
    small: Store, kind: str, given: str, message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        resolve(small, kind, given)
    assert message in str(caught.value)


def test_an_empty_graph_names_none() -> None:
    with pytest.raises(UsageError, match=r"no claim is called 'A1'; the graph names none"):
        resolve(open_store(), "claim", "A1")


@settings(max_examples=50)
@given(name=st.text(min_size=1).filter(str.strip))
def test_no_name_changes_a_query(small: Store, name: str) -> None:
    hostile = f'{name}" }} UNION {{ ?s ?p ?o }} #\n'
    with pytest.raises(UsageError, match=r"is called|is '|is \""):
        answer_to = given_parameters([f"party={hostile}"])
        ask(small, find_question("flows-to", bytes), answer_to)


@pytest.mark.parametrize(
    "name", ['Quote " Ltd', "Brace } { Ltd", "Back \\ slash", "Line\nbreak", "Tag <b>", "'; DROP ALL"]
)
def test_a_party_of_any_name_can_be_asked_for(name: str) -> None:
    text = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    store = open_store()
    store.load(
        [
            "@base <https://w3id.org/flowclaims/id/> . @prefix fc: <https://w3id.org/flowclaims/ns#> ."
            "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
            f'<parties> {{ <party/x> a fc:NamedParty ; rdfs:label "{text}" . }}'
            "<source/s> { <claim/c> a fc:Claim ; fc:stance fc:denied ; fc:speaker <party/x> ;"
            " fc:reported fc:direct ; fc:inSource <source/s> ; fc:evidence <source/s#q> ;"
            " fc:deniesClaim <claim/d> . }"
        ]
    )
    found = ask(store, find_question("denials", bytes), {"party": name})
    assert isinstance(found, Table)
    assert [readable(row[0]) for row in found.rows] == [name]


def test_parameters_are_required_known_and_given_once(small: Store) -> None:
    with pytest.raises(
        UsageError, match=r"flows-to needs to know the party \(the recipient; .*\): -p party=…"
    ):
        answer(small, "flows-to")
    with pytest.raises(UsageError, match=r"flows-to has no parameter 'partie'; it has party"):
        answer(small, "flows-to", "partie=Acme")
    with pytest.raises(UsageError, match=r"edges has no parameter 'party'; it has none"):
        answer(small, "edges", "party=Acme")
    with pytest.raises(UsageError, match=r"the parameter party is given twice"):
        given_parameters(["party=a", "party=b"])
    for wrong in ("party", "=a", "par ty=a", "party= "):
        with pytest.raises(UsageError, match=r"is no parameter; write NAME=VALUE"):
            given_parameters([wrong])


# ---------------------------------------------------------------- SPARQL of one's own


def test_a_question_can_be_a_file_or_standard_input(small: Store, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    text = (
        "\ufeff# Question: Who?\n# Parameters: who (party, optional): the one\n#\n"
        "# Answer: one row per party.\n"
        "SELECT ?who ?name { ?who a fc:NamedParty ; rdfs:label ?name }"
    )
    file.write_text(text, "utf-8")
    with pytest.raises(UsageError, match="the parameter '' is not understood"):
        find_question(str(file), bytes)
    file.write_text(text.replace("\n#\n", "\n"), "utf-8")
    mine = find_question(str(file), bytes)
    assert (mine.question, mine.answer) == ("Who?", "one row per party.")
    found = ask(small, mine, {"who": "acme"})
    assert isinstance(found, Table)
    assert told(found) == [["name"], ["Acme"]]
    from_stdin = find_question("-", lambda: b"SELECT ?s { ?s fc:stance fc:nonAnswer }")
    assert told(ask(small, from_stdin)) == [["s"], ["claim/c3"]]  # type: ignore[arg-type]


def test_without_a_header_any_column_can_be_bound(small: Store) -> None:
    mine = read("mine", "SELECT ?party ?name { ?party rdfs:label ?name }")
    assert told(ask(small, mine, {"party": "party/acme"}))[1:] == [["party/acme", "Acme"]]  # type: ignore[arg-type]
    assert told(ask(small, mine, {"name": "Acme"}))[1:] == [["party/acme", "Acme"]]  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=r"mine: a parameter can only be bound to a column"):
        ask(small, mine, {"other": "Acme"})


def test_rows_without_an_order_are_sorted_and_an_order_is_kept(small: Store) -> None:
    text = "SELECT ?name { ?party a fc:NamedParty ; rdfs:label ?name }"
    names = [row[0] for row in told(ask(small, read("q", text)))[1:]]  # type: ignore[arg-type]
    assert names == sorted(names)
    backwards = told(ask(small, read("q", f"{text} ORDER BY DESC(?name)")))[1:]  # type: ignore[arg-type]
    assert [row[0] for row in backwards] == names[::-1]


def test_what_is_no_question_is_refused_with_a_mend(tmp_path: Path) -> None:
    with pytest.raises(
        UsageError, match="no question and no file is called 'flow-to'; did you mean flows-to"
    ):
        find_question("flow-to", bytes)
    with pytest.raises(UsageError, match="the questions are admissions-in-part, answers-for, "):
        find_question("zzzz", bytes)
    binary = tmp_path / "binary.rq"
    binary.write_bytes(b"\xff\xfe\0")
    with pytest.raises(UsageError, match=r"binary\.rq: this is not text in UTF-8, as a query is"):
        find_question(str(binary), bytes)
    binary.write_bytes(b" " * 1_000_001)
    with pytest.raises(UsageError, match=r"more than 1,000,000 bytes are no query"):
        find_question(str(binary), bytes)
    for name in ("a\0b", "x" * 5000, "\udc80", str(tmp_path)):
        with pytest.raises(UsageError):
            find_question(name, bytes)


def test_a_broken_query_is_told_with_its_name(small: Store) -> None:
    with pytest.raises(UsageError, match=r"^mine\.rq: the query is not valid SPARQL: error at 1:11"):
        ask(small, read("mine.rq", "SELECT * {"))


if __name__ == "__main__":
    for case in SHIPPED:
        (GOLDEN / case).mkdir(parents=True, exist_ok=True)
        for one in questions():
            text = comma_separated(shipped(case, one.name))
            (GOLDEN / case / f"{one.name}.csv").write_bytes(text.encode())
