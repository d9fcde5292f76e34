import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import asked, entity, messages, read, rules, story, whole

from graph.claims import PartialDate, Slot, Stance
from graph.problems import Level
from graph.reading.marks import Broken
from graph.reading.rows import Row, Rows

COLUMNS = ("source", "id", "quote", "speaker", "stance", "act", "from", "to", "data", "reported")
ROW = {"source": "a", **{key: str(value) for key, value in asked().items()}}


def table(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS, end: str = "\n") -> str:
    written = io.StringIO(newline="")
    out = csv.DictWriter(written, columns, lineterminator=end)
    out.writeheader()
    out.writerows(rows)
    return written.getvalue()


def test_a_row_is_the_claim_that_a_source_file_would_make_of_it(tmp_path):
    more = {"id": "A1", "data": "card data;names", "from": "Courier", "spokesperson": "Courier",
            "via": "Courier", "said_on": "2020-05", "period": "2019/2020-03", "tense": "past",
            "hedges": "perhaps;maybe",
            "voice": "passive", "modality": "conditional", "exclusive": "data;to", "evidence": "document",
            "note": "n", "at": "3;13", "draft": "", "pointer": ""}  # fmt: skip
    lists = {"data", "hedges", "exclusive"}
    as_block = {key: value.split(";") if key in lists else value for key, value in more.items() if value}
    as_block |= {"at": ["3", "13"], "period": {"from": "2019", "until": "2020-03"}}
    columns = (*dict.fromkeys([*COLUMNS, *more]),)
    by_table = whole(tmp_path / "x", a=story("A"), claims_csv=table(ROW | more, columns=columns))
    by_file = whole(tmp_path / "x", a=story("A", asked(**as_block)), claims_csv=table(columns=columns))
    assert by_table == by_file


@pytest.mark.parametrize(
    ("cell", "start", "until"),
    [("1998/", "1998", None), ("/1999-05", None, "1999-05"), (" 1998 / 1999 ", "1998", "1999")],
)
def test_a_period_may_be_open_at_either_end(cell, start, until, tmp_path):
    text = table(ROW | {"period": cell}, columns=(*COLUMNS, "period"))
    [claim] = whole(tmp_path, a=story("A"), claims_csv=text).claims
    assert claim.period_from == (PartialDate(start) if start else None)
    assert claim.period_until == (PartialDate(until) if until else None)


@pytest.mark.parametrize("name", ["a", "a.yaml", "A title"])
def test_a_source_is_called_by_its_file_or_by_its_title(name, tmp_path):
    dossier = whole(tmp_path, a=story("A title"), claims_csv=table(ROW | {"source": name}))
    assert [source.title for source in dossier.sources] == ["A title"]
    assert len(dossier.claims) == 1


def test_another_title_makes_a_source_of_its_own_and_that_is_told(tmp_path):
    entities = {"entities": [entity("Courier", "media"), entity("Acme")]}
    rows = [ROW | {"source": "Register"}, ROW | {"source": "Register", "quote": "q"}]
    reading = read(tmp_path, entities=entities, claims_csv=table(*rows))
    [source] = reading.dossier.sources
    assert (source.title, source.file, len(source.claims)) == ("Register", "claims.csv", 2)
    assert "taken for a title" in messages(reading, "guessed")[0]


def test_rows_refer_to_claims_of_files_and_rows_and_the_other_way_round(tmp_path):
    columns = (*COLUMNS, "responds_to", "denies", "supersedes")
    later = ROW | {"id": "R2", "quote": "q2", "responds_to": "R1;A1", "supersedes": "b/B1"}
    denial = {**ROW, "id": "R3", "stance": "denied", "denies": "R1", "act": "", "to": "", "quote": "no"}
    dossier = whole(
        tmp_path,
        a=story("A", asked(id="A1", responds_to=["R1", "R1"])),
        b=story("B", asked(id="B1", responds_to="a/R2")),
        claims_csv=table(later, denial, ROW | {"id": "R1"}, columns=columns),
    )
    by_id = {claim.id: claim for claim in dossier.claims}
    assert by_id["R2"].responds_to == tuple(sorted((by_id["R1"].iri, by_id["A1"].iri)))
    assert by_id["R2"].supersedes == (by_id["B1"].iri,)
    assert by_id["R3"].denies == by_id["A1"].responds_to == (by_id["R1"].iri,)
    assert by_id["B1"].responds_to == (by_id["R2"].iri,)


def test_equal_rows_are_told_apart_and_keep_their_names(tmp_path):
    columns = (*COLUMNS, "responds_to")
    text = table(ROW, ROW, ROW | {"id": "R1"}, ROW | {"responds_to": "R1", "quote": "q"}, columns=columns)
    dossier = whole(tmp_path, a=story("A", asked()), claims_csv=text)
    assert len({claim.iri for claim in dossier.claims}) == 5
    [first] = [claim for claim in dossier.claims if claim.id == "R1"]
    assert dossier.claims[-1].responds_to == (first.iri,)


@pytest.mark.parametrize("text", ["\n", ",,,,,,,,,\n", " \n"])
def test_empty_lines_and_those_of_commas_are_no_rows(text, tmp_path):
    dossier = whole(
        tmp_path, a=story("A"), claims_csv=table(ROW).rstrip("\n") + "\n" + text.strip(" ") + "\n"
    )
    assert len(dossier.claims) == 1


def test_commas_that_a_spreadsheet_left_behind_are_no_cells(tmp_path):
    head, row = table(ROW).splitlines()
    assert len(whole(tmp_path, a=story("A"), claims_csv=f"{head}\n{row},,\n").claims) == 1


@pytest.mark.parametrize(("mark", "end"), [("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n")])
def test_a_byte_order_mark_and_other_line_ends_change_nothing(mark, end, tmp_path):
    plain = whole(tmp_path / "x", a=story("A"), claims_csv=table(ROW | {"quote": "two\nlines"}))
    other = whole(tmp_path / "x", claims_csv=mark + table(ROW | {"quote": "two\nlines"}, end=end))
    assert plain == other


def test_short_rows_end_early(tmp_path):
    text = "source,speaker,stance,to,quote,reported,note,data\na,Courier,alleged,Acme,q,indirect\n"
    assert whole(tmp_path, a=story("A"), claims_csv=text).claims[0].to


def test_the_warning_that_reported_is_missing_is_told_once_per_source(tmp_path):
    rows = [
        {**ROW, "reported": "", "source": source, "quote": str(number)}
        for source in "ab"
        for number in range(5)
    ]
    reading = read(tmp_path, a=story("A"), b=story("B"), claims_csv=table(*rows))
    assert rules(reading, Level.WARNING) == ["reported", "reported"]
    assert {claim.reported for claim in reading.dossier.claims} == {"indirect"}


def test_rows_of_a_source_file_that_is_broken_are_not_told_to_name_nobody(tmp_path):
    reading = read(tmp_path, a="[", claims_csv=table(ROW | {"to": "Zeta"}))
    assert rules(reading) == ["yaml"]


def test_a_broken_row_does_not_hide_what_is_wrong_with_others(tmp_path):
    columns = (*COLUMNS, "responds_to")
    text = table(
        ROW | {"stance": "x", "id": "R1"}, ROW | {"responds_to": "R1"}, ROW | {"to": "Zeta"}, columns=columns
    )
    assert rules(read(tmp_path, a=story("A"), claims_csv=text)) == ["stance", "undefined-party"]


cells = st.text('ab,"\n é', max_size=6)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=4))
def test_the_place_of_every_cell_is_where_it_begins(rows):
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    text = written.getvalue()
    lines = text.split("\n")
    line = 1
    for row in rows:
        raw = io.StringIO(newline="")
        csv.writer(raw, lineterminator="\n", quoting=csv.QUOTE_ALL).writerow(row)
        made = Row({}, "", "t", line, raw.getvalue(), {"a": 0, "b": 1, "c": 2})
        for key, cell in zip("abc", row, strict=True):
            place = made.place((key,))
            rest = "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])
            assert rest.startswith('"' + cell.replace('"', '""') + '"')
        line += raw.getvalue().count("\n")


def test_a_row_without_a_column_is_placed_as_a_whole():
    row = Row({}, "", "t", 7, "x,y\n", {"a": 0, "b": 1, "c": 2})
    assert str(row.place(())) == str(row.place(("z",))) == "t:7:1"
    assert str(row.place(("c",))) == "t:7:3"  # the row ends before it: where it ends


def test_a_table_is_read_anew_each_time(tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text(table(ROW, ROW))
    rows = Rows.open(path, "claims.csv")
    assert [len(list(rows.rows([]))) for _ in range(2)] == [2, 2]
    assert not rows.refers


def test_a_table_that_goes_bad_further_down_keeps_what_came_before(tmp_path):
    reading = read(tmp_path, a=story("A"), claims_csv=table(ROW | {"to": "Zeta"}).encode() + b"a,\xff\n")
    assert rules(reading) == ["encoding", "undefined-party"]


def test_a_table_that_is_not_there_is_told(tmp_path):
    with pytest.raises(Broken, match="no such file"):
        Rows.open(tmp_path / "claims.csv", "claims.csv")


def test_slots_of_a_row_are_those_of_the_model():
    assert {slot.value for slot in Slot} <= set(COLUMNS) | {"purpose", "subjects"}
    assert Stance(ROW["stance"]) is Stance.ALLEGED
