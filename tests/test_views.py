"""Points of view: what they are called, which dates they take, and what they leave out."""

from datetime import date

import pytest

from graph.claims import NonAnswerKind, Stance
from graph.problems import UsageError
from graph.status.views import Basis, PointOfView, Reading, known_by, latest, point_of_view
from tests.conftest import answered, dossier, said, source


@pytest.mark.parametrize(
    ("given", "last"),
    [("2018", date(2018, 12, 31)), ("2018-02", date(2018, 2, 28)), ("2018-08-07", date(2018, 8, 7))],
)
def test_as_of_a_month_or_year_is_its_last_day(given, last):
    assert point_of_view("plain", "direct", given).as_of == last


@pytest.mark.parametrize("given", ["", "2018-13", "2018-02-30", "7.8.2018", "２０１８"])
def test_what_is_no_date_is_refused_with_those_that_are(given):
    with pytest.raises(UsageError, match="use a date of the calendar: 2018, 2018-08 or 2018-08-07"):
        point_of_view("plain", "direct", given)


def test_without_a_date_it_is_that_of_the_latest_statement():
    early = said(Stance.ALLEGED, said_on="2017")
    late = answered(NonAnswerKind.DECLINED, "Acme", said_on="2018-03")
    whole = dossier(source(early, late))
    assert latest(whole) == date(2018, 3, 31)
    assert PointOfView().on(whole).name == "view/plain/direct/2018-03-31"
    asked = PointOfView(as_of=date(2017, 1, 1))
    assert asked.on(whole) is asked


def test_where_nothing_is_dated_it_says_so():
    whole = dossier(source(said(Stance.ALLEGED)))
    view = PointOfView(Reading.STRICT, Basis.ALL).on(whole)
    assert (view.name, str(view)) == (
        "view/strict/all/undated",
        "strict reading, own words and paraphrases, all undated",
    )


def test_what_was_said_later_goes_with_its_source_and_what_has_no_date_stays():
    early, undated, late = (
        said(Stance.ALLEGED, said_on=day, data=day or "any") for day in ("2017", None, "2019")
    )
    whole = dossier(
        source(early, undated, published="2017"), source(late, iri="source/s2", published="2019-05")
    )
    then = known_by(whole, date(2018, 1, 1))
    assert [one.iri for one in then.claims] == [early.iri, undated.iri]
    assert [one.iri for one in then.sources] == ["source/s1"]
    assert known_by(whole, None) is whole
