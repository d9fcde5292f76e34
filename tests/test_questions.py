"""The named questions, each with the rows expected on a small graph written by hand, and the shipped article.

``python tests/test_questions.py`` writes the expected answers of the shipped article again: read the diff.
"""

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from graph.asking import ask, find_question, given_parameters, listed, questions, read
from graph.formats.tables import comma_separated, readable
from graph.problems import UsageError
from graph.resolving import resolve
from graph.store import Store, Table, open_store

ROOT = Path(__file__).parents[1]
SMALL = Path(__file__).with_name("small.trig")
GOLDEN = Path(__file__).parent / "golden" / "questions"
ARTICLE = ROOT / "cases" / "facebook-banks-2018"

#: What is asked of the small graph, and the answer: a line of columns, then the rows, cells set apart by " | ".
ANSWERS: dict[tuple[str, str], str] = {
    ("flows-to", "party=Acme"): """
        date | from | act | to | data | purpose | stance | speaker | source | claim
         |  |  | Chatter | signals |  | alleged | The Ledger | three.csv | claim/c7
        2018-08-07 | Beta Bank | seek | Acme | card transactions | Advertising | alleged | The Ledger | Acme wants your card data | claim/c1
        2018-08-07 | Gamma Bank | seek | Acme | card transactions | Advertising | alleged | The Ledger | Acme wants your card data | claim/c1
        2018-09 | Beta Bank | seek | Acme | card transactions | Advertising | alleged | The Ledger | More on Acme | claim/c4
        """,
    ("flows-to", "party=AdCo"): """
        date | from | act | to | data | purpose | stance | speaker | source | claim
        2018-09-02 | Acme | share | AdCo | Medical Health |  | confirmed | Acme | More on Acme | claim/c5
        """,
    ("flows-to", "party=Beta Bank"): "date | from | act | to | data | purpose | stance | speaker | source | claim",
    ("flows-from", "party=banks"): """
        date | from | act | to | data | purpose | stance | speaker | source | claim
        2018-08-07 | Beta Bank | seek | Acme | card transactions | Advertising | alleged | The Ledger | Acme wants your card data | claim/c1
        2018-08-07 | Gamma Bank | seek | Acme | card transactions | Advertising | alleged | The Ledger | Acme wants your card data | claim/c1
        2018-08-07 | banks | sell |  |  |  | denied | Acme | Acme wants your card data | claim/c2
        2018-09 | Beta Bank | seek | Acme | card transactions | Advertising | alleged | The Ledger | More on Acme | claim/c4
        """,
    ("between", "sender=Gamma Bank receiver=the acme"): """
        date | from | act | to | data | purpose | stance | speaker | source | claim
        2018-08-07 | Gamma Bank | seek | Acme | card transactions | Advertising | alleged | The Ledger | Acme wants your card data | claim/c1
        """,
    ("by-data", "data=pd:Financial"): """
        date | from | act | to | dataSaid | purpose | stance | speaker | source | claim
        2018-08-07 | Beta Bank | seek | Acme | card transactions | Advertising | alleged | The Ledger | Acme wants your card data | claim/c1
        2018-08-07 | Gamma Bank | seek | Acme | card transactions | Advertising | alleged | The Ledger | Acme wants your card data | claim/c1
        2018-09 | Beta Bank | seek | Acme | card transactions | Advertising | alleged | The Ledger | More on Acme | claim/c4
        """,
    ("by-purpose", "purpose=marketing"): """
        date | from | act | to | data | purposeSaid | stance | speaker | source | claim
        2018-08-07 | Beta Bank | seek | Acme | card transactions | Advertising | alleged | The Ledger | Acme wants your card data | claim/c1
        2018-08-07 | Gamma Bank | seek | Acme | card transactions | Advertising | alleged | The Ledger | Acme wants your card data | claim/c1
        2018-09 | Beta Bank | seek | Acme | card transactions | Advertising | alleged | The Ledger | More on Acme | claim/c4
        """,
    ("special-categories", ""): """
        date | from | act | to | data | purpose | stance | speaker | source | claim
        2018-09-02 | Acme | share | AdCo | Medical Health |  | confirmed | Acme | More on Acme | claim/c5
        """,
    ("edges", ""): """
        from | to | stance | act | speaker | claim
         | Chatter | alleged |  | The Ledger | claim/c7
        Acme | AdCo | confirmed | share | Acme | claim/c5
        Beta Bank | Acme | alleged | seek | The Ledger | claim/c1
        Beta Bank | Acme | alleged | seek | The Ledger | claim/c4
        Gamma Bank | Acme | alleged | seek | The Ledger | claim/c1
        banks |  | denied | sell | Acme | claim/c2
        """,
    ("denials", ""): """
        speaker | words | reported | spokesperson | via | from | act | to | data | purpose | denies | date | source | claim
        Acme | We sell no bank's data | direct | Dana Doe |  | banks | sell |  |  |  |  | 2018-08-07 | Acme wants your card data | claim/c2
        Acme | a claim Acme says isn't true | indirect |  | The Ledger |  |  |  |  |  | claim/c1 | 2018-09 | More on Acme | claim/c6
        """,
    ("denials", "party=Gamma Bank"): """
        speaker | words | reported | spokesperson | via | from | act | to | data | purpose | denies | date | source | claim
        """,
    ("claim-sources", "claim=claim/c1"): """
        itself | statement | stance | speaker | words | date | source | publisher | published | url | checked
        this | claim/c1 | alleged | The Ledger | Acme asked two banks | 2018-08-07 | Acme wants your card data | The Ledger | 2018-08-07 | https://ledger.example/1 | checked
        other | claim/c4 | alleged | The Ledger | as the Ledger reported | 2018-09 | More on Acme | Gazette | 2018-09 |  | not checked
        """,
    ("claim-sources", "claim=D2"): """
        itself | statement | stance | speaker | words | date | source | publisher | published | url | checked
        this | claim/c6 | denied | Acme | a claim Acme says isn't true | 2018-09 | More on Acme | Gazette | 2018-09 |  | not checked
        """,
    ("silent-parties", ""): """
        party | allegations
        Beta Bank | 2
        """,
    ("timeline", ""): """
        date | stance | speaker | words | source | published | claim
         | alleged | The Ledger | row 12 | three.csv |  | claim/c7
        2018-08-07 | alleged | The Ledger | Acme asked two banks | Acme wants your card data | 2018-08-07 | claim/c1
        2018-08-07 | denied | Acme | We sell no bank's data | Acme wants your card data | 2018-08-07 | claim/c2
        2018-08-07 | non-answer | Gamma Bank | Gamma declined to comment | Acme wants your card data | 2018-08-07 | claim/c3
        2018-09 | alleged | The Ledger | as the Ledger reported | More on Acme | 2018-09 | claim/c4
        2018-09 | denied | Acme | a claim Acme says isn't true | More on Acme | 2018-09 | claim/c6
        2018-09-02 | confirmed | Acme | we share health data with AdCo | More on Acme | 2018-09 | claim/c5
        """,
    ("two-hop-flows", ""): """
        from | firstAct | firstData | firstStance | firstSpeaker | through | to | secondAct | secondData | secondStance | secondSpeaker | firstClaim | secondClaim
        Beta Bank | seek | card transactions | alleged | The Ledger | Acme | AdCo | share | Medical Health | confirmed | Acme | claim/c1 | claim/c5
        Beta Bank | seek | card transactions | alleged | The Ledger | Acme | AdCo | share | Medical Health | confirmed | Acme | claim/c4 | claim/c5
        Gamma Bank | seek | card transactions | alleged | The Ledger | Acme | AdCo | share | Medical Health | confirmed | Acme | claim/c1 | claim/c5
        """,
    ("two-hop-flows", "party=AdCo"): """
        from | firstAct | firstData | firstStance | firstSpeaker | through | to | secondAct | secondData | secondStance | secondSpeaker | firstClaim | secondClaim
        """,
    ("class-members", ""): """
        class | member | belongs | stance | claims
        banks | Beta Bank | member | alleged | 2
        banks | Gamma Bank | member | alleged | 1
        some banks | Beta Bank | candidate | alleged | 2
        """,
    ("class-members", "party=some banks"): """
        class | member | belongs | stance | claims
        some banks | Beta Bank | candidate | alleged | 2
        """,
    ("not-said", ""): """
        slot | stance | speaker | words | source | claim
        act | alleged | The Ledger | row 12 | three.csv | claim/c7
        data | denied | Acme | We sell no bank's data | Acme wants your card data | claim/c2
        from | alleged | The Ledger | row 12 | three.csv | claim/c7
        purpose | denied | Acme | We sell no bank's data | Acme wants your card data | claim/c2
        purpose | confirmed | Acme | we share health data with AdCo | More on Acme | claim/c5
        purpose | alleged | The Ledger | row 12 | three.csv | claim/c7
        to | denied | Acme | We sell no bank's data | Acme wants your card data | claim/c2
        """,
    ("unchecked-quotes", ""): """
        problem | words | start | end | speaker | source | url | sha256 | claim
        quote not checked | Gamma declined to comment |  |  | Gamma Bank | Acme wants your card data | https://ledger.example/1 | aa11 | claim/c3
        quote not checked | We sell no bank's data | 30 | 52 | Acme | Acme wants your card data | https://ledger.example/1 | aa11 | claim/c2
        quote not checked | as the Ledger reported |  |  | The Ledger | More on Acme |  |  | claim/c4
        quote not checked | we share health data with AdCo |  |  | Acme | More on Acme |  |  | claim/c5
        quote not checked | a claim Acme says isn't true |  |  | Acme | More on Acme |  |  | claim/c6
        no quote, only a pointer | row 12 |  |  | The Ledger | three.csv |  |  | claim/c7
        """,
    ("phrases-not-placed", ""): """
        slot | phrase | claims
        data | signals | 1
        """,
    ("non-answers", ""): """
        speaker | kind | words | spokesperson | via | repliesTo | date | source | claim
        Gamma Bank | declined to comment | Gamma declined to comment |  | The Ledger | claim/c1 | 2018-08-07 | Acme wants your card data | claim/c3
        """,
    ("speakers", ""): """
        speaker | alleged | denied | confirmed | nonAnswers | sources
        Acme | 0 | 2 | 1 | 0 | 2
        Gamma Bank | 0 | 0 | 0 | 1 | 1
        The Ledger | 3 | 0 | 0 | 0 | 3
        """,
    ("sources", ""): """
        published | source | publisher | url | statements | checked | file
         |  |  |  | 1 | 0 | three.csv
        2018-08-07 | Acme wants your card data | The Ledger | https://ledger.example/1 | 3 | 1 | one.yaml
        2018-09 | More on Acme | Gazette |  | 3 | 0 | two.yaml
        """,
}


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


def expected(text: str) -> list[list[str]]:
    lines = [line.strip() for line in text.strip("\n").splitlines() if line.strip()]
    return [[cell.strip() for cell in re.split(r" ?\| ?", line)] for line in lines]


# ---------------------------------------------------------------- answers


@pytest.mark.parametrize(("name", "words"), ANSWERS)
def test_a_question_has_its_answer(small: Store, name: str, words: str) -> None:
    assert told(answer(small, name, words)) == expected(ANSWERS[name, words])


def test_every_question_is_tested_and_says_what_it_asks_and_answers() -> None:
    assert len(questions()) >= 13
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
def test_the_shipped_article_gives_the_expected_rows(name: str, article: Store) -> None:
    assert (GOLDEN / f"{name}.csv").read_bytes().decode() == comma_separated(shipped(article, name))


@pytest.fixture(scope="module")
def article() -> Store:
    return opened_article()


def opened_article() -> Store:
    from graph.reading import load
    from graph.triples import trig

    store = open_store()
    store.load(trig(load([ARTICLE])))
    return store


#: What is asked of the shipped article where a question must be told.
OF_THE_ARTICLE = {
    "between": "sender=JPMorgan Chase receiver=Facebook",
    "by-data": "data=Financial",
    "by-purpose": "purpose=Advertising",
    "claim-sources": "claim=A1",
    "flows-from": "party=banks",
    "flows-to": "party=Facebook",
}


def shipped(store: Store, name: str) -> Table:
    return answer(store, name, OF_THE_ARTICLE.get(name, ""))


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
        ("party", "ledger house", "'ledger house' may be any of 2: party/ledger-group, party/ledger-online; name the party by its IRI"),
        ("claim", "A1", "may be any of 2: claim/c1 (in 'Acme wants your card data'), claim/c4 (in 'More on Acme');"),
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


@pytest.mark.parametrize("name", ['Quote " Ltd', "Brace } { Ltd", "Back \\ slash", "Line\nbreak", "Tag <b>", "'; DROP ALL"])
def test_a_party_of_any_name_can_be_asked_for(name: str) -> None:
    text = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    store = open_store()
    store.load(
        [
            "@base <https://w3id.org/flowclaims/id/> . @prefix fc: <https://w3id.org/flowclaims/ns#> ."
            "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
            f'<parties> {{ <party/x> a fc:NamedParty ; rdfs:label "{text}" . }}'
            "<source/s> { <source/s> fc:file \"s.yaml\" . <claim/c> a fc:Claim ; fc:stance fc:denied ; fc:speaker <party/x> ;"
            " fc:reported fc:direct ; fc:inSource <source/s> ; fc:evidence <source/s#q> ; fc:deniesClaim <claim/d> . }"
        ]
    )
    found = ask(store, find_question("denials", bytes), {"party": name})
    assert isinstance(found, Table)
    assert [readable(row[0]) for row in found.rows] == [name]


def test_parameters_are_required_known_and_given_once(small: Store) -> None:
    with pytest.raises(UsageError, match=r"flows-to needs to know the party \(the recipient; .*\): -p party=…"):
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
    text = "\ufeff# Question: Who?\n# Parameters: who (party, optional): the one\n#\n# Answer: one row per party.\nSELECT ?who ?name { ?who a fc:NamedParty ; rdfs:label ?name }"
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
    with pytest.raises(UsageError, match="no question and no file is called 'flow-to'; did you mean flows-to"):
        find_question("flow-to", bytes)
    with pytest.raises(UsageError, match="the questions are between, by-data, "):
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
    GOLDEN.mkdir(parents=True, exist_ok=True)
    shop = opened_article()
    for one in questions():
        (GOLDEN / f"{one.name}.csv").write_bytes(comma_separated(shipped(shop, one.name)).encode())
