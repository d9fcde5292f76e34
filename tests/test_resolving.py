"""Names of registers at scale: what is one party, what only looks alike, what a human decided."""

import csv
import io
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.drafting.known import Known, KnownParty
from graph.problems import DossierError, GraphError, Place, UsageError
from graph.reading.format import LONGEST_NAME
from graph.reading.names import fold
from graph.registers.resolving import Decisions, Resolution, Resolved, Resolver, read_decisions
from graph.registers.resolving.decisions import COLUMNS, Decision, contradictions
from graph.registers.resolving.domains import domain
from graph.registers.resolving.near import near_misses
from graph.registers.resolving.normal import Atom, atom
from graph.registers.resolving.report import merges, merges_table, near_table, nearest
from graph.registers.resolving.tables import tables
from graph.vocabulary import slug

Entry = tuple[str | None, str | None]


def resolution(
    entries: Iterable[Entry], decisions: Decisions | None = None, *known: KnownParty
) -> Resolution:
    """What becomes of *entries*."""
    resolver = Resolver(decisions or Decisions(), Known.of(known))
    for entry in entries:
        resolver.add(*entry)
    return resolver.settle()


def keys(*entries: Entry, decisions: Decisions | None = None, known: Sequence[KnownParty] = ()) -> list[str]:
    """The keys of *entries* in their order."""
    found = resolution(entries, decisions, *known)
    return [one.key if (one := found.of(*entry)) else "" for entry in entries]


def one_party(*entries: Entry, decisions: Decisions | None = None, known: Sequence[KnownParty] = ()) -> bool:
    return len(set(keys(*entries, decisions=decisions, known=known))) == 1


def apart(*entries: Entry, decisions: Decisions | None = None, known: Sequence[KnownParty] = ()) -> bool:
    return len(set(keys(*entries, decisions=decisions, known=known))) == len(entries)


def decided(tmp_path: Path, *rows: str) -> Decisions:
    """Decisions as a file has them: decision,name,domain,other_name,other_domain."""
    path = tmp_path / "decisions.csv"
    path.write_text("\n".join([",".join(COLUMNS), *(f"{row},R. Porter,,2026-11-30," for row in rows)]) + "\n")
    return read_decisions([path])


# ---------------------------------------------------------------- what is one party


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme Media", "ACME  media"),
        ("Acme, Inc.", "acme incorporated"),
        ("Acme Ltd", "ACME LIMITED."),
        ("Acme S.r.l.", "Acme SRL"),
        ("Acme Sp. z o.o.", "ACME SP ZOO"),
        ("Acme GmbH & Co. KG", "Acme GmbH und Co".replace("und", "&") + " KG"),
        ("Smith & Sons", "Smith and Sons"),
        ("O’Hara", "O'Hara"),
        ("U.S. Widgets", "US Widgets"),
        ("Acme\u200b Media™", "Acme Media"),
        ("Ａｃｍｅ", "Acme"),
        ("Cafe\u0301 Noir", "Café Noir"),
        ("株式会社アクメ", "アクメ株式会社"),
        ("PT. Acme", "Acme PT"),
        ("www.acme.com", "acme.com"),
    ],
)
def test_case_punctuation_and_the_spelling_of_legal_forms_make_no_difference(one: str, other: str) -> None:
    assert one_party((one, None), (other, None))
    assert one_party((one, "a.example"), (other, "a.example"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme", "Acne"),
        ("Müller Media", "Muller Media"),
        ("Minute Media", "Minutemedia"),
        ("Delta", "Delta Air Lines"),
        ("Google", "Google Play Services"),
        ("Acme Inc", "Acme GmbH"),
        ("Acme", "Acme Group"),
        ("Acme 1", "Acme 2"),
        ("C", "C++"),
        ("apple", "аpple"),
        ("The Guardian", "Guardian"),
        ("a-b.com", "a.b.com"),
        ("gaming.pt", "gaming"),
        ("Walt Disney", "Walt Disney Company"),
        ("Partners in Crime", "Partners Crime"),
    ],
)
def test_nothing_is_joined_on_likeness(one: str, other: str) -> None:
    assert apart((one, None), (other, None))
    assert apart((one, "a.example"), (other, "a.example"))


@pytest.mark.parametrize(
    "said",
    [
        "acme.com",
        "ACME.com",
        "www.acme.com",
        "acme.com.",
        "https://www.acme.com/",
        "//acme.com",
        " acme.com:443 ",
    ],
)
def test_a_domain_is_read_without_case_scheme_www_port_and_trailing_dot(said: str) -> None:
    assert domain(said) == "acme.com"


@pytest.mark.parametrize("said", [None, "", "-", "N/A", "H", "none", "localhost", "1521663145", "  "])
def test_what_has_no_dot_is_no_domain(said: str | None) -> None:
    assert domain(said) is None


def test_a_domain_in_unicode_and_in_punycode_is_one() -> None:
    assert domain("Bücher.example") == domain("xn--bcher-kva.example") == "xn--bcher-kva.example"
    assert domain("аpple.com") != domain("apple.com")


@pytest.mark.parametrize("said", ["a.com, b.com", "jo@acme.com", "acme.com/shop", "1.2.3.4", "sub.acme.com"])
def test_what_is_more_or_other_than_one_domain_is_like_no_other(said: str) -> None:
    assert domain(said) is not None
    assert apart(("Acme", said), ("Acme", "acme.com"))


# ---------------------------------------------------------------- what contradicts


def test_one_name_with_two_domains_is_two_parties() -> None:
    assert apart(("Apple", "apple.com"), ("Apple Inc", "apple-fruit.com"))
    assert apart(("John Smith", "smith-news.example"), ("John Smith", "smithgames.example"))


def test_a_name_without_a_legal_form_is_that_with_one_at_the_same_domain_unless_there_are_two() -> None:
    assert one_party(("Acme", "acme.com"), ("Acme Inc.", "www.acme.com"))
    assert apart(("Acme", "acme.com"), ("Acme Inc.", "acme.com"), ("Acme GmbH", "acme.com"))


def test_where_anybody_may_have_a_page_the_domain_is_no_evidence() -> None:
    assert apart(("Beracah", "google.com"), ("Beracah LLC", "google.com"))
    assert apart(("Beracah LLC", None), ("Beracah LLC", "google.com"))
    assert one_party(("Google", "google.com"), ("Google LLC", "google.com"))


def test_a_missing_domain_is_filled_in_only_where_one_is_known_and_there_is_no_doubt() -> None:
    assert one_party(("Acme Widgets Ltd", None), ("ACME WIDGETS LIMITED", "widgets.example"))
    assert one_party(("acme.com", None), ("Acme.com", "acme.com"))
    assert one_party(("Line by Line Studios", ""), ("Line by Line Studios", "linebylinestudios.com"))
    assert apart(("Orion", None), ("Orion", "orion.com"))
    assert apart(("Acme Ltd", None), ("Acme Ltd", "a.example"), ("Acme Ltd", "b.example"))
    assert apart(("Line by Line Studios Inc", None), ("Line by Line Studios Ltd", "linebylinestudios.com"))


@pytest.mark.parametrize(
    "name", [None, "", " ", "N/A", "n/a.", "Confidential", "TEST", "test test", "12345", "-"]
)
def test_who_is_not_named_is_nobody_and_is_joined_to_nobody(name: str | None) -> None:
    found = resolution([(name, None), (name, "acme.com"), (name, "other.example"), ("Acme", "acme.com")])
    assert found.of(name, None) is None
    assert found.told(name, "acme.com") is None
    assert len({one.key for said in ("acme.com", "other.example") if (one := found.of(name, said))}) == 2


def test_a_name_that_tells_nobody_apart_holds_only_where_it_stands() -> None:
    entries = [
        ("Lee", None),
        ("Lee", "blogspot.com"),
        ("Lee Ltd", None),
        ("lee.example", None),
        ("Lee", "lee.net"),
    ]
    found = resolution(entries)
    assert [found.told(*one) is not None for one in entries] == [False, False, True, True, True]
    told = {one for each in entries if (one := found.told(*each))}
    assert set(found.named()) == told < set(found.parties())


def test_who_was_not_added_cannot_be_asked_for() -> None:
    with pytest.raises(GraphError, match=r"'Acme' .* was never added"):
        resolution([]).of("Acme", None)


# ---------------------------------------------------------------- keys and names


def test_a_key_tells_name_form_and_domain() -> None:
    assert keys(("Acme, Inc.", "www.acme.com"), ("Bolt", None)) == ["acme-inc-at-acme-com", "bolt"]


def test_a_name_carries_its_domain_unless_the_domain_is_called_so() -> None:
    found = resolution(
        [("Apple", "apple.com"), ("Apple", "apple-fruit.com"), ("APPLE", "apple.com"), ("Apple", None)]
    )
    assert [one.name for one in found.parties()] == ["Apple (no domain)", "Apple", "Apple (apple-fruit.com)"]


def test_other_spellings_are_aliases() -> None:
    found = resolution([("ACME, INC.", "acme.com"), ("Acme Inc", "acme.com"), ("Acme", "acme.com")])
    assert list(found.parties()) == [
        Resolved("acme-inc-at-acme-com", "Acme Inc", "acme.com", ("ACME, INC.", "Acme"))
    ]


@pytest.mark.parametrize("said", ["acme.com", f"acme.com/{'y' * 500}"])
def test_a_name_is_fit_for_a_source_file(said: str) -> None:
    (one,) = resolution([(f"Acme;\tMedia\x00 {'x' * 500}", said)]).parties()
    assert ";" not in one.name and one.name.isprintable() and len(one.name) <= LONGEST_NAME


NAMES = st.sampled_from(
    [
        *(
            None,
            "",
            "Acme",
            "ACME",
            "Acme Inc",
            "acme, inc.",
            "Acme GmbH",
            "acme.com",
            "Acme (acme.com)",
            "N/A",
        ),
        *(
            "Lee",
            "Orbix Data Services",
            "Orbix Data Services Ltd",
            "orbix-data.example",
            "Orbixdata",
            "at acme",
        ),
    ]
)
DOMAINS = st.sampled_from(
    [
        *(
            None,
            "",
            "acme.com",
            "www.Acme.com",
            "acme.example",
            "google.com",
            "a.b",
            "a-b.com",
            "a.b.com",
            "-",
        ),
        *("x.com/y", "orbixdataservices.com", "orbix-data.example"),
    ]
)
ENTRIES = st.lists(
    st.tuples(NAMES, DOMAINS) | st.tuples(st.text(max_size=12), st.text(max_size=8)), max_size=14
)
#: Pairs of entries with distinct forms, of which a human decided something.
ROWS = st.lists(st.tuples(st.booleans(), st.tuples(NAMES, DOMAINS), st.tuples(NAMES, DOMAINS)), max_size=5)


def consistent(rows: list[tuple[bool, Entry, Entry]]) -> Decisions:
    """The rows that can stand beside those before them."""
    kept: list[Decision] = []
    for number, (same, one, other) in enumerate(rows):
        row = Decision(same, atom(*one), atom(*other), "R. Porter", Place("d.csv", number + 1, 1))
        sides = (row.one, row.other)
        named = all(side.host is not None or side.words in {"acme", "lee", "acme com"} for side in sides)
        if named and row.one != row.other and not contradictions([*kept, row]):
            kept.append(row)
    return Decisions(tuple(kept))


@given(ENTRIES, ROWS, st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_the_order_of_entries_and_repetition_change_nothing(
    entries: list[Entry], rows: list[tuple[bool, Entry, Entry]], chance: random.Random
) -> None:
    decisions = consistent(rows)
    shuffled = [*entries, *entries[:3]]
    chance.shuffle(shuffled)
    one, other = resolution(entries, decisions), resolution(shuffled, decisions)
    assert list(one.parties()) == list(other.parties())
    assert [one.told(*entry) for entry in entries] == [other.told(*entry) for entry in entries]
    assert [one.of(*entry) for entry in entries] == [other.of(*entry) for entry in entries]
    assert list(merges(one)) == list(merges(other))
    assert nearest(one, 5) == nearest(other, 5)


@given(ENTRIES, ROWS)
@settings(max_examples=50, deadline=None)
@example([("Foo™", None), ("FooTM", None), ("Foo", None)], [])
@example([(" a-b.com", "x.y"), ("a b.com", "x.y"), ("a-b.com", "x.y")], [])
@example([("Apple (apple.de)", None), ("Apple", "apple.de")], [])
@example([("Avid.ly", "avid.ly"), ("Avid.ly", "avidly.com"), ("Avid.ly", None)], [])
def test_keys_are_iris_and_no_two_parties_share_a_key_or_a_name(
    entries: list[Entry], rows: list[tuple[bool, Entry, Entry]]
) -> None:
    found = resolution(entries, consistent(rows))
    names: dict[str, str] = {}
    parties = list(found.parties())
    assert len({one.key for one in parties}) == len(parties) == len(found)
    for one in parties:
        assert one.key and slug(one.key) == one.key
        for name in (one.name, *one.aliases):
            assert names.setdefault(fold(name), one.key) == one.key
            assert name.isprintable() and ";" not in name


@given(ENTRIES, st.lists(st.tuples(NAMES, DOMAINS), max_size=4))
@settings(max_examples=50, deadline=None)
def test_further_entries_change_no_key_of_parties_of_other_words(
    entries: list[Entry], more: list[Entry]
) -> None:
    before, after = resolution(entries), resolution([*entries, *more])
    touched = {atom(*entry).words for entry in more}
    for entry in entries:
        if atom(*entry).words not in touched:
            assert before.of(*entry) == after.of(*entry)


@given(ENTRIES)
@settings(max_examples=50, deadline=None)
def test_without_decisions_one_party_has_one_name_and_no_two_domains_and_no_two_legal_forms(
    entries: list[Entry],
) -> None:
    parties: dict[str, set[Atom]] = {}
    found = resolution(entries)
    for entry in entries:
        if (one := found.of(*entry)) is not None:
            parties.setdefault(one.key, set()).add(atom(*entry))
    for atoms in parties.values():
        assert len({one.words for one in atoms}) == 1
        assert len({one.host for one in atoms} - {None}) <= 1
        assert len({one.form for one in atoms} - {""}) <= 1


@given(ENTRIES)
@settings(max_examples=60, deadline=None)
def test_resolving_the_names_that_resolving_gave_gives_the_same_parties(entries: list[Entry]) -> None:
    first = resolution(entries)
    parties = [one for stretch in first.merged() for one in stretch]
    again = resolution([(one.title, one.chief.host) for one in parties])
    assert {one.key for one in again.parties()} == {one.key for one in first.parties()}


@given(ENTRIES, ROWS)
@settings(max_examples=50, deadline=None)
def test_decisions_win(entries: list[Entry], rows: list[tuple[bool, Entry, Entry]]) -> None:
    decisions = consistent(rows)
    sides = [(side, entry) for row in rows for entry in row[1:] for side in [atom(*entry)]]
    found = resolution([*entries, *(entry for _, entry in sides)], decisions)
    entry_of = dict(sides)
    for row in decisions.rows:
        one, other = found.of(*entry_of[row.one]), found.of(*entry_of[row.other])
        if one is not None and other is not None:
            assert (one.key == other.key) == row.same


# ---------------------------------------------------------------- decisions


def test_a_decision_joins_what_no_rule_would_and_parts_what_a_rule_joins(tmp_path: Path) -> None:
    decisions = decided(
        tmp_path,
        "same,Minute Media,minutemedia.com,Minutemedia,",
        "different,Acme,acme.com,Acme Inc,acme.com",
    )
    assert one_party(("Minute Media", "minutemedia.com"), ("Minutemedia", None), decisions=decisions)
    assert apart(("Acme", "acme.com"), ("ACME, Inc.", "www.acme.com"), decisions=decisions)


def test_a_decision_holds_for_every_spelling_and_through_somebody_who_is_not_there(tmp_path: Path) -> None:
    decisions = decided(tmp_path, "Same,ACME LTD.,,Bolt,", "same,Bolt,,Crane,crane.example")
    assert one_party(("Acme Limited", None), ("crane", "www.crane.example"), decisions=decisions)


def test_a_name_that_a_human_joined_tells_who_it_is(tmp_path: Path) -> None:
    decisions = decided(tmp_path, "same,Lee,,Lee Enterprises,lee.net")
    found = resolution([("Lee", None), ("Lee Enterprises", "lee.net")], decisions)
    assert found.told("Lee", None) == found.told("Lee Enterprises", "lee.net") is not None


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_decisions_are_read_as_spreadsheets_save_them(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "d.csv"
    rows = [
        COLUMNS,
        ["same", "'=Acme", "", "Acme, really", "acme.com", "R", "", "2026", ""],
        [""] * 9,
        ["", "x"],
    ]
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    path.write_bytes(b"\xef\xbb\xbf" + stream.getvalue().encode())
    (row,) = read_decisions([path]).rows
    assert (row.same, row.one, row.other.words, row.place.line) == (True, atom("=Acme", ""), "acme really", 2)


def test_every_wrong_row_is_told_with_its_line_and_mend(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text(
        ",".join(COLUMNS)
        + "\nmaybe,A,,B,,R,,,\nsame,N/A,,B,,R,,,\ndifferent,A,,a,,R,,,\nsame,A,,B,,,,,\n"
        + "same,A,,B,,R,,today,\nsame,A,,B,,R,,,,,one too many\n"
    )
    with pytest.raises(DossierError) as raised:
        read_decisions([path])
    assert str(raised.value).replace(str(path), "d.csv").splitlines() == [
        "d.csv:2:1: error: decision is 'maybe'; use same or different, or leave it empty [decision]",
        "d.csv:3:1: error: name is 'N/A', which names nobody; give a name, or its domain [name]",
        "d.csv:4:1: error: both sides are one name and domain; tell them apart by name or domain, "
        "or delete the row [decision]",
        "d.csv:5:1: error: nobody is named under who; write down who decided this [who]",
        "d.csv:6:1: error: when is 'today'; write a date as 2026-11-30, 2026-11 or 2026 [date]",
        "d.csv:7:1: error: 11 cells under 9 columns; put cells with ',' in double quotes [csv]",
    ]


def test_decisions_that_contradict_each_other_are_told_with_all_their_lines(tmp_path: Path) -> None:
    with pytest.raises(DossierError) as raised:
        decided(tmp_path, "same,A,,B,", "same,b,,C Ltd,", "different,C LIMITED,,a,", "different,A,,D,")
    (problem,) = raised.value.problems
    path = tmp_path / "decisions.csv"
    assert (
        str(problem)
        == f"{path}:4:1: error: says that two are different whom {path}:3:1 and {path}:2:1 make the "
        "same; change one of them [contradiction]"
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not one column decision, name"),
        (b"a,b\n1,2\n", "not one column decision"),
        (b"\xff\xfea", "UTF-16"),
        (b"decision\0", "NUL"),
    ],
)
def test_what_is_no_table_of_decisions_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "d.csv"
    path.write_bytes(data)
    with pytest.raises(UsageError, match=said):
        read_decisions([path])


def test_a_double_quote_that_is_never_closed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text(",".join(COLUMNS) + '\nsame,"A,,B,,R,,,\n')
    with pytest.raises(DossierError, match=r"d\.csv:2:1: error: .*close every double quote"):
        read_decisions([path])


# ---------------------------------------------------------------- lists of known names

ACME = KnownParty("Acme Holdings Ltd", ("AcmeChat", "Anvil GmbH"))
RECORD = KnownParty(
    "Bolt Media GmbH",
    ("Boltville (boltville.example)", "Bolt Old AG (formerly)", "Boltmedia"),
    ids=(("website", "https://www.boltmedia.example/"),),
    runs=True,
)


def test_an_alias_of_a_list_means_the_listed_party() -> None:
    assert one_party(("acme chat".replace(" ", ""), None), ("ACME HOLDINGS LIMITED", None), known=[ACME])
    (one,) = resolution([("ACMECHAT", None)], None, ACME).parties()
    assert (one.key, one.name, one.aliases) == (
        "acme-holdings-ltd",
        "Acme Holdings Ltd",
        ("ACMECHAT (no domain)",),
    )


def test_an_alias_with_another_domain_or_of_two_parties_means_nobody_listed() -> None:
    other = KnownParty("Crane", ("AcmeChat",))
    assert apart(("AcmeChat", "chat.example"), ("Acme Holdings Ltd", None), known=[ACME])
    assert apart(("AcmeChat", None), ("Acme Holdings Ltd", None), ("Crane", None), known=[ACME, other])
    named = KnownParty("AcmeChat Inc")
    assert apart(("AcmeChat", None), ("Acme Holdings Ltd", None), known=[ACME, named])


def test_what_a_company_runs_is_no_name_of_it_but_a_near_miss() -> None:
    entries = [("Boltville", "boltville.example"), ("Bolt Media GmbH", "boltmedia.example")]
    assert apart(*entries, known=[RECORD])
    (near,) = [one for one in near_misses(resolution(entries, None, RECORD)) if "list" in one.found]
    assert (near.name, near.other_name, near.other_domain) == (
        "Boltville",
        "Bolt Media GmbH",
        "boltmedia.example",
    )


def test_a_former_legal_name_is_a_name_and_a_listed_website_called_so_is_its_domain() -> None:
    assert one_party(("Bolt Old AG", None), ("BOLT MEDIA GMBH", "boltmedia.example"), known=[RECORD])
    assert one_party(
        ("Bolt Media GmbH", None),
        ("Bolt Media GmbH", "boltmedia.example"),
        known=[RECORD],
    )


def test_a_human_goes_before_a_list(tmp_path: Path) -> None:
    decisions = decided(tmp_path, "different,AcmeChat,,Acme Holdings Ltd,")
    assert apart(("AcmeChat", None), ("Acme Holdings Ltd", None), known=[ACME], decisions=decisions)


# ---------------------------------------------------------------- reports

LIKE = [
    ("Acme Inc", "acme.com"),
    ("Acme GmbH", "acme.com"),
    ("Acme GmbH", None),
    ("Acme Inc", "acme.example"),
    ("Minute Media", "mm.example"),
    ("Minutemedia", "mm.example"),
    ("Orbix Services", "orbix.example"),
    ("Orbix Servces", "servces.example"),
    ("Radio Nord 1", "n1.example"),
    ("Radio Nord 2", "n2.example"),
]


def test_a_merge_is_told_with_its_reason() -> None:
    found = resolution([("ACME INC", "acme.com"), ("Acme Inc.", "www.acme.com"), ("acme", "acme.com")])
    assert "".join(merges_table(merges(found))).splitlines() == [
        "key,name,domain,joined_name,joined_domain,why",
        'acme-inc-at-acme-com,Acme Inc.,acme.com,ACME INC,acme.com,"same name and domain, spelt otherwise"',
        "acme-inc-at-acme-com,Acme Inc.,acme.com,acme,acme.com,one leaves out the legal form",
    ]


def test_what_only_looks_alike_is_listed_those_first_that_are_most_alike() -> None:
    rows = nearest(resolution(LIKE)).rows
    assert [(one.name, one.other_name, one.found) for one in rows] == [
        ("Acme GmbH", "Acme Inc", "same name and domain, another legal form"),
        ("Minute Media", "Minutemedia", "same letters: spaces, accents or signs differ"),
        ("Acme GmbH", "Acme GmbH", "same name, one without a domain"),
        ("Orbix Servces", "Orbix Services", "spelt nearly alike (96 of 100)"),
        ("Acme Inc", "Acme Inc", "same name, another domain"),
    ]


def test_near_misses_are_cut_short_with_a_count_of_what_was_left_off() -> None:
    found = nearest(resolution(LIKE), 2)
    assert (len(found.rows), found.left_off) == (2, 3)


@pytest.mark.parametrize("answer", ["same", "different"])
def test_near_misses_that_are_filled_in_can_be_given_back(tmp_path: Path, answer: str) -> None:
    first = nearest(resolution(LIKE))
    rows = list(csv.DictReader(io.StringIO("".join(near_table(first.rows)))))
    for row in rows:
        row |= {"decision": answer, "who": "R. Porter"}
    path = tmp_path / "near.csv"
    with path.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    again = resolution(LIKE, read_decisions([path]))
    asked = {(one.name, one.domain, one.other_name, one.other_domain) for one in first.rows}
    assert not asked & {
        (one.name, one.domain, one.other_name, one.other_domain) for one in near_misses(again)
    }
    assert len(again) == (len(resolution(LIKE)) - 5 if answer == "same" else len(resolution(LIKE)))


def test_no_cell_of_a_report_is_a_formula() -> None:
    found = resolution(
        [("=Acme Media", "a.example"), ("=ACME Media", "a.example"), ("=Acmemedia", "b.example")]
    )
    for table in (merges_table(merges(found)), near_table(near_misses(found))):
        rows = list(csv.reader(io.StringIO("".join(table))))
        assert len(rows) > 1 and not any(cell.startswith(tuple("=+-@")) for row in rows for cell in row)


def test_the_tables_of_words_are_in_the_form_in_which_names_are_compared() -> None:
    words = tables()
    for wording, form in words.forms.items():
        assert atom(f"zzz {' '.join(wording)}", None) == Atom("zzz", form, None)
        assert tuple(form.split()) in words.forms
    assert all(atom(one, None).words == one for one in words.nobody)
    assert all(domain(one) == one for one in words.shared)
    assert {*words.in_front, *words.attached} <= {" ".join(one) for one in words.forms}
