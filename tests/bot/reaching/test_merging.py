"""Two conversations of one customer become one; nothing that was acknowledged is lost or said twice."""

import asyncio
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.desk.reaching.merging import Side, goes_on
from bot.errors import HeardError, Stale, Taken
from bot.journeys.identity import Identity, signature
from bot.model import CallCard, CallState, Message, Notice, OwnerKind, RatingCard
from bot.store import conversations, identities
from bot.store import settings as kept
from bot.store.engine import Tx
from bot.web import snapshots
from tests.bot.conftest import Customer, Floor, floor_at
from tests.fakes.clock import Hands
from tests.fakes.shop import PROMPT

NOON = 1_763_726_400_000  # 2025-11-21 12:00 UTC
SECRET = "s" * 43


async def sign_in(floor: Floor, device: Customer) -> Any:
    """The device's page says hello again, signed."""
    await floor.shop.engine.write(
        lambda tx: kept.put(tx, "identity", Identity(secret=SECRET, made_at=NOON), None, NOON)
    )
    who = await floor.shop.engine.read(lambda tx: identities.present(tx, device.sender.contact))
    at_s = floor.clock() // 1000
    return await floor.desk.identify(who, "4711", at_s, signature(SECRET, "4711", at_s))


async def two_signed_in(floor: Floor) -> tuple[Customer, Customer]:
    """The first is signed in, the second is not yet."""
    home, phone = await floor.customer(), await floor.customer()
    await home.ask("where is my order")
    await sign_in(floor, home)
    return home, phone


async def seen(floor: Floor, device: Customer) -> tuple[str | None, list[Message]]:
    """What a page shows: the conversation in which the customer goes on, with all that is a part of it."""

    def work(tx: Tx) -> tuple[str | None, list[Message]]:
        who = identities.present(tx, device.sender.contact)
        standing = conversations.of_contact(tx, who, device.sender.channel)
        if standing is None:
            return None, []
        here = standing.conversation.id
        state = snapshots.conversation(tx, here)
        parts = [snapshots.conversation(tx, former) for former in state["former"]]
        return here, sorted((message for part in (*parts, state) for message in part["messages"]), key=lambda it: it.at)

    return await floor.shop.engine.read(work)


async def notices(floor: Floor, device: Customer) -> list[str]:
    _, messages = await seen(floor, device)
    return [message.body.code for message in messages if isinstance(message.body, Notice)]


# -- which goes on -----------------------------------------------------------------

NOBODY, BOT, LINE, AGENT = OwnerKind.NOBODY, OwnerKind.BOT, OwnerKind.LINE, OwnerKind.AGENT


@pytest.mark.parametrize(
    ("own", "other", "first"),
    [
        (Side(NOBODY, 1), Side(NOBODY, 9), True),
        (Side(NOBODY, 9), Side(BOT, 1), False),
        (Side(BOT, 1), Side(BOT, 9), False),
        (Side(BOT, 9), Side(LINE, 1, 1), False),
        (Side(LINE, 9, 5), Side(LINE, 1, 6), True),
        (Side(LINE, 9, 7), Side(LINE, 1, 6), False),
        (Side(AGENT, 1), Side(LINE, 9, 1), True),
        (Side(AGENT, 1), Side(AGENT, 9), False),
        (Side(AGENT, 9), Side(BOT, 1, called=True), False),
        (Side(AGENT, 1, offered=True), Side(AGENT, 9), True),
        (Side(AGENT, 1, offered=True), Side(AGENT, 1, called=True), False),
    ],
)
def test_what_must_not_be_torn_off_goes_on(own: Side, other: Side, first: bool) -> None:
    assert goes_on(own, other) is first


# -- what becomes of it --------------------------------------------------------------


async def test_both_devices_read_and_write_one_conversation(floor: Floor) -> None:
    home, phone = await two_signed_in(floor)
    floor.clock.turn(60)
    written = await phone.ask("how do I return an item")
    known = await sign_in(floor, phone)
    assert (known.contact, known.token, known.later) == (home.sender.contact, None, False)
    assert await seen(floor, home) == await seen(floor, phone)
    here, messages = await seen(floor, home)
    assert here == written, "what was said last goes on"
    assert {"where is my order", "how do I return an item"} <= {
        getattr(message.body, "text", "") for message in messages
    }
    assert await notices(floor, home) == ["signed_in"]
    receipts = [await floor.desk.receive(device.sender, f"after {device}", "and now?") for device in (home, phone)]
    assert {receipt.conversation for receipt in receipts} == {here}, "an old tab writes there too"


async def test_what_was_sent_before_and_not_acknowledged_is_said_once(floor: Floor) -> None:
    home, phone = await two_signed_in(floor)
    await floor.desk.receive(phone.sender, "lost", "is anybody there")
    await sign_in(floor, phone)
    receipt = await floor.desk.receive(phone.sender, "lost", "is anybody there")
    here, messages = await seen(floor, home)
    assert receipt.conversation == here
    assert [message.client_message_id for message in messages].count("lost") == 1


async def test_the_bot_still_replies_to_what_it_owed(tmp_path: Path) -> None:
    async with floor_at(tmp_path / "heard.sqlite", Hands(NOON), replace(PROMPT, burst_s=2.0)) as floor:
        home, phone = await two_signed_in(floor)
        await floor.desk.receive(phone.sender, "p1", "how do I return an item")
        floor.clock.turn(1)
        await floor.desk.receive(home.sender, "h1", "thanks")
        await sign_in(floor, phone)
        floor.clock.turn(60)
        here, messages = await seen(floor, home)
        assert here is not None
        assert [it.client_message_id for it in messages].count("p1") == 1
        await floor.desk.catch_up(here)
        _, messages = await seen(floor, phone)
        assert "return-item" in {getattr(it.body, "article", None) for it in messages}


async def test_a_place_in_the_line_is_kept(floor: Floor) -> None:
    home, phone = await two_signed_in(floor)
    floor.clock.turn(60)
    await floor.desk.person(phone.sender)
    waits_since = floor.clock()
    waiting = (await phone.conversation()).id
    other = await floor.customer()
    floor.clock.turn(60)
    await floor.desk.person(other.sender)
    await floor.desk.receive(home.sender, "h2", "hello again")
    floor.clock.turn(60)
    await sign_in(floor, phone)
    assert (await floor.line())[0] == (waiting, waits_since)
    assert (await seen(floor, home))[0] == waiting


async def test_of_two_places_in_the_line_the_earlier_one_counts(floor: Floor) -> None:
    home, phone = await two_signed_in(floor)
    await floor.desk.person(home.sender)
    first = floor.clock()
    floor.clock.turn(60)
    await floor.desk.person(phone.sender)
    await sign_in(floor, phone)
    assert await floor.line() == [((await seen(floor, home))[0], first)]


async def test_an_agent_goes_on_where_they_are_and_is_told(floor: Floor) -> None:
    home, phone = await two_signed_in(floor)
    conversation, fence = await floor.taken(phone)
    await sign_in(floor, phone)
    await floor.desk.reply(floor.ana, conversation, fence, "r1", text="I am here", article=None)
    here, messages = await seen(floor, home)
    assert here == conversation
    assert messages[-1].body.text == "I am here"
    assert "signed_in" in await notices(floor, home)


async def test_of_two_agents_the_other_is_sent_to_where_it_goes_on(floor: Floor) -> None:
    home, phone = await two_signed_in(floor)
    mine = await floor.taken(home, floor.ana)
    await floor.desk.note(floor.ana, mine[0], "n1", "has called twice")
    floor.clock.turn(60)
    theirs, _ = await floor.taken(phone, floor.bor)
    await sign_in(floor, phone)
    with pytest.raises(Stale) as refused:
        await floor.desk.reply(floor.ana, *mine, "r1", text="I am here", article=None)
    assert refused.value.data["conversation"] == theirs
    with pytest.raises(Taken):
        await floor.desk.take(floor.ana, theirs)
    told = await floor.shop.engine.read(lambda tx: snapshots.snapshot(tx, f"inside:{theirs}").state["notes"])
    assert [(note.text, note.author.id) for note in told] == [("has called twice", floor.ana.id)]


async def test_who_is_in_a_call_becomes_the_customer_after_it(floor: Floor) -> None:
    home, phone = await two_signed_in(floor)
    conversation, fence = await floor.taken(phone)
    room = await floor.calls.start(floor.ana, conversation, fence, "video")
    await floor.come(phone.caller, room)
    assert (await sign_in(floor, phone)).later
    assert (await phone.card()).ended_at is None
    await floor.calls.end(phone.caller, room)
    assert not (await sign_in(floor, phone)).later
    assert (await seen(floor, home))[0] == conversation


async def test_a_call_that_runs_in_the_customers_conversation_goes_on(floor: Floor) -> None:
    home, phone = await two_signed_in(floor)
    conversation, fence = await floor.taken(home)
    room = await floor.calls.start(floor.ana, conversation, fence, "video")
    await floor.come(home.caller, room)
    floor.clock.turn(60)
    await floor.taken(phone, floor.bor)
    await sign_in(floor, phone)
    here, messages = await seen(floor, phone)
    assert here == conversation
    assert [it.body.state for it in messages if isinstance(it.body, CallCard)] == [CallState.OFFERED]


async def test_a_card_that_was_open_is_rated_on_either_device(floor: Floor) -> None:
    home, phone = await two_signed_in(floor)
    await phone.ask("how do I return an item")
    await floor.desk.solved(phone.sender)
    await sign_in(floor, phone)
    _, messages = await seen(floor, home)
    (card,) = [message.body for message in messages if isinstance(message.body, RatingCard)]
    await floor.desk.rate(home.sender, card.request, 4)
    _, messages = await seen(floor, phone)
    assert [it.body.value for it in messages if isinstance(it.body, RatingCard)] == [4]


# -- whatever the order ----------------------------------------------------------------


@dataclass
class Story:
    """Three browsers of one customer and two agents, and what each was told to be on disk."""

    floor: Floor
    devices: list[Customer]
    acknowledged: Counter[str] = field(default_factory=Counter)
    sent: list[tuple[Customer, str]] = field(default_factory=list)

    async def send(self, who: int) -> None:
        name = f"m{len(self.sent)}"
        self.sent.append((self.devices[who], name))
        await self.floor.desk.receive(self.devices[who].sender, name, f"words {name}")
        self.acknowledged[name] = 1

    async def again(self, who: int) -> None:
        """A device did not hear that its last message is on disk."""
        mine = [name for device, name in self.sent if device is self.devices[who]]
        if mine:
            await self.floor.desk.receive(self.devices[who].sender, mine[-1], f"words {mine[-1]}")

    async def sign(self, who: int) -> None:
        await sign_in(self.floor, self.devices[who])

    async def person(self, who: int) -> None:
        await self.floor.desk.person(self.devices[who].sender)

    async def reply(self, who: int) -> None:
        agent = (self.floor.ana, self.floor.bor)[who % 2]
        here, _ = await seen(self.floor, self.devices[who])
        if here is None:
            return
        name = f"r{sum(self.acknowledged.values())}.{who}"
        with suppress(HeardError):
            fence = await self.floor.desk.take(agent, here)
            await self.floor.desk.reply(agent, here, fence, name, text=f"words {name}", article=None)
            self.acknowledged[name] = 1

    async def hand_back(self, who: int) -> None:
        agent = (self.floor.ana, self.floor.bor)[who % 2]
        here, _ = await seen(self.floor, self.devices[who])
        with suppress(HeardError):
            if here is not None:
                await self.floor.desk.hand_back(agent, here, await self.floor.desk.take(agent, here))

    async def solve(self, who: int) -> None:
        with suppress(HeardError):
            await self.floor.desk.solved(self.devices[who].sender)


VERBS = ("send", "send", "send", "again", "sign", "sign", "person", "reply", "reply", "hand_back", "solve")


@given(
    st.sampled_from((0.0, 2.0)),
    st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 2), st.sampled_from((0, 0, 5))), max_size=20),
)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_order_each_message_is_seen_once_by_all(burst_s: float, steps: list[tuple[str, int, int]]) -> None:
    async def run() -> None:
        with tempfile.TemporaryDirectory() as folder:
            async with floor_at(Path(folder) / "heard.sqlite", Hands(NOON), replace(PROMPT, burst_s=burst_s)) as floor:
                story = Story(floor, [await floor.customer() for _ in range(3)])
                for verb, who, seconds in steps:
                    floor.clock.turn(seconds)
                    await getattr(story, verb)(who)
                for who in range(3):
                    await story.sign(who)
                for device, name in story.sent:  # as if none had heard that it is on disk
                    await floor.desk.receive(device.sender, name, f"words {name}")
                pages = [await seen(floor, device) for device in story.devices]
                assert pages[0] == pages[1] == pages[2], "one customer sees the same everywhere"
                ids = Counter(message.client_message_id for message in pages[0][1])
                assert {name: ids[name] for name in story.acknowledged} == dict(story.acknowledged)
                rows = await floor.shop.rows("SELECT continues_in, owner, reply_from FROM conversations")
                assert sum(row["continues_in"] is None for row in rows) <= 1
                left = [(row["owner"], row["reply_from"]) for row in rows if row["continues_in"]]
                assert set(left) <= {("nobody", None)}, "nobody waits where nothing is said any more"

    asyncio.run(run())
