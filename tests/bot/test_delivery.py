"""What leaves: in order, paced, tried again, never silently lost. The far side is scripted, time turned by hand."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.channels.base import Refused, RetryLater, Undelivered, Unsure
from bot.delivery import GAVE_UP, MAYBE, MAYBE_TWICE, PATIENCE_MS, Delivery, judge, pause_ms
from bot.desk import Sender
from bot.model import (
    Author,
    AuthorKind,
    CallCard,
    CallState,
    Channel,
    DeliveryState,
    Message,
    Notice,
    Person,
    RatingCard,
    Text,
)
from bot.store.outbox import Parcel
from tests.fakes.clock import Hands
from tests.fakes.shop import Shop, shop, until

START = 1_700_043_200_000  # by day: at night nobody is asked who is gone


class FarSide:
    """A channel that does what `trouble` says, and notes what arrived and when."""

    name = Channel.TELEGRAM

    def __init__(self, clock: Hands) -> None:
        self.clock = clock
        self.arrived: list[tuple[str, str]] = []  # address, text
        self.at: list[tuple[int, str]] = []  # of every call
        self.trouble: dict[str, list[Undelivered]] = {}
        self.hang: set[str] = set()
        self.parts: list[int] = []
        self.links: list[str | None] = []

    async def send(self, address: str, message: Message, language: str, link: str | None, parts: int) -> str:
        self.at.append((self.clock(), address))
        self.parts.append(parts)
        self.links.append(link)
        if address in self.hang:
            await asyncio.Event().wait()
        if trouble := self.trouble.get(address):
            raise trouble.pop(0)
        body = message.body
        self.arrived.append((address, body.text if isinstance(body, Text) else type(body).__name__))
        return f"{address}-{message.seq}"

    async def edit(self, address: str, provider_id: str, message: Message, language: str) -> None:
        self.at.append((self.clock(), address))
        self.arrived.append((address, f"edit {provider_id}"))

    async def prompt(self, address: str, provider_id: str, message: Message, language: str) -> str:
        self.arrived.append((address, f"prompt {provider_id}"))
        return "prompt"


class Office:
    """A shop with agents who write to customers on Telegram, and a delivery that moves when it is told to."""

    def __init__(self, here: Shop, far: FarSide, hands: Hands) -> None:
        self.shop = here
        self.far = far
        self.hands = hands
        self.delivery = Delivery(here.engine, here.desk, [far], clock=hands, jitter=lambda: 0.0)
        self.senders: dict[str, tuple[Sender, str, int]] = {}

    async def customer(self, address: str) -> str:
        """Who waits for a person, and gets one; what came of that has been delivered."""
        sender = await self.shop.desk.sender(Channel.TELEGRAM, address, name="Maja", language="en")
        conversation = await self.shop.desk.person(sender)
        fence = await self.shop.desk.take(self.shop.agent, conversation)
        self.senders[address] = (sender, conversation, fence)
        await self.shop.engine.write(lambda tx: tx.execute("DELETE FROM outbox"))
        return conversation

    async def write(self, address: str, text: str) -> int:
        _, conversation, fence = self.senders[address]
        ident = f"{address}-{text}"
        receipt = await self.shop.desk.reply(self.shop.agent, conversation, fence, ident, text=text, article=None)
        return receipt.seq

    async def run(self, until_s: float = 0.0, stride_s: float = 0.001) -> None:
        """Lets everything happen that happens in so many seconds from now; looks every `stride_s` at most."""
        end = self.hands.at + int(until_s * 1000)
        while True:
            wait_s = await self.delivery.step()
            await self.quiet()
            if self.delivery._woken.is_set():
                self.delivery._woken.clear()
                continue
            if self.hands.at >= end:
                return
            self.hands.at = min(end, self.hands.at + int(max(wait_s, stride_s) * 1000))

    async def quiet(self) -> None:
        await until(lambda: not self.delivery._under_way)

    async def shown(self, address: str, seq: int) -> tuple[DeliveryState | None, str | None]:
        message = await self.shop.desk.message(self.senders[address][1], seq)
        return message.delivery, message.problem


@asynccontextmanager
async def opened(path: Path, hands: Hands, far: FarSide | None = None) -> AsyncIterator[Office]:
    async with shop(path, hands) as here:
        office = Office(here, far or FarSide(hands), hands)
        yield office
        await office.delivery._tasks.aclose()


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with opened(tmp_path / "heard.sqlite", Hands(START)) as office:
        yield office


async def test_what_arrived_is_shown_as_sent(office: Office) -> None:
    await office.customer("1")
    seq = await office.write("1", "hello")
    assert await office.shown("1", seq) == (DeliveryState.PENDING, None)
    await office.run()
    assert office.far.arrived == [("1", "hello")]
    assert await office.shown("1", seq) == (DeliveryState.SENT, None)


async def test_order_is_kept_through_trouble_and_other_chats_go_on(office: Office) -> None:
    for address in ("1", "2"):
        await office.customer(address)
    office.far.trouble["1"] = [RetryLater(), RetryLater()]
    for number in range(3):
        await office.write("1", f"a{number}")
        await office.write("2", f"b{number}")
    await office.run()
    assert office.far.arrived == [("2", "b0"), ("2", "b1"), ("2", "b2")]
    await office.run(20)
    assert [text for address, text in office.far.arrived if address == "1"] == ["a0", "a1", "a2"]


async def test_a_pause_that_is_asked_for_is_kept(office: Office) -> None:
    await office.customer("1")
    office.far.trouble["1"] = [RetryLater(7.0)]
    await office.write("1", "hello")
    await office.run(6.9)
    assert office.far.arrived == [] and len(office.far.at) == 1
    await office.run(2)
    assert office.far.arrived == [("1", "hello")]
    assert office.far.at[1][0] - office.far.at[0][0] >= 7_000


async def test_when_two_chats_are_told_to_wait_all_do(office: Office) -> None:
    for address in ("1", "2", "3"):
        await office.customer(address)
        office.far.trouble[address] = [RetryLater(5.0)] if address != "3" else []
    await office.write("1", "a")
    await office.write("2", "b")
    await office.run()
    await office.write("3", "c")
    await office.run(4)
    assert office.far.arrived == []
    await office.run(3)
    assert sorted(text for _, text in office.far.arrived) == ["a", "b", "c"]


async def test_one_a_second_in_a_chat_and_thirty_in_all(office: Office) -> None:
    for number in range(50):
        await office.customer(str(number))
    for number in range(50):
        for text in "abcdef":
            await office.write(str(number), text)
    await office.run(30)
    assert len(office.far.arrived) == 300
    times = sorted(office.far.at)
    for at, _ in times:
        within = [whose for when, whose in times if at <= when < at + 1000]
        assert len(within) <= 30
        assert max(within.count(whose) for whose in within) <= 4  # three at once, and the next a second later
    for number in range(50):
        assert [text for address, text in office.far.arrived if address == str(number)] == list("abcdef")


async def test_a_refusal_is_shown_with_its_reason_and_can_be_sent_again(office: Office) -> None:
    conversation = await office.customer("1")
    office.far.trouble["1"] = [Refused("The customer has blocked the bot on Telegram.")]
    seq = await office.write("1", "hello")
    await office.write("1", "second")
    await office.run()
    assert await office.shown("1", seq) == (DeliveryState.FAILED, "The customer has blocked the bot on Telegram.")
    assert office.far.arrived == [("1", "second")]
    await office.shop.desk.retry(conversation, seq)
    await office.run(2)
    assert office.far.arrived == [("1", "second"), ("1", "hello")]
    assert await office.shown("1", seq) == (DeliveryState.SENT, None)


async def test_after_a_day_it_is_given_up_and_said(office: Office) -> None:
    await office.customer("1")
    office.far.trouble["1"] = [RetryLater() for _ in range(1000)]
    seq = await office.write("1", "hello")
    await office.run(PATIENCE_MS / 1000 + 400, stride_s=10)
    assert await office.shown("1", seq) == (DeliveryState.FAILED, GAVE_UP)
    assert 280 < len(office.far.at) < 310  # every five minutes, after a quick start


async def test_what_a_person_wrote_goes_once_more_when_nobody_knows(office: Office) -> None:
    await office.customer("1")
    office.far.trouble["1"] = [Unsure()]
    seq = await office.write("1", "hello")
    await office.run(3)
    assert office.far.arrived == [("1", "hello")] and len(office.far.at) == 2
    assert await office.shown("1", seq) == (DeliveryState.SENT, MAYBE_TWICE)


async def test_but_not_a_third_time(office: Office) -> None:
    await office.customer("1")
    office.far.trouble["1"] = [Unsure(), Unsure(), Unsure()]
    seq = await office.write("1", "hello")
    await office.run(10)
    assert len(office.far.at) == 2
    assert await office.shown("1", seq) == (DeliveryState.UNCERTAIN, MAYBE)


async def test_a_rating_request_is_not_sent_twice(office: Office) -> None:
    conversation = await office.customer("1")
    await office.shop.desk.resolve(office.shop.agent, conversation, office.senders["1"][2])
    office.far.trouble["1"] = [Unsure(), Unsure()]
    await office.run(10)
    assert len(office.far.at) == 2  # the notice and the request
    assert office.far.arrived == []
    rows = await office.shop.rows("SELECT DISTINCT state FROM outbox")
    assert [row["state"] for row in rows] == ["uncertain"]


async def test_a_crash_while_sending_is_recognised(tmp_path: Path) -> None:
    path, hands = tmp_path / "heard.sqlite", Hands(START)
    async with opened(path, hands) as first:
        conversation = await first.customer("1")
        first.far.hang.add("1")
        seq = await first.write("1", "hello")
        await first.delivery.step()
        await until(lambda: first.far.at)
        senders = first.senders
    async with opened(path, hands) as second:
        second.senders = senders
        await second.delivery.start()
        await second.run(3)
        assert second.far.arrived == [("1", "hello")]
        assert await second.shown("1", seq) == (DeliveryState.SENT, MAYBE_TWICE)
        assert conversation == senders["1"][1]


async def test_what_was_sent_before_a_crash_but_not_yet_shown_so_is_shown_after_it(tmp_path: Path) -> None:
    path, hands = tmp_path / "heard.sqlite", Hands(START)
    async with opened(path, hands) as first:
        await first.customer("1")
        seq = await first.write("1", "hello")
        await first.shop.engine.write(lambda tx: tx.execute("UPDATE outbox SET state = 'sent', provider_id = 'x'"))
        senders = first.senders
    async with opened(path, hands) as second:
        second.senders = senders
        await second.delivery.start()
        assert await second.shown("1", seq) == (DeliveryState.SENT, None)
        assert second.far.at == []


async def test_what_is_under_way_may_arrive_before_we_stop(tmp_path: Path) -> None:
    async with opened(tmp_path / "heard.sqlite", Hands(START)) as office:
        await office.delivery.start()
        await office.customer("1")
        seq = await office.write("1", "hello")
        office.delivery.wake()
        await until(lambda: office.far.at)
        await office.delivery.aclose()
        assert await office.shown("1", seq) == (DeliveryState.SENT, None)


async def test_a_change_before_sending_is_sent_as_part_of_it(office: Office) -> None:
    await office.customer("1")
    sender, conversation, fence = office.senders["1"]
    await office.shop.desk.resolve(office.shop.agent, conversation, fence)
    (row,) = await office.shop.rows("SELECT id, seq FROM rating_requests")
    await office.shop.desk.rate(sender, row["id"], 4, None)
    await office.run(5)
    assert [text for _, text in office.far.arrived] == ["Notice", "RatingCard"]
    for value in (3, 2, 1):
        await office.shop.desk.rate(sender, row["id"], value, None)
    await office.run(5)
    assert [text for _, text in office.far.arrived[2:]] == [f"edit 1-{row['seq']}"]


async def test_pieces_that_arrived_are_not_sent_again(office: Office) -> None:
    await office.customer("1")
    halfway = RetryLater()
    halfway.parts = 2
    office.far.trouble["1"] = [halfway]
    await office.write("1", "hello")
    await office.run(5)
    assert office.far.parts == [0, 2]


async def test_a_secret_link_is_kept_until_it_has_left_and_no_longer(office: Office) -> None:
    await office.customer("1")
    office.far.trouble["1"] = [RetryLater()]
    await office.write("1", "join me")
    await office.shop.engine.write(lambda tx: tx.execute("UPDATE outbox SET link = 'https://secret'"))
    await office.run(3)
    assert office.far.links == ["https://secret", "https://secret"]
    assert await office.shop.rows("SELECT link FROM outbox") == [{"link": None}]


async def test_a_channel_that_breaks_is_not_silent(office: Office) -> None:
    await office.customer("1")
    office.far.trouble["1"] = [ValueError("bug")]
    seq = await office.write("1", "hello")
    await office.run()
    state, problem = await office.shown("1", seq)
    assert state is DeliveryState.FAILED and problem


# -- the decision alone -----------------------------------------------------------------


def parcel(deed: str = "send", **fields: int) -> Parcel:
    known = {"position": 1, "seq": 1, "tries": 0, "unsure": 0, "parts": 0, "at": START} | fields
    return Parcel(
        channel=Channel.TELEGRAM, address="1", conversation="v", deed=deed, link=None, **known
    )  # fmt: skip


def message(body: object) -> Message:
    return Message(seq=1, episode=1, at=START, author=Author(kind=AuthorKind.SYSTEM), body=body)


CALL = CallCard(room="r", state=CallState.OFFERED, by=Person(id="a", name="Ana"), expires_at=START)


@pytest.mark.parametrize(
    ("deed", "body", "state"),
    [
        ("send", Text(text="x"), "pending"),
        ("send", Notice(code="queued"), "uncertain"),
        ("send", RatingCard(request="q", text="?"), "uncertain"),
        ("send", CALL, "uncertain"),
        ("edit", RatingCard(request="q", text="?"), "pending"),
        ("prompt", RatingCard(request="q", text="?"), "uncertain"),
    ],
)
def test_only_what_somebody_waits_for_is_doubled(deed: str, body: object, state: str) -> None:
    assert judge(parcel(deed), message(body), Unsure(), START, 0.0).outcome.state == state


def test_pauses_double_up_to_five_minutes() -> None:
    assert [pause_ms(tries, 0.0) for tries in (1, 2, 3, 9, 10, 400)] == [1000, 2000, 4000, 256_000, 300_000, 300_000]
    assert pause_ms(3, 1.0) == 2000


def test_being_told_to_wait_does_not_count_as_a_try() -> None:
    outcome = judge(parcel(tries=3), message(Text(text="x")), RetryLater(10), START, 0.5).outcome
    assert (outcome.state, outcome.tries, outcome.at) == ("pending", 3, START + 10_500)


def test_the_telegram_library_is_loaded_only_where_it_is_used() -> None:
    loaded = "import sys, bot.app; sys.exit('telegram' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], cwd=Path(__file__).parents[2], timeout=60).returncode == 0
