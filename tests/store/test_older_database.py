"""A database of an earlier version: what it knows of questions is not lost."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import questions, unanswered
from bot.store.migrations import SETS, STEPS
from bot.store.sqlite import connect, migrate, read_only

MINUTE = 60_000
BEFORE = {**SETS, "bot": STEPS[: [name for name, _ in STEPS].index("m007_questions")]}

ROWS = f"""
    INSERT INTO contacts VALUES ('c_1', NULL, 'en', 1), ('c_2', NULL, 'sl', 1);
    INSERT INTO agents VALUES ('a_1', 'Ana', 'ana@linden.example', '-', 'agent', 1, NULL);
    INSERT INTO conversations VALUES
        ('v_1', 'c_1', 'widget', 'nobody', NULL, 4, 1, 'en', 1, 9, '', NULL, 0, NULL),
        ('v_2', 'c_2', 'telegram', 'agent', 'a_1', 2, 1, 'sl', 1, 9, '', NULL, 0, NULL);
    INSERT INTO messages VALUES ('v_1', 1, 1, 5, 'contact', 'May I wash it?', '{{}}'),
        ('v_2', 1, 1, 6, 'contact', 'Ali ga smem prati?', '{{}}');
    INSERT INTO episodes VALUES ('v_1', 1, 1, NULL, 'a_1', 'agent', {6 * MINUTE}, 'agent'),
        ('v_2', 1, 1, NULL, 'a_1', 'agent', NULL, NULL);
    INSERT INTO escalations VALUES
        ('e_1', 'v_1', 1, 'asked', 6, 'taken', 'a_1', {MINUTE}),
        ('e_2', 'v_2', 1, 'asked', 7, 'taken', 'a_1', {MINUTE});
    INSERT INTO gaps VALUES ('v_1', 1, 'en', 'May I wash it?', 5), ('v_2', 1, 'sl', 'Ali ga smem prati?', 6);
"""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect(tmp_path / "heard.sqlite")) as conn:
        migrate(conn, BEFORE)
        conn.executescript(ROWS)
        migrate(conn)
        yield conn


def test_questions_that_nothing_answered_move_over(database: sqlite3.Connection) -> None:
    moved = questions.newest(read_only(database), 10)
    assert [(it.text, it.language, it.channel, it.verdict, it.person) for it in moved] == [
        ("Ali ga smem prati?", "sl", "telegram", "unknown", True),
        ("May I wash it?", "en", "widget", "unknown", True),
    ]


def test_how_long_agents_had_them_is_told_as_far_as_that_is_known(database: sqlite3.Connection) -> None:
    found = unanswered.newest(read_only(database), 11 * MINUTE)
    assert [(it.contact, it.held_ms) for it in found] == [("c_1", 5 * MINUTE), ("c_2", 10 * MINUTE)]
