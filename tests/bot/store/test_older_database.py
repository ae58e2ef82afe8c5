"""A database of an earlier version: what it knows of questions is not lost."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.model import CallCard, CallState, Person
from bot.store import conversations, kiosks, messages, questions, ratings, rooms, unanswered
from bot.store.migrations import SETS, STEPS
from bot.store.sqlite import connect, migrate, read_only
from bot.surveys.answering import Answered

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
    INSERT INTO rooms VALUES ('r_1', 'v_2', 4, 'a_1', 'c_2', 5, 9, 6, NULL);
    INSERT INTO call_invitations VALUES ('-', 'r_1', 'c_2', 9, NULL, NULL);
    INSERT INTO rating_requests VALUES
        ('q_1', 'csat', 'v_1', 1, 'c_1', 'widget', 'en', 'a_1', 'agent', 2, 7, 9),
        ('q_2', 'csat', 'v_2', 1, 'c_2', 'telegram', 'sl', 'a_1', 'agent', 2, 7, 9);
    INSERT INTO ratings VALUES ('q_1', 2, 'Slow', 8, 8, 1);
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


def test_a_call_that_runs_goes_on(database: sqlite3.Connection) -> None:
    tx = read_only(database)
    assert rooms.open_in(tx, "v_2") == rooms.Room(
        id="r_1", conversation="v_2", contact="c_2", media="video", offered_at=5, expires_at=9, seq=4, started_at=6
    )
    assert rooms.in_use(tx) == ["r_1"]
    assert not any(one.callback for one in conversations.lines(tx))


def test_a_card_of_an_earlier_version_can_be_read(database: sqlite3.Connection) -> None:
    database.execute(
        "INSERT INTO messages VALUES ('v_2', 4, 1, 6, 'agent', '', ?)",
        (
            '{"seq":4,"episode":1,"at":6,"author":{"kind":"agent","id":"a_1","name":"Ana"},"body":{"kind":"call",'
            '"room":"r_1","state":"running","by":{"id":"a_1","name":"Ana"},"expires_at":9,"started_at":6,'
            '"moments":[{"what":"joined","role":"agent","at":6}]}}',
        ),
    )
    message = messages.get(read_only(database), "v_2", 4)
    assert message is not None
    assert isinstance(message.body, CallCard)
    assert (message.body.state, message.body.by) == (CallState.RUNNING, Person(id="a_1", name="Ana"))
    assert (message.body.media, message.body.asked, message.body.moments[0].name) == ("video", False, None)


def test_ratings_stay_and_nothing_is_asked_or_closed_anew(database: sqlite3.Connection) -> None:
    tx = read_only(database)
    rated = ratings.get(tx, "q_1")
    assert rated is not None
    assert (rated.version, rated.metric, rated.moment) == (1, "csat", "episode")
    assert (rated.conversation, rated.episode) == ("v_1", 1)
    assert ratings.answered(tx, "q_1") == Answered(2, "Slow")
    assert ratings.answered(tx, "q_2") == Answered()
    assert (ratings.to_close(tx, MINUTE), ratings.to_remind(tx, MINUTE)) == ([], [])
    assert ratings.asked(tx, "v_2", 1, "episode", "call")
    assert unanswered.newest(tx, MINUTE)[0].rated_low


def test_answers_of_a_kiosk_move_to_the_kiosk_itself_and_it_takes_what_it_asked_before(tmp_path: Path) -> None:
    before = {**SETS, "bot": STEPS[: [name for name, _ in STEPS].index("m027_kiosks_by_id")]}
    with closing(connect(tmp_path / "heard.sqlite")) as conn:
        migrate(conn, before)
        conn.executescript(
            """
            INSERT INTO kiosks (id, place, survey, language, link, created_at, created_by)
                VALUES ('k_1', 'Main door', 'nps', 'en', 'x', 1, 'a_1');
            INSERT INTO rating_requests (id, survey, subject, occasion, contact, channel, language, handler, seq,
                asked_at, edit_until, metric, moment, place) VALUES
                ('k_1.1', 'shop', 'k_1', 1, '', 'kiosk', 'en', 'kiosk', 0, 5, 5, 'csat', 'kiosk', 'Door 1'),
                ('q_1', 'csat', 't_1', 1, 'c_1', 'widget', 'en', 'journey', 0, 6, 9, 'csat', 'touchpoint', 'delivered');
            """
        )
        migrate(conn)
        tx = read_only(conn)
        assert [row["place"] for row in tx.query("SELECT place FROM rating_requests ORDER BY asked_at")] == [
            "k_1",
            "delivered",
        ]
        assert [kiosks.ever_asked(tx, "k_1", survey) for survey in ("shop", "nps", "csat")] == [True, True, False]


def test_what_a_customer_wrote_in_another_browser_is_a_part_of_their_conversation(tmp_path: Path) -> None:
    before = {**SETS, "bot": STEPS[: [name for name, _ in STEPS].index("m031_going_on")]}
    columns = "id, contact, channel, owner, fence, episode, language, opened_at, last_at, excerpt, misses"
    with closing(connect(tmp_path / "heard.sqlite")) as conn:
        migrate(conn, before)
        conn.executescript(f"""
            INSERT INTO contacts (id, language, created_at, same_as) VALUES
                ('c_1', 'en', 1, NULL), ('c_2', 'en', 1, 'c_1'), ('c_3', 'en', 1, NULL);
            INSERT INTO conversations ({columns}) VALUES
                ('v_1', 'c_1', 'widget', 'bot', 1, 1, 'en', 1, 2, '', 0),
                ('v_2', 'c_2', 'widget', 'nobody', 1, 1, 'en', 1, 3, '', 0),
                ('v_3', 'c_3', 'widget', 'bot', 1, 1, 'en', 1, 4, '', 0);
            INSERT INTO messages VALUES ('v_2', 1, 1, 5, 'contact', 'hello', '{{}}');
        """)
        migrate(conn)
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
        assert conn.execute("PRAGMA foreign_keys").fetchone() == (1,)
        with pytest.raises(sqlite3.IntegrityError):  # nobody goes on in two
            conn.execute("UPDATE conversations SET continues_in = NULL WHERE id = 'v_2'")
        tx = read_only(conn)
        standing = conversations.get(tx, "v_2")
        assert standing is not None
        assert (standing.conversation.contact.id, standing.conversation.continues_in) == ("c_1", "v_1")
        assert conversations.former(tx, "v_1") == ["v_2"]
        assert conversations.former(tx, "v_3") == []
