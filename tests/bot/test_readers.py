"""Whoever reads events has what whoever starts anew has: snapshot(k) and the events after it give snapshot(n)."""

import asyncio
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.calls import Caller
from bot.desk.knowing import Knowing
from bot.errors import HeardError
from bot.events import Recorded
from bot.model import ArticleReply, CallCheck, CallState, RatingCard
from bot.store import log
from bot.web.snapshots import snapshot
from tests.bot.conftest import Customer, Floor, floor_at
from tests.fakes.clock import Hands
from webrtc.room import Connected, Ended, Left, SharingChanged

State = dict[str, Any]

# -- what a reader does with an event ----------------------------------------------------


def conversation_after(state: State, at: int, event: State) -> State:
    match event:
        case {"kind": "message", "message": message}:
            return {**state, "messages": [*state["messages"], message], "last_at": message["at"]}
        case {"kind": "changed", "message": message}:
            return {**state, "messages": [message if it["seq"] == message["seq"] else it for it in state["messages"]]}
        case {"kind": "owner", "owner": owner, "fence": fence, "episode": episode}:
            opened_at = at if episode != state["episode"] else state["opened_at"]
            return {**state, "owner": owner, "fence": fence, "episode": episode, "opened_at": opened_at}
        case {"kind": "language", "language": language}:
            return {**state, "language": language}
        case {"kind": "contact", "contact": contact}:
            return {**state, "contact": contact}
    raise AssertionError(f"nobody knows {event}")


def inside_after(state: State, at: int, event: State) -> State:
    match event:
        case {"kind": "note", "note": note}:
            return {**state, "notes": [*state["notes"], note]}
        case {"kind": "traits", "traits": traits}:
            return {**state, "traits": traits}
        case {"kind": ("ranked" | "listened") as kind, **told}:
            return {**state, kind: [*state[kind], told]}
    raise AssertionError(f"nobody knows {event}")


def line_after(state: State, at: int, event: State) -> State:
    assert event["kind"] == "summary"
    others = [it for it in state["conversations"] if it["id"] != event["summary"]["id"]]
    return {"conversations": [*others, event["summary"]]}


FOLDS: dict[str, Callable[[State, int, State], State]] = {
    "conversation": conversation_after,
    "inside": inside_after,
    "line": line_after,
}


def after(stream: str, state: State, events: Sequence[Recorded]) -> State:
    fold = FOLDS[stream.partition(":")[0]]
    for event in events:
        state = fold(state, event.at, msgspec.json.decode(event.body))
    return state


def comparable(stream: str, state: State) -> Any:
    """The line is read as a set; of what the bot has, it tells no more than that the bot has it."""
    if stream != "line":
        return state
    return {
        it["id"]: {**it, "excerpt": None, "last_at": None} if it["owner"]["kind"] == "bot" else it
        for it in state["conversations"]
    }


# -- a day at the desk ---------------------------------------------------------------------

QUESTIONS = ("where is my order", "kje je moje naročilo", "return something", "xyzzy", "thanks", "human")


class Day:
    """Two customers, two agents, and whatever they do. What is not allowed changes nothing."""

    def __init__(self, floor: Floor, customers: Sequence[Customer]) -> None:
        self.floor = floor
        self.desk = floor.desk
        self.knowing = Knowing(floor.shop.ground)
        self.customers = customers
        self.count = 0
        self.started: dict[str, dict[int, State]] = {}

    async def do(self, verb: str, who: int, number: int) -> None:
        self.count += 1
        self.floor.clock.turn(number)
        customer, agent = self.customers[who % 2], (self.floor.ana, self.floor.bor)[number % 2]
        work = getattr(self, f"_{verb}")
        with suppress(HeardError, LookupError):
            await work(customer, agent, number)

    async def _held(self, customer: Customer) -> tuple[str, int]:
        it = await customer.conversation()
        return it.id, it.fence

    async def _ask(self, customer: Customer, agent: Any, number: int) -> None:
        await customer.ask(QUESTIONS[number % len(QUESTIONS)])

    async def _choose(self, customer: Customer, agent: Any, number: int) -> None:
        await self.desk.choose(
            customer.sender, f"c{self.count}", ("return-item", "return-gift")[number % 2], "That one"
        )

    async def _photo(self, customer: Customer, agent: Any, number: int) -> None:
        await self.desk.receive_unsupported(customer.sender, f"p{self.count}", "photo", "look")

    async def _helped(self, customer: Customer, agent: Any, number: int) -> None:
        articles = [one for one in await customer.messages() if isinstance(one.body, ArticleReply)]
        await self.desk.helped(customer.sender, articles[-1].seq, number % 2 == 0)

    async def _person(self, customer: Customer, agent: Any, number: int) -> None:
        await self.desk.person(customer.sender)

    async def _leave_line(self, customer: Customer, agent: Any, number: int) -> None:
        await self.desk.leave_line(customer.sender)

    async def _solved(self, customer: Customer, agent: Any, number: int) -> None:
        await self.desk.solved(customer.sender)

    async def _rate(self, customer: Customer, agent: Any, number: int) -> None:
        cards = [body for body in await customer.bodies() if isinstance(body, RatingCard)]
        await self.desk.rate(customer.sender, cards[-1].request, 1 + number % 5, "fine" if number % 3 else None)

    async def _profile(self, customer: Customer, agent: Any, number: int) -> None:
        await self.desk.profile(customer.sender, name=f"Maja {number}", language=(None, "sl", "ru")[number % 3])

    async def _silence(self, customer: Customer, agent: Any, number: int) -> None:
        self.floor.clock.turn(600)
        await self.desk.fall_silent((await customer.conversation()).id)

    async def _take(self, customer: Customer, agent: Any, number: int) -> None:
        await self.desk.take(agent, (await customer.conversation()).id)

    async def _reply(self, customer: Customer, agent: Any, number: int) -> None:
        article = "return-item" if number % 3 == 0 else None
        text = None if article else "Hello"
        await self.desk.reply(agent, *await self._held(customer), f"r{self.count}", text=text, article=article)

    async def _note(self, customer: Customer, agent: Any, number: int) -> None:
        await self.desk.note(agent, (await customer.conversation()).id, f"n{self.count}", "Called before.")

    async def _label(self, customer: Customer, agent: Any, number: int) -> None:
        await self.knowing.label((await customer.conversation()).id, f"label {number // 2}", number % 2 == 0)

    async def _attribute(self, customer: Customer, agent: Any, number: int) -> None:
        await self.knowing.attribute((await customer.conversation()).id, "model", (None, "a1", "b2")[number % 3])

    async def _release(self, customer: Customer, agent: Any, number: int) -> None:
        await self.desk.release(agent, *await self._held(customer))

    async def _hand_back(self, customer: Customer, agent: Any, number: int) -> None:
        await self.desk.hand_back(agent, *await self._held(customer))

    async def _transfer(self, customer: Customer, agent: Any, number: int) -> None:
        other = self.floor.bor if agent == self.floor.ana else self.floor.ana
        await self.desk.transfer(agent, *await self._held(customer), other.id)

    async def _resolve(self, customer: Customer, agent: Any, number: int) -> None:
        await self.desk.resolve(agent, *await self._held(customer))

    async def _give_up(self, customer: Customer, agent: Any, number: int) -> None:
        await self.desk.give_up((await customer.conversation()).id, frozenset())

    async def _call(self, customer: Customer, agent: Any, number: int) -> None:
        await self.floor.calls.start(agent, *await self._held(customer))

    async def _call_asked(self, customer: Customer, agent: Any, number: int) -> None:
        self.floor.arrive(agent)
        await self.floor.calls.ask(customer.sender, ("video", "voice", "screen")[number % 3])

    async def _call_accepted(self, customer: Customer, agent: Any, number: int) -> None:
        conversation = (await customer.conversation()).id
        await self.floor.calls.accept(agent, conversation, (await customer.card()).room)

    async def _call_declined(self, customer: Customer, agent: Any, number: int) -> None:
        await self.floor.calls.decline(customer.caller, (await customer.card()).room)

    async def _call_missed(self, customer: Customer, agent: Any, number: int) -> None:
        card = await customer.card()
        if card.state in (CallState.RINGING, CallState.OFFERED):
            self.floor.clock.turn((card.expires_at - self.floor.clock()) // 1000)
        await self.floor.calls.miss(card.room)

    async def _call_back(self, customer: Customer, agent: Any, number: int) -> None:
        await self.floor.calls.call_back(customer.sender, "voice")

    async def _call_joined(self, customer: Customer, agent: Any, number: int) -> None:
        who = customer.caller if number % 2 else Caller(agent.id, "agent", agent.name)
        await self.floor.come(who, (await customer.card()).room)

    async def _call_helped(self, customer: Customer, agent: Any, number: int) -> None:
        """A colleague is asked in, or a manager listens, seen or not."""
        room, caller = (await customer.card()).room, Caller(agent.id, "agent", agent.name)
        if number % 3 == 0:
            other = self.floor.bor if agent == self.floor.ana else self.floor.ana
            self.floor.arrive(other)
            await self.floor.calls.bring(caller, room, other.id)
        else:
            self.floor.hide_supervision(number % 3 == 1)
            await self.floor.calls.listen(caller, room)
            await self.floor.come(caller, room)

    async def _call_checked(self, customer: Customer, agent: Any, number: int) -> None:
        room = (await customer.card()).room if number % 2 else None
        await self.floor.calls.check(customer.caller, room, CallCheck(at=0, microphone="granted", rtt_ms=number))

    async def _in_call(self, customer: Customer, agent: Any, number: int) -> None:
        room = (await customer.card()).room
        at, person = self.floor.clock(), customer.sender.contact
        events = (
            Left(room, agent.id, at, "lost"),
            SharingChanged(room, person, True, number % 2 == 0, True, at),
            Connected(room, at),
            Ended(room, at, "left"),
        )
        if number == 7:
            await self.floor.calls.end(customer.caller, room)
        else:
            await self.floor.calls.happened(events[number % 4])

    # -- what readers see

    async def look(self) -> None:
        """Everybody who might start reading now."""
        streams = ["line"]
        for row in await self.floor.shop.rows("SELECT id FROM conversations"):
            streams += [f"conversation:{row['id']}", f"inside:{row['id']}"]
        for stream in streams:
            found = await self.floor.shop.engine.read(partial(snapshot, stream=stream))
            self.started.setdefault(stream, {})[found.seq] = msgspec.json.decode(msgspec.json.encode(found.state))

    async def compare(self) -> None:
        for stream, states in self.started.items():
            now = max(states)
            for seq, state in states.items():
                events = await self.floor.shop.engine.read(
                    lambda tx, on=stream, seq=seq: log.after(tx, on, seq, 10_000)
                )
                assert [event.seq for event in events] == list(range(seq + 1, now + 1))
                assert comparable(stream, after(stream, state, events)) == comparable(stream, states[now]), stream


VERBS = [name[1:] for name in vars(Day) if name.startswith("_") and name[1] != "_" and name != "_held"]
deeds = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 1), st.integers(0, 11)), min_size=5, max_size=40)


async def live(day: Sequence[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with floor_at(Path(folder) / "heard.sqlite", Hands()) as floor:
            here = Day(floor, [await floor.customer(), await floor.customer(language="sl")])
            await here.look()
            for verb, who, number in day:
                await here.do(verb, who, number)
                await here.look()
            await here.compare()


@settings(max_examples=40)
@given(deeds)
def test_state_from_events_is_state_from_rows(day: list[tuple[str, int, int]]) -> None:
    asyncio.run(live(day))


async def test_a_whole_day_in_order() -> None:
    """Every verb where it is allowed, so that chance does not decide what is compared."""
    day = (
        "ask 0, ask 1, helped 1, profile 1, ask 2, choose 1, helped 0, rate 4, rate 3, photo 0, person 0, leave_line 0,"
        " person 0, profile 2, take 0, note 0, label 0, attribute 1, attribute 3, label 1, reply 2, reply 6,"
        " call 0, call_checked 0, call_joined 0, call_joined 1, in_call 2, in_call 4, call_helped 1, in_call 1,"
        " in_call 0, call_helped 6, call_checked 1, in_call 7, call 0, call_declined 0, call 0, call_missed 0,"
        " call_back 0, release 0, call_asked 0, call_accepted 0, in_call 7, resolve 0, call_asked 0, call_declined 0,"
        " call_asked 1, call_missed 0, call_back 0, take 0, release 0, take 1, transfer 1, hand_back 0, silence 0,"
        " take 0, ask 0, give_up 0, take 1, resolve 1, ask 0"
    )
    deeds = [deed.split() for deed in day.split(", ")]
    assert {verb for verb, _ in deeds} | {"solved"} == set(VERBS)
    await live([(verb, 0, int(number)) for verb, number in deeds])
