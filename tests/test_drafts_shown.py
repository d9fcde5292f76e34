"""What nobody has reviewed is shown only if asked for, tagged and counted nowhere; no status rests on it."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from build_graph import app
from graph.claims import Claim, Drafted, NonAnswerKind, PartialDate, Stance
from graph.reading.dossiers import load
from graph.status.values import Status
from graph.status.views import PointOfView
from graph.telling.drafts import found_by
from graph.telling.replies import targets
from graph.telling.sentences import Sentences
from tests.conftest import answered, denial_of, dossier, said, source
from tests.drafting_dossiers import as_drafts, reviewed_only
from tests.worlds import world
from viz.content.alt import alt_text, sidecar
from viz.content.gathering import gather
from viz.content.selecting import selected
from viz.content.selection import Selection
from viz.content.telling import diagram, tell
from viz.drawing import draw
from viz.explorer.page import explore
from viz.exports.exporting import FORMATS, export
from viz.look import DRAFT, LOOKS, Pattern
from viz.matrix.table import matrix
from viz.matrix.words import matrix_text
from viz.timeline.lanes import timeline
from viz.timeline.words import timeline_text

ROOT = Path(__file__).parents[1]
#: Formats that can tag a draft; the other one leaves drafts out.
TAGGING = sorted(name for name, one in FORMATS.items() if one.drafts)


@pytest.fixture(scope="module")
def seed():
    """The article; an allegation, two denials and its non-answer are drafts."""
    read = load([ROOT / "cases" / "facebook-banks-2018"])
    names = [read.claims[place].iri for place in (1, 7, 13)]
    return as_drafts(read, [*names, read.non_answers[0].iri])


def some():
    """Three dates; ``draft`` alleges on the last of them what nobody else does."""
    charge = said(Stance.ALLEGED, "Press", from_="Acme", to="AdCo", said_on="2018-01-02")
    denial = said(Stance.DENIED, "Acme", from_="Acme", to="AdCo", said_on="2018-01-03")
    draft = said(Stance.ALLEGED, "Press", from_="Acme", to="Broker", said_on="2018-03-04", quote="sold it on")
    answer = answered(NonAnswerKind.DECLINED, "Broker", said_on="2018-03-04")
    return as_drafts(dossier(source(charge, denial, draft, answer)), [draft.iri, answer.iri])


def mixed(number):
    """A small random dossier, some of which are drafts; at least one. Nothing reviewed names a draft."""
    pick = Random(number)
    made = world(pick, 5)
    every = (*made.claims, *made.non_answers)
    names = {one.iri for one in every if pick.random() < 0.4} or {every[-1].iri}
    while more := {one.iri for one in every if one.iri not in names and not names.isdisjoint(named_by(one))}:
        names |= more
    return as_drafts(made, names)


def named_by(one):
    """The claims that a claim or a non-answer names."""
    return {*targets(one), *(one.supersedes if isinstance(one, Claim) else ())}


# ---------------------------------------------------------------- one look, that of no stance


def test_a_draft_has_a_pattern_and_a_marker_that_no_stance_has():
    assert DRAFT.line not in {look.line for look in LOOKS.values()}
    assert DRAFT.marker not in {look.marker for look in LOOKS.values()}
    assert DRAFT.dashes not in {look.dashes for look in LOOKS.values()}
    assert DRAFT.line is Pattern.DASH_DOTTED
    assert DRAFT.width < min(look.width for look in LOOKS.values())
    assert not DRAFT.filled


def test_the_text_of_a_draft_is_dark_enough_to_be_read_on_white():
    parts = [int(DRAFT.colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    luminance = sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    assert 1.05 / (luminance + 0.05) >= 4.5


# ---------------------------------------------------------------- words


def test_every_sentence_of_a_draft_says_first_that_nobody_reviewed_it(seed):
    say = Sentences(seed)
    assert {say.of(one)[:21] for one in seed.drafts} == {"Draft, not reviewed: "}
    assert not any(say.of(one).startswith("Draft") for one in (*seed.claims, *seed.non_answers))


def test_a_draft_that_is_spoken_of_is_called_one():
    charge = said(Stance.ALLEGED, from_="Acme", to="AdCo")
    reply = denial_of(charge, by="Acme")
    made = as_drafts(dossier(source(charge, reply)), [charge.iri, reply.iri])
    denial = next(one for one in made.drafts if one.iri == reply.iri)
    assert Sentences(made).of(denial) == (
        "Draft, not reviewed: Acme denies the draft allegation by Press that Acme shared "
        "data of a kind not named with AdCo"
    ).replace("shared", "shares")


def test_where_a_draft_comes_from_is_told_as_far_as_it_is_recorded():
    assert found_by(Drafted()) == ""
    assert (
        found_by(Drafted("llm", "0.1.0", model="m-1", confidence=0.5)) == "llm 0.1.0 (m-1), confidence 0.50"
    )


# ---------------------------------------------------------------- counted nowhere


def test_the_coverage_line_tells_of_drafts_apart_and_counts_none_as_a_statement(seed):
    told = gather(seed).content
    assert told.coverage.startswith("12 statements, by 4 speakers")
    assert told.coverage.endswith(" · 4 drafts shown, not reviewed")
    assert [one.number for one in told.drafts] == ["d1", "d2", "d3", "d4"]
    assert sum(count for _, count in told.counts) == 12
    assert told.non_answers == 0


def test_a_dossier_of_drafts_alone_has_a_title_that_says_so():
    made = some()
    every = as_drafts(reviewed_only(made), [one.iri for one in made.claims])
    told = gather(every).content
    assert told.title == "Drafts about data flows, not reviewed"
    assert told.coverage == "0 statements · 2 drafts shown, not reviewed"


@given(st.integers(0, 10**6))
def test_all_that_is_said_of_reviewed_statements_is_the_same_without_the_drafts(number):
    shown, plain = (gather(one) for one in (mixed(number), reviewed_only(mixed(number))))
    assert [replace(one, draft=None) for one in shown.content.citations] == list(plain.content.citations)
    assert shown.content.counts == plain.content.counts
    assert shown.content.non_answers == plain.content.non_answers
    if plain.statements:
        assert shown.content.title == plain.content.title
    assert (
        re.sub(r" · (\d+) drafts? shown, not reviewed$", "", shown.content.coverage) == plain.content.coverage
    )


@given(st.integers(0, 10**6))
def test_a_draft_changes_no_status_mark(number):
    def marks(made):
        gathered = gather(made)
        told = diagram(gathered)
        boxes = {box.key: box for box in told.boxes}
        return {
            (one, line.stance, line.act, from_, to): gathered.statuses.between(
                [each.claim.iri for each in gathered.statements if each.number in line.claims],
                line.act,
                [from_] * (from_ is not None),
                [to] * (to is not None),
            )
            for line in told.lines
            if not line.draft and line.stance is Stance.ALLEGED
            for one in line.claims
            for from_ in boxes[line.from_].parties or (None,)
            for to in boxes[line.to].parties or (None,)
        }

    made = mixed(number)
    assert marks(made) == marks(reviewed_only(made))
    assert not any(line.status for line in tell(made).lines if line.draft)


# ---------------------------------------------------------------- pictures


@given(st.integers(0, 10**6))
def test_no_line_holds_drafts_and_reviewed_statements_together(number):
    gathered = gather(mixed(number))
    told = diagram(gathered)
    reviewed = {(pair, one.number) for one in gathered.statements for pair in one.placed.pairs}
    drafts = {(pair, one.number) for one in gathered.drafts.statements for pair in one.placed.pairs}
    for those, draft in ((reviewed, False), (drafts, True)):
        lines = [line for line in told.lines if line.draft is draft]
        assert {number for _, number in those} == {number for line in lines for number in line.claims}
        assert all(line.label.startswith("draft: ") is draft for line in lines)
        assert all(line.short_label.startswith("draft: ") is draft for line in lines)
        assert all((line.look is DRAFT) is draft for line in lines)


@given(st.integers(0, 10**6))
def test_every_text_twin_tags_every_draft(number):
    made = mixed(number)
    gathered = gather(made)
    texts = [alt_text(diagram(gathered)), matrix_text(matrix(gathered)), sidecar(gathered.content)]
    for text in texts:
        for label in (one.label for one in gathered.drafts.everything):
            assert re.search(rf"\[?{label}\\?\]?(\*\*)? DRAFT ", text), (label, text)
    for line in (one for one in diagram(gathered).lines if one.draft):
        assert f"Draft, not reviewed: {line.sentence}" in texts[0]


def test_the_flow_view_draws_drafts_as_thin_dashed_and_dotted_lines_with_their_tag(seed):
    figure = draw(seed, format="svg", view="flow", page="a3-landscape")
    root = ElementTree.fromstring(figure.bytes)
    drafts = [line for line in figure.content.lines if line.draft]
    assert len(drafts) == 5
    named_ = {one.get("id"): one for one in root.iter() if one.get("id")}
    for line in drafts:
        style = named_[line.key].find(".//{*}path").get("style")
        assert f"stroke: {DRAFT.colour.lower()}" in style
        assert "stroke-dasharray: 8,3,1.2,3" in style
        label = "".join(named_[f"{line.key}-label"].itertext())
        assert label.strip().startswith("draft: ")
    denied = [line for line in drafts if line.stance is Stance.DENIED]
    assert denied and all(f"{line.key}-cross" in named_ for line in denied)
    assert not any(f"{line.key}-head" in named_ for line in denied)
    texts = "".join(root.itertext())
    assert "draft: found by a program, nobody has reviewed it (4)" in texts
    assert "4 drafts shown, not reviewed" in texts
    assert "DRAFT (rules 0.1.0, confidence 0.71) ?" in texts


def test_the_matrix_puts_drafts_into_a_slot_of_their_own(seed):
    table = matrix(gather(seed))
    drafts = {one.cited for cell in table.cells if cell.drafts for one in cell.drafts.slots}
    assert drafts == {"[d1]", "[d2]", "[d3]"}
    assert not any(slot.draft for cell in table.cells for slot in cell.slots)
    figure = draw(seed, format="svg", view="matrix", page="a3-landscape")
    root = ElementTree.fromstring(figure.bytes)
    named_ = {one.get("id"): one for one in root.iter() if one.get("id")}
    slots = [cell.drafts.key for cell in table.cells if cell.drafts]
    assert len(slots) == 4
    for key in slots:
        assert "stroke-dasharray" in named_[key].find(".//{*}path").get("style")
        assert "".join(named_[f"{key}-text"].itertext()).strip() == "draft"


def test_who_speaks_in_drafts_alone_is_said_to_have_no_reviewed_statement(seed):
    table = matrix(gather(seed))
    citigroup = next(one for one in table.rows if "Citigroup" in one.box.names)
    assert citigroup.notes == ("draft: – non-answer [d4]", "no reviewed statement in its own name")


def test_the_timeline_marks_drafts_with_a_ring_after_what_is_reviewed():
    told = timeline(gather(some()))
    drafts = [mark for lane in told.lanes for mark in lane.marks if mark.draft]
    assert {mark.marker for mark in drafts} == {DRAFT.marker}
    assert sorted(mark.label for mark in drafts) == [
        "draft: ? shared: Acme → Broker [d1]",
        "draft: – non-answer [d2]",
    ]
    assert all(mark.short_label.startswith("draft: ") and mark.status is None for mark in drafts)
    assert timeline_text(told).count("Draft, not reviewed: ") == 2
    svg = draw(some(), format="svg", view="timeline").bytes.decode()
    assert "draft: found by a program, nobody has reviewed it (2)" in svg


def test_a_figure_of_drafts_alone_is_drawn():
    made = some()
    every = as_drafts(reviewed_only(made), [one.iri for one in made.claims])
    for view in ("flow", "matrix", "timeline"):
        assert b"2 drafts shown, not reviewed" in draw(every, format="svg", view=view).bytes


# ---------------------------------------------------------------- filters


def test_filters_work_on_drafts_too_and_tell_how_many_are_left():
    def left(**words):
        made = some()
        content = gather(made, selected(made, **words)).content
        return [one.number for one in content.drafts], content.coverage

    assert left(about="Broker")[0] == ["d1", "d2"]
    assert left(stance=["alleged"])[0] == ["d1"]
    assert left(stance=["non-answer"])[0] == ["d2"]
    assert left(stance=["denied"])[0] == []
    assert left(act=["use"])[0] == []
    assert left(since="2018-03")[0] == ["d1", "d2"]
    drafts, coverage = left(until="2018-02")
    assert drafts == []
    assert coverage.endswith("0 of 2 drafts shown, not reviewed")


def test_a_filter_by_status_leaves_drafts_out_since_they_have_none():
    for status in Status:
        assert gather(some(), Selection(statuses=frozenset({status}))).content.drafts == ()


def test_what_is_drafted_later_than_the_date_asked_for_is_left_out():
    view = PointOfView(as_of=PartialDate("2018-02").last_day)
    assert gather(some(), standpoint=view).content.drafts == ()
    assert "draft" not in gather(some(), standpoint=view).content.coverage


def test_a_draft_non_answer_is_kept_beside_the_reviewed_lines_of_its_speaker():
    charge = said(Stance.ALLEGED, from_="Acme", to="AdCo")
    answer = answered(NonAnswerKind.SILENT, "AdCo", charge)
    made = as_drafts(dossier(source(charge, answer)), [answer.iri])
    assert [one.number for one in gather(made, selected(made, about="Acme")).content.drafts] == ["d1"]


def test_a_step_over_a_draft_brings_only_drafts_into_the_figure():
    first = said(Stance.ALLEGED, from_="Acme", to="AdCo")
    reviewed = said(Stance.ALLEGED, from_="AdCo", to="Broker")
    last = said(Stance.ALLEGED, from_="AdCo", to="Press House")
    made = as_drafts(dossier(source(first, reviewed, last)), [first.iri, last.iri])
    near = gather(made, selected(made, about="Acme", hops=2))
    assert [one.number for one in near.content.drafts] == ["d1", "d2"]
    assert near.statements == ()


# ---------------------------------------------------------------- the explorer


def data_of(page):
    return json.loads(re.search(rb'id="data">(.*?)</script>', page.bytes, re.DOTALL)[1])


@hypothesis_settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_the_explorer_tags_every_draft_and_counts_them_apart(number):
    made = mixed(number)
    page = explore(made)
    rows = data_of(page)["statements"]
    drafts = [one for one in rows if one.get("draft")]
    assert len(drafts) == len(made.drafts)
    assert all(one["sentence"].startswith("Draft, not reviewed: ") and "status" not in one for one in drafts)
    assert {one["n"] for one in rows} - {one["n"] for one in drafts} == {
        one["n"] for one in data_of(explore(reviewed_only(made)))["statements"]
    }
    told = page.bytes.decode()
    noun = "draft" if len(drafts) == 1 else "drafts"
    assert f"This page holds {len(drafts)} {noun} that nobody has reviewed." in told
    body = re.search(r'<tbody id="rows">(.*?)</tbody>', told, re.DOTALL)[1]
    assert body.count('<td class="stance draft">draft: ') == len(drafts)
    assert 'id="drafts" checked=""><svg' in told.replace(" />", ">")


def test_the_explorer_has_no_box_for_drafts_where_there_are_none(seed):
    told = explore(reviewed_only(seed)).bytes.decode().split("<body>")[1].split("<script")[0]
    assert 'id="drafts"' not in told
    assert "draft" not in told


def test_the_lines_of_drafts_in_the_explorer_are_read_aloud_as_such(seed):
    told = explore(seed).bytes.decode()
    lines = re.findall(r'class="line draft"><g[^>]*aria-label="([^"]*)"', told)
    assert len(lines) == 5
    assert all(one.startswith("Draft, not reviewed: ") and "draft d" in one for one in lines)


def test_choices_of_the_explorer_count_what_is_reviewed_only(seed):
    told = explore(seed).bytes.decode()
    assert "drafts (4)" in told
    assert ">? alleged (1)<" in told
    assert ">– non-answer (0)<" in told  # only a draft has it, and can be chosen
    assert "12 of 12 statements and 4 of 4 drafts shown" in told


# ---------------------------------------------------------------- exports


def texts_of(format, written):
    """What an export says, as one text; a workbook's cells come sheet by sheet."""
    if format != "xlsx":
        return written.data.decode("utf-8-sig")
    book = zipfile.ZipFile(io.BytesIO(written.data))
    return book.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize("format", TAGGING)
def test_every_export_that_can_marks_drafts(seed, format):
    told = texts_of(format, export(seed, format))
    assert re.search(r"draft|Draft", told)
    plain = texts_of(format, export(reviewed_only(seed), format))
    assert not re.search(r"\bdraft\b|fc:Draft\b|#Draft\b", plain)


def test_a_format_that_cannot_mark_drafts_leaves_them_out_and_says_so(seed):
    written = export(seed, "schema")
    assert written.lost[0] == "left out 4 drafts, which it cannot mark as such"
    assert written.data == export(reviewed_only(seed), "schema").data
    assert "draft" not in " ".join(export(reviewed_only(seed), "schema").lost)


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_no_export_of_a_dossier_without_drafts_tells_of_any(seed, format):
    plain = export(reviewed_only(seed), format)
    assert "draft" not in " ".join(plain.lost)


@hypothesis_settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_the_table_has_a_column_that_tags_every_draft(number):
    made = mixed(number)
    rows = list(csv.DictReader(io.StringIO(export(made, "csv").data.decode("utf-8-sig"))))
    drafts = [one for one in rows if one["draft"]]
    assert len(drafts) == len(made.drafts)
    assert all(
        (one["draft"], one["found by"]) == ("draft", "rules 0.1.0, confidence 0.71")
        and one["number"].startswith("d")
        and one["what"].startswith("draft ")
        and one["sentence"].startswith("Draft, not reviewed: ")
        and one["status"] == ""
        for one in drafts
    )
    plain = list(csv.DictReader(io.StringIO(export(reviewed_only(made), "csv").data.decode("utf-8-sig"))))
    about = next((name for name in rows[0] if name.startswith("about")), None)
    kept = [
        {name: cell for name, cell in one.items() if name not in ("draft", "found by", "reason", about)}
        for one in rows
        if not one["draft"]
    ]
    assert kept == [{n: cell for n, cell in one.items() if not n.startswith("about")} for one in plain]


def test_a_workbook_keeps_drafts_on_a_sheet_of_their_own(seed):
    def sheets(made):
        book = zipfile.ZipFile(io.BytesIO(export(made, "xlsx").data))
        return re.findall(r'<sheet name="(\w+)"', book.read("xl/workbook.xml").decode())

    assert sheets(seed) == ["claims", "drafts", "flows", "parties", "sources", "legend", "about"]
    assert sheets(reviewed_only(seed)) == ["claims", "flows", "parties", "sources", "legend", "about"]


def test_dot_draws_drafts_with_two_thin_lines_and_lists_them_apart(seed):
    told = export(seed, "dot").data.decode()
    lines = [one for one in told.splitlines() if 'label="draft: ' in one and "->" in one]
    assert len(lines) == 5
    assert all(f'color="{DRAFT.colour}:#FFFFFF:{DRAFT.colour}"' in one for one in lines)
    assert "double line: draft: found by a program, nobody has reviewed it" in told
    assert "[d1] DRAFT (rules 0.1.0, confidence 0.71)" in told


def test_mermaid_tags_drafts_on_their_lines_and_in_their_boxes(seed):
    told = export(seed, "mermaid").data.decode()
    assert len(re.findall(r'-- "draft: [?✕] ', told)) == 5
    assert "draft#58; – non#45;answer" in told
    assert told.count(f"stroke:{DRAFT.colour}") == 5


def test_networks_tag_drafts_and_never_merge_them_with_what_is_reviewed(seed):
    for shape in ("edges", "claims"):
        graph = json.loads(export(seed, "json", shape=shape).data)
        things = graph["edges"] if shape == "edges" else [one for one in graph["nodes"] if "claim" in one]
        drafts = [one for one in things if one["draft"]]
        assert {one["claim"] for one in drafts} <= {one.iri for one in seed.drafts}
        assert drafts and all(one["drawn_as"] == "draft" and one["status"] == "" for one in drafts)
        assert not any(one["drawn_as"] == "draft" for one in things if not one["draft"])
    gexf = ElementTree.fromstring(export(seed, "gexf").data)
    edges = gexf.iter("{http://gexf.net/1.3}edge")
    tagged = [one for one in edges if one.get("kind").startswith("draft ")]
    assert tagged and all(one.get("label").startswith("Draft, not reviewed: ") for one in tagged)
    assert {one.find("{http://gexf.net/1.3/viz}shape").get("value") for one in tagged} == {"double"}
    graphml = export(seed, "graphml").data.decode()
    assert graphml.count('type="dashed_dotted"') == len(tagged)


def test_the_report_has_a_section_of_drafts(seed):
    told = export(seed, "md").data.decode()
    before, _, section = told.partition("## Drafts, not reviewed")
    for number in range(1, 5):
        assert f"**\\[d{number}\\]**" in section
        assert f"**\\[d{number}\\]**" not in before
    assert section.count("- found by rules 0.1.0, confidence 0.71") == 4
    assert section.count("Draft, not reviewed: ") == 4


def test_hostile_words_in_the_provenance_of_a_draft_stay_text():
    hostile = "</script><img src=x onerror=alert(1)>"
    charge = said(Stance.ALLEGED, from_="Acme", to="AdCo")
    drafted = Drafted(hostile, hostile, reason=hostile, model=hostile)
    bad = as_drafts(dossier(source(charge)), [charge.iri], drafted)
    page = explore(bad).bytes.decode()
    assert hostile not in page
    assert "onerror" in page
    assert "<img" not in export(bad, "md").data.decode()


# ---------------------------------------------------------------- the command line

STORY = """\
source: {title: A story, published: 2018-01-05, publisher: The Courier}
entities:
  - {name: Acme, type: company}
  - {name: AdCo, type: company}
  - {name: Press, type: media}
claims:
  - quote: Acme shares e-mail addresses with AdCo
    speaker: Press
    stance: alleged
    act: share
    from: [Acme]
    to: [AdCo]
    data: [e-mail addresses]
    subjects: []
"""
DRAFTED = """\
  - draft: {extractor: rules, version: 0.1.0, text: 710f34197322d962, confidence: 0.71, reason: deny}
    quote: We share nothing
    speaker: Acme
    stance: denied
    act: share
    from: [Acme]
    to: [AdCo]
    data: []
"""


@pytest.mark.parametrize(
    "call",
    [("draw", "o.svg"), ("draw", "o.png"), ("explore", "o.html"), ("export", "o.csv"), ("export", "o.gexf")],
)
def test_without_the_option_not_a_byte_tells_of_drafts(tmp_path, call):
    verb, name = call
    for folder, text in (("plain", STORY), ("drafted", STORY + DRAFTED)):
        (tmp_path / folder / "case").mkdir(parents=True)
        (tmp_path / folder / "case" / "story.yaml").write_text(text, encoding="utf-8")

    def made(folder, *options):
        place = tmp_path / folder
        output = place / f"{len(options)}-{name}"
        done = CliRunner().invoke(app, [verb, "-d", str(place / "case"), "-o", str(output), *options])
        assert done.exit_code == 0, done.output
        return output.read_bytes()

    assert made("drafted") == made("plain")
    assert made("drafted", "--with-drafts") != made("drafted")
    assert made("plain", "--with-drafts") == made("plain")


def test_with_the_option_and_no_drafts_the_command_says_so(tmp_path):
    (tmp_path / "story.yaml").write_text(STORY, encoding="utf-8")
    output = tmp_path / "o.csv"
    done = CliRunner().invoke(app, ["export", "-d", str(tmp_path), "-o", str(output), "--with-drafts"])
    assert done.exit_code == 0
    assert "there are no drafts in it" in done.stderr
