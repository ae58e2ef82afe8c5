"""Snapshots, resuming, places, presence, and readers that do not read."""

import asyncio
import json
import time
from collections.abc import Awaitable
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.app import running
from bot.config import Config, Data, Desk, Server
from bot.web import connection as connection_module
from tests.client import Client, Refused, browser
from tests.conftest import ORIGIN, Site, StartSite
from tests.fakes.clock import Hands
from tests.fakes.shop import until


def events(client: Client, stream: str) -> list[int]:
    """Seqs of the events that wait."""
    return [frame["seq"] for frame in client.frames if frame["type"] == "event" and frame["stream"] == stream]


async def caught_up(client: Client, stream: str, seq: int) -> None:
    await client.until(lambda frame: frame["type"] == "event" and frame["stream"] == stream and frame["seq"] == seq)


async def test_events_follow_the_snapshot_each_once_and_in_order(site: Site) -> None:
    page = await site.browser()
    maja = await page.contact()
    await maja.ask("where is my order")
    stream = f"conversation:{maja.conversation}"
    snapshot = await maja.subscribe(stream)
    assert [message["seq"] for message in snapshot["state"]["messages"]] == [1, 2]
    tab = await page.contact_again(maja.me["token"])
    for n in range(10):
        await tab.ask(f"question {n}")
    (last,) = site.rows("SELECT last_seq FROM streams WHERE id = ?", stream)
    await caught_up(maja, stream, last[0])
    assert [*events(maja, stream), last[0]] == list(range(snapshot["seq"] + 1, last[0] + 1))


async def test_after_a_cut_it_goes_on_where_it_was(site: Site) -> None:
    page = await site.browser()
    maja = await page.contact()
    await maja.ask("where is my order")
    stream = f"conversation:{maja.conversation}"
    snapshot = await maja.subscribe(stream)
    for seq in range(snapshot["seq"] + 1):
        back = await page.contact_again(maja.me["token"])
        await back.call("subscribe", stream=stream, epoch=snapshot["epoch"], after=seq)
        await back.ask(f"question {seq}")
        (last,) = site.rows("SELECT last_seq FROM streams WHERE id = ?", stream)
        await caught_up(back, stream, last[0])
        assert [*events(back, stream), last[0]] == list(range(seq + 1, last[0] + 1))
        assert not any(frame["type"] == "snapshot" for frame in back.frames)


@pytest.mark.parametrize("since", [{"epoch": "another", "after": 2}, {"after": 2}, {"after": 0}, {}])
async def test_another_log_or_none_starts_with_a_snapshot(site: Site, since: dict[str, object]) -> None:
    page = await site.browser()
    maja = await page.contact()
    await maja.ask("where is my order")
    back = await page.contact_again(maja.me["token"])
    assert (await back.subscribe(f"conversation:{maja.conversation}", **since))["seq"] == 2


async def test_who_is_far_behind_or_ahead_starts_with_a_snapshot(site: Site) -> None:
    maja = await site.contact()
    await maja.ask("where is my order")
    stream = f"conversation:{maja.conversation}"
    epoch = (await maja.subscribe(stream))["epoch"]
    assert (await maja.subscribe(stream, epoch=epoch, after=99))["seq"] == 2


async def test_a_conversation_begins_with_its_newest_messages_and_the_rest_can_be_fetched(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.snapshots.MESSAGES", 4)
    maja = await site.contact()
    for n in range(6):
        await maja.ask(f"question {n}")
    snapshot = await maja.subscribe(f"conversation:{maja.conversation}")
    shown = [message["seq"] for message in snapshot["state"]["messages"]]
    assert len(shown) == 4
    assert snapshot["state"]["earlier"] is True
    older = (await maja.call("earlier", conversation=maja.conversation, before=shown[0], limit=200))["messages"]
    seqs = [message["seq"] for message in older] + shown
    assert seqs == sorted(seqs)
    assert len(seqs) == len(site.rows("SELECT 1 FROM messages"))


async def test_after_unsubscribe_nothing_comes(site: Site) -> None:
    page = await site.browser()
    maja = await page.contact()
    await maja.ask("where is my order")
    stream = f"conversation:{maja.conversation}"
    await maja.subscribe(stream)
    await maja.call("unsubscribe", stream=stream)
    tab = await page.contact_again(maja.me["token"])
    await tab.subscribe(stream)
    await maja.ask("how do i return an item")
    await caught_up(tab, stream, 4)
    await maja.call("ping")
    assert events(maja, stream) == []


async def test_there_is_an_end_to_streams(site: Site) -> None:
    agent = await site.agent()
    maja = await site.contact()
    await maja.ask("where is my order")
    with pytest.raises(Refused, match="too_many"):
        for n in range(60):
            await agent.subscribe(f"inside:{maja.conversation}" if n == 0 else f"conversation:{maja.conversation}")
            (ident,) = site.rows("SELECT id FROM conversations")[:1]
            await agent.call("subscribe", stream=f"inside:{ident[0]}{n}")


# -- who is where ------------------------------------------------------------------------------


async def place(client: Client, number: int) -> None:
    await client.until(lambda frame: frame["type"] == "place" and frame["place"] == number)


async def test_a_waiting_customer_sees_the_place_change(site: Site) -> None:
    agent = await site.agent()
    maja, tone, pia = [await site.contact() for _ in range(3)]
    for n, customer in enumerate((maja, tone, pia), 1):
        await customer.call("person")
        await place(customer, n)
    (first, _, _) = site.rows("SELECT conversation FROM escalations ORDER BY queued_at, id")
    await agent.call("take", conversation=first[0])
    await place(tone, 1)
    await place(pia, 2)
    await tone.call("leave_line")
    await place(pia, 1)
    assert not any(frame["type"] == "place" for frame in maja.frames)


async def test_who_comes_back_is_told_the_place(site: Site) -> None:
    page = await site.browser()
    maja = await page.contact()
    await maja.call("person")
    await place(await page.contact_again(maja.me["token"]), 1)


async def present(client: Client, *names: str) -> None:
    await client.until(
        lambda frame: frame["type"] == "presence" and [it["name"] for it in frame["agents"]] == list(names)
    )


async def test_agents_are_here_while_they_ping(start_site: StartSite, clock: Hands) -> None:
    site = await start_site(clock, desk=Desk(absent_s=45))
    ana, bor = await site.agent("Ana"), await site.agent("Bor")
    await present(ana, "Ana", "Bor")
    ana.frames.clear()
    clock.turn(44)
    await ana.call("ping")
    clock.turn(2)
    await present(ana, "Ana")
    assert (await (await site.browser()).get("/api/widget/settings"))["agents_present"] is True
    await bor.call("ping")
    await present(ana, "Ana", "Bor")


async def test_who_closes_the_page_is_away_after_a_reloads_time(start_site: StartSite, clock: Hands) -> None:
    site = await start_site(clock)
    ana = await site.agent("Ana")
    bor = await site.agent("Bor")
    await present(ana, "Ana", "Bor")
    ana.frames.clear()
    await bor.close()
    await ana.call("ping")
    clock.turn(6)
    await present(ana, "Ana")


async def test_typing_is_told_to_the_other_side_only(site: Site) -> None:
    maja, agent = await site.contact(), await site.agent()
    await maja.ask("where is my order")
    stream = f"conversation:{maja.conversation}"
    await maja.subscribe(stream)
    await agent.subscribe(stream)
    await agent.call("typing", conversation=maja.conversation)
    frame = await maja.until(lambda frame: frame["type"] == "typing")
    assert frame["author"] == {"kind": "agent", "id": agent.me["id"], "name": "Ana"}
    await maja.call("typing", conversation=maja.conversation)
    frame = await agent.until(lambda frame: frame["type"] == "typing")
    assert frame["author"]["kind"] == "contact"
    await maja.call("ping")
    assert not any(frame["type"] == "typing" for frame in maja.frames)


# -- who does not read ---------------------------------------------------------------------------


async def deaf_socket(site: Site, token: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A contact who says hello and then reads nothing: what comes fills the buffers of this machine."""
    reader, writer = await asyncio.open_connection("127.0.0.1", site.port, limit=1024)
    writer.write(
        b"GET /socket HTTP/1.1\r\nHost: heard.test\r\nOrigin: http://heard.test\r\nConnection: Upgrade\r\n"
        b"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )
    await reader.readuntil(b"\r\n\r\n")
    writer.write(text_frame({"type": "hello", "id": 1, "as": "contact", "token": token}))
    return reader, writer


def text_frame(frame: dict[str, object]) -> bytes:
    """RFC 6455, 5.2: final, text, masked with zeros, at most 125 bytes or with a length of two bytes."""
    data = json.dumps(frame).encode()
    length = bytes([0x80 | len(data)]) if len(data) < 126 else bytes([0x80 | 126]) + len(data).to_bytes(2, "big")
    return b"\x81" + length + bytes(4) + data


async def test_a_reader_that_does_not_read_is_cut_and_harms_nobody(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_module, "MOST_WAITING_BYTES", 1024 * 1024)
    monkeypatch.setattr(connection_module, "CLOSE_S", 0.1)
    maja, tone = await site.contact(), await site.contact()
    for n in range(20):
        await maja.ask(f"{n} " + "😀" * 3900)
    reader, writer = await deaf_socket(site, maja.me["token"])
    for n in range(60):  # each is answered with a third of a megabyte
        fields = {"conversation": maja.conversation, "before": 9999, "limit": 200}
        writer.write(text_frame({"type": "earlier", "id": 2 + n, **fields}))
    with capture_logs() as logs:
        async with asyncio.TaskGroup() as group:
            cut = group.create_task(until(lambda: any(line["event"] == "slow_reader" for line in logs)))
            waits = [await timed(tone.call("ping")) for _ in range(60)]
        assert cut.result()
    assert max(waits) < 10  # the deaf reader goes on being deaf for as long as it is let
    with suppress(ConnectionError):  # the rest of what had left already, then the end
        async with asyncio.timeout(30):
            while await reader.read(1024 * 1024):
                pass
    writer.close()


async def timed(work: Awaitable[object]) -> float:
    """Seconds."""
    began = time.monotonic()
    await work
    return time.monotonic() - began


async def test_a_server_that_stops_says_so(tmp_path: Path) -> None:
    """Clients of a restart come back by themselves."""
    config = Config(server=Server(port=0, public_url=ORIGIN), data=Data(folder=str(tmp_path)))
    async with AsyncExitStack() as later, asyncio.TaskGroup() as group:
        async with running(config) as started:
            page = await later.enter_async_context(browser(started.port, ORIGIN))
            customer = await page.contact()
            closing = group.create_task(customer.closes())
        assert await closing == aiohttp.WSCloseCode.SERVICE_RESTART
        assert [frame["code"] for frame in customer.frames if frame["type"] == "ended"] == ["unavailable"]
