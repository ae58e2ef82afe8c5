"""What is listed behind a figure is what the figure counts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reports import listing, overview, recoveries
from bot.reports.books import CASES, Asked, Books
from bot.reports.filter import SCALES, Filter
from bot.reports.sample import Sample
from bot.reports.zone import Zone

ALL = Filter(since=0, until=10**15)
ASKED = Asked(
    id="q", asked_at=1_000, value=None, metric="csat", channel="widget", language="en", agent=None, team=None,
    handler="agent", article=None, topic=None, moment="episode", place=None, survey="csat", comment=None, case=None,
)  # fmt: skip
KIOSK = ASKED._replace(moment="kiosk", channel="kiosk", handler="kiosk", place="door")
OF_ANSWERS = ("csat", "nps", "ces", "overall", "rating")


def books_of(rows: list[Asked]) -> Books:
    books = Books(Zone("UTC"))
    books.ask([row._replace(id=f"q_{n}") for n, row in enumerate(rows)], new=True)
    return books


def listed(books: Books, figure: str, hit: bool | None = None) -> int:
    return listing.rated(books, listing.narrowed(ALL, figure, hit), figure, hit, "newest", None, 200).n


def askings() -> st.SearchStrategy[list[Asked]]:
    """Of every kind of question, answered or not; at kiosks only answered."""

    def of(metric: str) -> st.SearchStrategy[Asked]:
        value = st.sampled_from(SCALES[metric])
        cases = st.sampled_from([None, *CASES[1:]])
        given = st.builds(ASKED._replace, metric=st.just(metric), value=value, case=cases)
        at_kiosk = st.builds(KIOSK._replace, metric=st.just(metric), value=value)
        return given | st.just(ASKED._replace(metric=metric)) | at_kiosk

    return st.lists(st.sampled_from(sorted(SCALES)).flatmap(of), max_size=60)


@settings(max_examples=60)
@given(askings())
def test_as_many_are_listed_as_are_counted(rows: list[Asked]) -> None:
    books = books_of(rows)
    sample = Sample(books, ALL)
    for figure in (*OF_ANSWERS, "recovered"):
        told = sample.figure(figure)
        assert listed(books, figure) == told.n, figure
        assert listed(books, figure, True) + listed(books, figure, False) == told.n, figure
    for figure in ("csat", "recovered", "response"):
        told = sample.figure(figure)
        assert listed(books, figure, True) == round((told.value or 0) * told.n / 100), figure


@settings(max_examples=60)
@given(askings())
def test_the_response_rate_is_of_those_listed_and_every_figure_means_the_same_by_asked(rows: list[Asked]) -> None:
    books = books_of(rows)
    told = overview(books, ALL)
    everybody = listing.rated(books, listing.narrowed(ALL, "response", None, None), "response", None, "newest", None, 1)
    assert everybody.n == told.response.n == told.response.asked == told.ratings.asked
    assert (listed(books, "response", True), listed(books, "response", False)) == (
        told.ratings.answered,
        told.ratings.asked - told.ratings.answered,
    )
    kinds = (told.csat, told.nps, told.ces)
    assert sum(it.asked or 0 for it in kinds) == told.response.asked
    assert sum(it.answered or 0 for it in kinds) == told.ratings.answered
    assert sum(it.n for it in kinds) == told.ratings.answered + told.ratings.kiosk


def test_behind_recovered_are_those_who_were_asked_again_and_answered() -> None:
    """As a week had it: 130 rated, 30 were worked on, 4 have answered since, and one of these is content."""
    cases = ["recovered", *["not_recovered"] * 2, "open not_recovered", *["open undecided"] * 26]
    rows = [ASKED._replace(value=1, case=case) for case in cases]
    rows += [ASKED._replace(value=5)] * 15 + [KIOSK._replace(value=5)] * 85
    books = books_of(rows)
    assert (recoveries.recovered(Sample(books, ALL).recoveries).value, listed(books, "recovered")) == (25, 4)
    assert (listed(books, "recovered", True), listed(books, "recovered", False)) == (1, 3)


def test_nobody_is_asked_at_a_kiosk() -> None:
    """58 were asked and 45 answered; 85 tapped at a kiosk."""
    rows = [ASKED._replace(value=4)] * 45 + [ASKED] * 13 + [KIOSK._replace(value=5)] * 85
    told = overview(books_of(rows), ALL)
    assert (told.csat.n, told.csat.answered, told.csat.asked) == (130, 45, 58)
    assert (told.response.value, told.response.n) == (pytest.approx(100 * 45 / 58), 58)
    assert (told.ratings.asked, told.ratings.answered, told.ratings.kiosk) == (58, 45, 85)
    (kiosk,) = (part for part in told.parts if part.moment == "kiosk")
    assert (kiosk.satisfied.n, kiosk.satisfied.asked) == (85, None)
