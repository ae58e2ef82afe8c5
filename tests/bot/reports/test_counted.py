"""Counting and ranking quickly gives what counting and ranking slowly gives."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reports import durations, episodes, evidence
from bot.reports.books import Books, Ended
from bot.reports.rest import Rest
from bot.reports.zone import Zone

LENGTHS = st.lists(st.integers(0, 50) | st.integers(0, 2**40), max_size=400)
DAY_MS = 86_400_000


@given(LENGTHS.flatmap(lambda every: st.tuples(st.just(every), st.lists(st.booleans(), min_size=400, max_size=400))))
def test_the_rest_is_all_but_some(drawn: tuple[list[int], list[bool]]) -> None:
    every, taken = drawn
    some = sorted(it for it, mine in zip(every, taken, strict=False) if mine)
    rest = Rest(np.sort(np.array(every, np.int64)), np.array(some, np.int64))
    expected = sorted(it for it, mine in zip(every, taken, strict=False) if not mine)
    assert [rest[place] for place in range(len(rest))] == expected


EPISODE = Ended(
    conversation="v", number=1, resolved_at=1, opened_at=0, channel="widget", language="en", agent=None, team=None,
    handler="bot", article=None, topic=None, person=0, again=0, returned=0, answered=0, stuck=0, first_bot_ms=None,
    first_human_ms=None, wait_ms=None, handle_ms=None,
)  # fmt: skip
EPISODES = st.lists(
    st.builds(
        EPISODE._replace,
        resolved_at=st.integers(0, 20 * DAY_MS),
        person=st.integers(0, 1),
        again=st.integers(0, 1),
        returned=st.integers(0, 1),
        answered=st.integers(0, 3),
        stuck=st.integers(0, 3),
        handle_ms=st.none() | st.integers(0, 9) | st.integers(0, 2**30),
        agent=st.sampled_from(["a", "b", None]),
    ),
    max_size=300,
)


def books_of(rows: list[Ended]) -> Books:
    books = Books(Zone("UTC"))
    books.at = 20 * DAY_MS
    books.end([row._replace(conversation=f"v_{n}") for n, row in enumerate(rows)], new=True)
    return books


@settings(max_examples=50)
@given(EPISODES)
def test_episodes_are_counted_by_group(rows: list[Ended]) -> None:
    books, places = books_of(rows), np.arange(len(rows))
    found = episodes.handled(books, places, books.episodes["agent"], len(books.codes["agent"]))
    for key, it in zip(books.codes["agent"].texts, found, strict=True):
        mine = [row for row in rows if (row.agent or "") == key]
        old = [row for row in mine if row.resolved_at <= 13 * DAY_MS]
        counts = (it.n, it.contained, it.answered, it.stuck, it.again, it.settled, it.solved)
        told = [row for row in mine if row.answered]
        assert counts == (
            len(mine), sum(not row.person for row in mine), sum(row.answered for row in told),
            sum(row.stuck for row in told), sum(row.again for row in mine), len(old),
            sum(not row.returned for row in old),
        )  # fmt: skip


@settings(max_examples=50)
@given(EPISODES)
def test_what_is_ordered_in_parts_gives_the_same_figures(rows: list[Ended]) -> None:
    books, places = books_of(rows), np.arange(len(rows))
    keys, groups = books.episodes["agent"], len(books.codes["agent"])
    for key, ordered in zip(
        books.codes["agent"].texts, durations.lengths(books, places, "handle", keys, groups), strict=True
    ):
        mine = [row.handle_ms for row in rows if (row.agent or "") == key and row.handle_ms is not None]
        whole = np.sort(np.array(mine, np.int64))
        assert durations.times(ordered) == durations.times(whole)
        assert evidence.of_lengths(ordered) == evidence.of_lengths(whole)
