"""What a row of an exported conversation holds: what was said, what had happened, what is known of the contact."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from bot.clock import now_ms
from bot.model import Author, AuthorKind, Message, PictureCard, Text, Unsupported
from bot.store import exporting, messages, transcripts
from bot.store.engine import Tx
from bot.store.exporting import Wanted
from bot.store.sqlite import SqliteEngine
from bot.web.reports import files, sheets
from tests.bench.reports.million import Sizes, make
from tests.client import Browser
from tests.conftest import Site

DAY_MS = 86_400_000
ALL = Wanted(0, 2**53, {})


async def lines(manager: Browser, query: str = "") -> list[dict[str, Any]]:
    async with manager.http.get(f"/api/reports/export/conversations.jsonl{query}") as response:
        assert response.status == 200
        return [json.loads(line) for line in (await response.text()).splitlines()]


async def cells(manager: Browser, query: str = "") -> list[dict[str, str]]:
    async with manager.http.get(f"/api/reports/export/conversations.csv{query}") as response:
        assert response.status == 200
        return list(csv.DictReader(io.StringIO((await response.read()).decode("utf-8-sig"), newline="")))


async def helped(site: Site) -> str:
    """A customer who bought something asks, is helped by Bor, who notes something, and gives a 4; the conversation."""
    manager, customer, agent = await site.signed_in("Ana"), await site.contact(), await site.agent("Bor")
    contact = site.rows("SELECT id FROM contacts")[0][0]
    _, key = await manager.request("POST", "/api/keys", {"name": "Shop", "scopes": ["touchpoints:write"]})
    for name, ago, kind in (("o-0", 40, "bought"), ("o-1", 2, "delivered")):
        what = {"product": "Linden One", "place": "Kranj", "facts": {"total": 49.9, "gift": True, "code": "=A1"}}
        at = now_ms() - ago * DAY_MS
        body = {"id": name, "kind": kind, "at": at, "customer": {"contact": contact}, **what}
        headers = {"Authorization": f"Bearer {key['secret']}"}
        assert (await manager.request("POST", "/api/v1/touchpoints", body, headers=headers))[0] == 200
    talk = str((await customer.ask("where is my order"))["conversation"])
    await customer.subscribe(f"conversation:{talk}")
    fence = (await agent.call("take", conversation=talk))["fence"]
    await agent.call("label", conversation=talk, label="business", value=True)
    await agent.call("reply", fence=fence, conversation=talk, client_message_id="r1", text="It comes\ntoday.")
    await agent.call("note", conversation=talk, client_message_id="n1", text="The carrier lost it.")
    await agent.call("resolve", fence=fence, conversation=talk)
    request = (await customer.says("rating"))["body"]["request"]
    await customer.call("rate", request=request, value=4)
    return talk


async def test_a_line_holds_everything_in_typed_lists(site: Site) -> None:
    talk = await helped(site)
    (row,) = await lines(await site.signed_in("Ana"))
    assert (row["conversation"], row["labels"]) == (talk, ["business"])
    assert [it["kind"] for it in row["touchpoints"]] == ["delivered"]  # the other one was too long ago
    assert row["touchpoints"][0]["facts"] == [
        {"name": "total", "value": "49.9"},
        {"name": "gift", "value": "true"},
        {"name": "code", "value": "=A1"},
    ]
    said = {(it["author"], it["kind"], it["text"]): it for it in row["messages"]}
    assert ("contact", "text", "where is my order") in said
    reply = said["agent", "text", "It comes\ntoday."]
    assert (reply["agent_name"], reply["agent"]) == ("Bor", row["agent"])
    assert said["agent", "note", "The carrier lost it."]["agent_name"] == "Bor"
    assert [it["at"] for it in row["messages"]] == sorted(it["at"] for it in row["messages"])
    assert len({tuple(it) for it in row["messages"]}) == 1  # the same names in each
    article = next(it for it in row["messages"] if it["kind"] == "article")
    assert (article["author"], article["article"]) == ("bot", row["article"] or article["article"])


async def test_a_cell_holds_the_same_for_reading(site: Site) -> None:
    await helped(site)
    (row,) = await cells(await site.signed_in("Ana"))
    told = row["transcript"].split("\n")
    assert (row["labels"], row["notes"], row["csat_value"]) == ("business", "1", "4")
    assert row["touchpoints"].endswith(" · delivered · Linden One · Kranj")
    assert told[0].endswith(" contact: where is my order")
    assert any(line.endswith(" agent Bor: It comes") for line in told)
    assert any(line.endswith(" note Bor: The carrier lost it.") for line in told)
    assert any(" bot: [article] " in line for line in told)
    assert int(row["messages"]) == len(told) - 2  # a note, and a reply of two lines


async def test_what_was_said_can_be_left_out(site: Site) -> None:
    await helped(site)
    manager = await site.signed_in("Ana")
    (line,), (row,) = await lines(manager, "?messages=no"), await cells(manager, "?messages=no")
    assert "messages" not in line and line["labels"] == ["business"]
    assert row.keys() & {"messages", "notes", "transcript"} == set()
    assert "where is my order" not in "".join(row.values())


async def test_an_answer_after_a_recovery_is_no_rating_of_the_row(site: Site) -> None:
    talk = await helped(site)
    with closing(sqlite3.connect(site.config.database)) as database, database:
        database.execute(
            "INSERT INTO rating_requests (id, survey, subject, occasion, contact, channel, language, handler, seq,"
            " asked_at, edit_until, metric, moment, conversation, episode, closed_at)"
            " SELECT 'again', 'reask', 'k_1', 1, contact, channel, language, handler, 99, asked_at + 1, edit_until,"
            " metric, 'reask', conversation, episode, closed_at FROM rating_requests WHERE conversation = ?",
            (talk,),
        )
        database.execute(
            "INSERT INTO ratings (request, value, created_at, updated_at, revision)"
            " SELECT 'again', 5, created_at + 1, updated_at + 1, 1 FROM ratings"
        )
    manager = await site.signed_in("Ana")
    (row,), (line,) = await cells(manager), await lines(manager)
    assert row["csat_value"] == "4"
    assert [(it["moment"], it["value"]) for it in line["ratings"]] == [("episode", 4), ("reask", 5)]


# -- bounds ----------------------------------------------------------------------------


@pytest.fixture
async def engine(tmp_path: Any) -> Any:
    make(tmp_path / "heard.sqlite", Sizes(400), 1_763_800_000_000)
    it = SqliteEngine(tmp_path / "heard.sqlite")
    yield it
    await it.aclose()


async def test_parts_are_bounded_by_bytes_and_hold_every_row_once(engine: SqliteEngine) -> None:
    def read(tx: Tx) -> tuple[list[int], list[tuple[str, int]]]:
        sizes, seen, after = list[int](), list[tuple[str, int]](), None
        while True:
            body, after = files.encoded(tx, "conversations", "jsonl", ALL, after, 10_000, 20_000)
            sizes.append(len(body))
            seen += [(row["conversation"], row["episode"]) for row in map(json.loads, body.splitlines())]
            if after is None:
                return sizes, seen

    sizes, seen = await engine.read(read)
    assert len(sizes) > 10 and max(sizes) < 25_000
    assert len(set(seen)) == len(seen) == Sizes(400).episodes


async def test_a_long_talk_fits_into_a_cell_and_whole_into_a_line(engine: SqliteEngine) -> None:
    def write(tx: Tx) -> tuple[str, int]:
        talk, number, at = tx.execute("SELECT conversation, number, opened_at FROM episodes LIMIT 1").fetchone()
        author = Author(kind=AuthorKind.CONTACT, id="c")
        for n in range(500):
            body = Text(text=f"{n} " + "very long " * 20)
            messages.add(tx, talk, Message(seq=1000 + n, episode=number, at=at + n, author=author, body=body))
        return talk, number

    key = await engine.write(write)

    def read(tx: Tx) -> exporting.Row:
        return next(row for row, _ in exporting.rows(tx, "conversations", ALL, None)
                    if (row["conversation"], row["episode"]) == key)  # fmt: skip

    row = await engine.read(read)
    assert len(row["messages"]) >= 500
    (told,) = csv.reader(io.StringIO(sheets.line("conversations", row).decode(), newline=""))
    transcript = told[-1]
    shown = transcript.count("contact:") + transcript.count("bot:") + transcript.count("agent:")
    assert len(transcript) < 32_767
    assert transcript.endswith(f"… {len(row['messages']) - shown} more")


async def test_what_was_sent_says_what_it_was(engine: SqliteEngine) -> None:
    bodies = (
        (Unsupported(what="voice", text="listen"), "unsupported", "listen", "voice"),
        (PictureCard(picture="p_1", width=1, height=1, alt="The screen"), "picture", "The screen", "picture"),
    )

    def work(tx: Tx) -> list[exporting.Row]:
        talk = tx.execute("SELECT conversation FROM episodes LIMIT 1").fetchone()[0]
        for n, (body, *_) in enumerate(bodies):
            author = Author(kind=AuthorKind.CONTACT, id="c")
            messages.add(tx, talk, Message(seq=9_000 + n, episode=99, at=n, author=author, body=body))
        return transcripts.said(tx, talk, 99, 0, 0)

    found = await engine.write(work)
    assert [(it["kind"], it["text"], it["attachment"]) for it in found] == [tuple(told) for _, *told in bodies]


ABOUT = {
    "asked about": """INSERT INTO rating_requests (id, survey, subject, occasion, contact, channel, language, handler,
        seq, asked_at, edit_until, metric, moment, conversation, episode) VALUES ('q_1', 'nps', 't_old', 1, :contact,
        'widget', 'en', 'journey', 1, 1, 1, 'nps', 'touchpoint', :talk, :number)""",
    "written about": """INSERT INTO journey_steps (id, journey, version, step, touchpoint, contact, due_at, look_at,
        state, conversation, seq) SELECT 's_1', 'j', 1, 0, 't_old', :contact, 1, 1, 'done', :talk, seq FROM messages
        WHERE conversation = :talk AND episode = :number LIMIT 1""",
    "nothing of": "SELECT :contact, :talk, :number",
}


@pytest.mark.parametrize("how", ABOUT)
async def test_what_the_talk_was_about_is_told_however_old_it_is(engine: SqliteEngine, how: str) -> None:
    def work(tx: Tx) -> list[str]:
        talk, number, contact = tx.execute(
            "SELECT e.conversation, e.number, v.contact FROM episodes e JOIN conversations v ON v.id = e.conversation"
        ).fetchone()
        key = {"talk": talk, "number": number, "contact": contact}
        tx.execute("DELETE FROM touchpoints WHERE contact = :contact", key)
        tx.execute(
            "INSERT INTO touchpoints (id, sender, name, body_hash, contact, kind, at, received_at)"
            " VALUES ('t_old', 'shop', 'old', '', :contact, 'bought', 1, 1)",
            key,
        )
        tx.execute(ABOUT[how], key)
        rows = (row for row, _ in exporting.rows(tx, "conversations", ALL, None))
        row = next(row for row in rows if (row["conversation"], row["episode"]) == (talk, number))
        return [it["id"] for it in row["touchpoints"]]

    assert await engine.write(work) == ([] if how == "nothing of" else ["t_old"])
