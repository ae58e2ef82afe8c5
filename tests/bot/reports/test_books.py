"""Rows taken into columns, once each, however often they come."""

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reports import groups, listing, overview, qualities, reasons, risk, series, themes
from bot.reports.books import Asked, Books, Ended
from bot.reports.filter import Filter
from bot.reports.sample import Sample
from bot.reports.zone import Zone

DAY_MS = 86_400_000
ALL = Filter(since=0, until=10**15)
ASKED = Asked(
    id="q_1", asked_at=1_000, value=None, metric="csat", channel="widget", language="en", agent=None, team=None,
    handler="bot", article=None, topic=None, moment="episode", place=None, survey="csat", comment=None, case=None,
)  # fmt: skip
ENDED = Ended(
    conversation="v_1", number=1, resolved_at=9_000, opened_at=1_000, channel="widget", language="en", agent=None,
    team=None, handler="bot", article=None, topic=None, person=0, again=0, returned=0, answered=1, stuck=1,
    first_bot_ms=10, first_human_ms=None, wait_ms=None, handle_ms=None,
)  # fmt: skip


def books() -> Books:
    return Books(Zone("Europe/Ljubljana"))


def test_a_row_that_comes_again_takes_its_own_place() -> None:
    it = books()
    it.ask([ASKED, ASKED._replace(id="q_2")])
    it.ask([ASKED._replace(id="q_2", value=2, comment="Počasi."), ASKED._replace(id="q_3", asked_at=500, value=5)])
    it.ask([ASKED._replace(id="q_2", value=3, comment="Počasi.")])
    told = overview(it, ALL)
    assert (told.ratings.asked, told.distribution["csat"]) == (3, [0, 0, 1, 0, 1])
    assert it.comments.places.n == 1


def test_an_episode_that_comes_again_takes_its_own_place() -> None:
    it = books()
    it.end([ENDED, ENDED._replace(number=2)])
    it.end([ENDED._replace(returned=1)])
    it.at = 10 * DAY_MS
    told = overview(it, ALL)
    assert (told.conversations, told.solved.n, told.solved.value) == (2, 2, 50)
    assert (told.times["resolution"].median, told.times["first_human"].n) == (8_000, 0)


def test_what_is_too_young_to_have_come_back_is_not_counted_as_solved() -> None:
    it = books()
    it.end([ENDED])
    it.at = 9_000 + 7 * DAY_MS - 1
    assert overview(it, ALL).solved.n == 0


@dataclass
class Row:
    id: str
    value: int | None


@given(st.lists(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 5)), max_size=8, unique_by=lambda it: it[0])))
def test_however_rows_come_the_last_word_counts(batches: list[list[tuple[int, int]]]) -> None:
    it, last = books(), dict[int, int]()
    for batch in batches:
        it.ask([ASKED._replace(id=f"q_{n}", asked_at=1_000 + n % 3, value=value) for n, value in batch])
        last.update(batch)
    values = list(last.values())
    assert overview(it, ALL).distribution["csat"] == [values.count(n) for n in range(1, 6)]


def test_reasons_go_with_the_answer_that_gave_them() -> None:
    it = books()
    at = it.ask([ASKED._replace(value=1), ASKED._replace(id="q_2", value=2)])
    it.reason(at, {0: ["why\nslow", "why\nrude"], 1: ["why\nslow"]})
    n, (question,) = reasons.reasons(it, ALL)
    assert (n, [(choice.id, choice.n) for choice in question.choices]) == (2, [("slow", 2), ("rude", 1)])
    it.reason(at[:1], {0: ["why\nrude"]})
    _, (question,) = reasons.reasons(it, ALL)
    assert [(choice.id, choice.share.value) for choice in question.choices] == [("rude", 50), ("slow", 50)]
    assert overview(it, Filter(since=0, until=2_000, reason=("slow",))).csat.n == 1


@pytest.mark.parametrize(
    ("words", "found"),
    [("slow", 2), ("SLOW reply", 1), ("Ёж", 1), ("ёж", 1), ("nothing", 0), ("straße", 1), ("STRASSE", 1)],
)
def test_comments_are_found_by_all_words_in_any_case(words: str, found: int) -> None:
    texts = ("Slow.", "A slow reply", "ЁЖ в тумане", "In der Straße")
    it = books()
    it.ask([ASKED._replace(id=f"q_{n}", value=3, comment=text) for n, text in enumerate(texts)])
    assert listing.askings(it, ALL, "newest", None, 10, words).n == found


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=40), st.integers(1, 7), st.data())
def test_pages_hold_every_row_once_in_order(rows: list[tuple[int, int]], limit: int, data: Any) -> None:
    it = books()
    it.ask([ASKED._replace(id=f"q_{n}", asked_at=at, value=value) for n, (at, value) in enumerate(rows)])
    order = data.draw(st.sampled_from(["newest", "worst", "best"]))
    seen, before = [], None
    while True:
        page = listing.askings(it, ALL, order, before, limit)
        assert page.n == len(rows)
        seen += page.keys
        if (before := page.next) is None:
            break
    assert len({(key.at, key.mark) for key in seen}) == len(rows) == len(seen)
    if order == "newest":
        assert [key.at for key in seen] == sorted((at for at, _ in rows), reverse=True)


def test_what_is_narrowed_by_none_has_none() -> None:
    it = books()
    it.ask([ASKED, ASKED._replace(id="q_2", agent="a_1")])
    for keys, n in ((("-",), 1), (("a_1",), 1), (("-", "a_1"), 2), (("a_2",), 0)):
        assert overview(it, Filter(since=0, until=2_000, agent=keys)).ratings.asked == n


# -- asked again after a recovery --------------------------------------------------------

UNHAPPY = ASKED._replace(value=1, handler="agent", agent="a_1", comment="Too slow.", case="recovered")
WON_BACK = ASKED._replace(
    id="q_2", asked_at=2_000, value=5, handler="agent", agent="a_1", moment="reask", survey="reask", comment="Now fine."
)
AGAIN = Filter(since=0, until=10**15, moment=("reask",))


def won_back() -> Books:
    """A customer who gave 1, was won back, and gave 5 when asked again; and one who gave 4."""
    it = books()
    at = it.ask([UNHAPPY, WON_BACK, ASKED._replace(id="q_3", asked_at=3_000, value=4)])
    it.reason(at, {0: ["why\nslow"], 1: ["why\nkind"]})
    return it


def test_who_was_won_back_counts_once() -> None:
    told = overview(won_back(), ALL)
    assert (told.ratings.asked, told.ratings.answered) == (2, 2)
    assert (told.distribution["csat"], told.csat.value, told.overall.value) == ([1, 0, 0, 1, 0], 50, 50)
    assert (told.response.n, told.rating.value) == (2, 2.5)
    assert (told.recovered.value, told.cases.recovered) == (100, 1)


@pytest.mark.parametrize("figure", ["csat", "overall", "response", "rating", "ratings"])
def test_no_figure_counts_who_was_asked_again(figure: str) -> None:
    it, plain = won_back(), books()
    plain.ask([UNHAPPY, ASKED._replace(id="q_3", asked_at=3_000, value=4)])
    where = Filter(since=1_000, until=5_000)
    by = ("agent", "moment", "survey", "hour")
    assert groups(it, where, by, figure, {}) == groups(plain, where, by, figure, {})
    assert series(it, where, [figure], "day") == series(plain, where, [figure], "day")
    assert Sample(it, where).figure(figure) == Sample(plain, where).figure(figure)
    assert Sample(it, where).evidence(figure) == Sample(plain, where).evidence(figure)
    assert listing.askings(it, where, "worst", None, 10) == listing.askings(plain, where, "worst", None, 10)
    assert qualities.qualities(it, where, "a_1", ("a_2",)) == qualities.qualities(plain, where, "a_1", ("a_2",))


def test_their_reasons_and_themes_are_left_out_as_well() -> None:
    it = won_back()
    n, _ = reasons.reasons(it, ALL)
    assert n == 1
    assert themes.sample(it, Filter(since=0, until=10**15, commented=True)).n == 1


def test_a_view_of_that_moment_is_made_of_them() -> None:
    told = overview(won_back(), AGAIN)
    assert (told.ratings.asked, told.csat.value, told.csat.n) == (1, 100, 1)
    assert [(part.moment, part.weight) for part in told.parts] == [("reask", 1)]
    both = Filter(since=0, until=10**15, moment=("reask", "episode"))
    assert overview(won_back(), both).csat.n == 3


def test_they_are_told_beside_what_the_overall_ratio_is_made_of() -> None:
    first, beside = overview(won_back(), ALL).parts
    assert (first.moment, first.weight, first.satisfied.n) == ("episode", 1, 2)
    assert (beside.moment, beside.weight, beside.satisfied.value) == ("reask", None, 100)


def test_who_stays_unhappy_when_asked_again_is_looked_at() -> None:
    it = books()
    it.ask([ASKED._replace(value=5), WON_BACK._replace(value=1)])
    assert [key.at for key in risk.candidates(it, risk.looked_at(3_000)).low] == [2_000]
