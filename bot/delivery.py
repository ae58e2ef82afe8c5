"""What leaves for other places: in order per address, paced, tried again, and never silently lost.

A parcel is `sending` on disk before its call goes out. A call whose end we do not hear of may have arrived: what a
person wrote or waits for is then sent once more, because a doubled reply beats a lost one; the rest is not.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

import structlog

from bot.channels.base import OutgoingChannel, Refused, RetryLater, Undelivered, Unsure
from bot.clock import DAY_MS, MINUTE_MS, Clock
from bot.desk import Desk
from bot.errors import NotFound, Unavailable
from bot.model import CallCard, DeliveryState, Message, Notice, RatingCard
from bot.pace import Pace
from bot.store import outbox
from bot.store.engine import Engine
from bot.store.outbox import Outcome, Parcel
from bot.tasks import Tasks

log = structlog.get_logger()

LOOK_S = 1.0  # what waits for its next try is found this late at most
MOST_UNDER_WAY = 20
MOST_DUE = 500
LONGEST_PAUSE_MS = 5 * MINUTE_MS
PATIENCE_MS = DAY_MS
LAST_SETTLED = 100  # more than can have been under way when a process ended
GRACE_S = 5.0  # for what is under way when we stop

OUR_FAULT = "Something went wrong here while it was being sent."
GAVE_UP = "It could not be sent for a whole day."
MAYBE = "The connection broke while it was being sent: it may have arrived, or not."
MAYBE_TWICE = "The connection broke while it was being sent, so it was sent again: it may be there twice."
GONE = "The message is no longer there."
NEVER_ARRIVED = "The message that this belongs to never arrived."
SHOWN = {"sent": DeliveryState.SENT, "uncertain": DeliveryState.UNCERTAIN, "failed": DeliveryState.FAILED}

Jitter = Callable[[], float]
"""0 to 1."""


@dataclass(frozen=True, slots=True)
class Verdict:
    outcome: Outcome
    problem: str | None = None  # for whoever wrote the message


class Delivery:
    def __init__(
        self,
        engine: Engine,
        desk: Desk,
        channels: Sequence[OutgoingChannel],
        *,
        clock: Clock,
        pace: Pace | None = None,
        jitter: Jitter = random.random,
    ) -> None:
        self._engine = engine
        self._desk = desk
        self._channels = {channel.name: channel for channel in channels}
        self._clock = clock
        self._pace = pace or Pace()
        self._tasks = Tasks()
        self._jitter = jitter
        self._under_way = 0
        self._woken = asyncio.Event()
        self._ended = asyncio.Event()  # nothing more is begun
        self._ended.set()
        self._closing = False

    async def start(self) -> None:
        """What was under way when the process ended is looked at first. Raises Unavailable."""
        for parcel in await self._engine.read(outbox.interrupted):
            message = await self._message(parcel)
            await self._settle(parcel, message, judge(parcel, message, Unsure(), self._clock(), self._jitter()))
        await self._tell_again()
        self._ended.clear()
        self._tasks.start(self._run(), name="delivery")

    def wake(self) -> None:
        """Something has been put into the outbox."""
        self._woken.set()

    async def aclose(self) -> None:
        """What is under way gets some seconds to arrive."""
        self._closing = True
        self._woken.set()
        with suppress(TimeoutError):
            async with asyncio.timeout(GRACE_S):
                await self._ended.wait()
                while self._under_way:
                    self._woken.clear()
                    await self._woken.wait()
        await self._tasks.aclose()

    # -- what may leave now ---------------------------------------------------------

    async def _run(self) -> None:
        while not self._closing:
            self._woken.clear()
            try:
                wait_s = await self.step()
            except Exception:
                log.exception("delivery_stumbled")
                wait_s = LOOK_S
            with suppress(TimeoutError):
                async with asyncio.timeout(0 if self._closing else wait_s):
                    await self._woken.wait()
        self._ended.set()

    async def step(self) -> float:
        """Sends off what may leave now. Seconds until another look is worth it."""
        free, now = MOST_UNDER_WAY - self._under_way, self._clock()
        if free <= 0:
            return LOOK_S
        due = await self._engine.read(lambda tx: outbox.due(tx, now, MOST_DUE))
        chosen, wait_ms = self._paced(due, free, now)
        if chosen:
            for parcel in await self._engine.write(lambda tx: outbox.claim(tx, chosen)):
                self._under_way += 1
                self._tasks.start(self._carry(parcel), name=f"deliver-{parcel.conversation}-{parcel.seq}")
        return wait_ms / 1000

    def _paced(self, due: Sequence[Parcel], free: int, now: int) -> tuple[list[Parcel], float]:
        chosen: list[Parcel] = []
        look_ms = LOOK_S * 1000
        for parcel in due:
            if len(chosen) == free:
                break
            if parcel.channel not in self._channels:
                continue
            whither = (parcel.channel, parcel.address)
            if wait_ms := self._pace.wait_ms(whither, now):
                look_ms = min(look_ms, wait_ms)
            else:
                self._pace.take(whither, now)
                chosen.append(parcel)
        return chosen, look_ms

    # -- one parcel -----------------------------------------------------------------

    async def _carry(self, parcel: Parcel) -> None:
        try:
            message = await self._message(parcel)
            verdict = await self._attempt(parcel, message)
            await self._settle(parcel, message, verdict)
        finally:
            self._under_way -= 1
            self._woken.set()

    async def _message(self, parcel: Parcel) -> Message | None:
        try:
            return await self._desk.message(parcel.conversation, parcel.seq)
        except NotFound:
            return None

    async def _attempt(self, parcel: Parcel, message: Message | None) -> Verdict:
        try:
            provider_id = await self._hand_over(parcel, message)
            return arrived(parcel, provider_id, self._clock())
        except Undelivered as error:
            now = self._clock()
            if isinstance(error, RetryLater) and error.after_s is not None:
                self._pace.limited((parcel.channel, parcel.address), int(error.after_s * 1000), now)
            return judge(parcel, message, error, now, self._jitter())
        except Exception:
            log.exception("delivery_broke", conversation=parcel.conversation, seq=parcel.seq, deed=parcel.deed)
            return judge(parcel, message, Refused(OUR_FAULT), self._clock(), self._jitter())

    async def _hand_over(self, parcel: Parcel, message: Message | None) -> str | None:
        """The far side's id of what was sent. Raises Undelivered."""
        if message is None:
            raise Refused(GONE)
        channel, language = self._channels[parcel.channel], parcel.language
        if parcel.deed == "send":
            return await channel.send(parcel.address, message, language, parcel.link, parcel.parts)
        if parcel.provider_id is None:
            raise Refused(NEVER_ARRIVED)
        if parcel.deed == "prompt":
            return await channel.prompt(parcel.address, parcel.provider_id, message, language)
        await channel.edit(parcel.address, parcel.provider_id, message, language)
        return None

    async def _settle(self, parcel: Parcel, message: Message | None, verdict: Verdict) -> None:
        outcome = verdict.outcome
        await self._insist(lambda: self._engine.write(lambda tx: outbox.settle(tx, parcel, outcome)))
        if outcome.state != "sent":
            log.info(
                "delivery_" + outcome.state, conversation=parcel.conversation, seq=parcel.seq, deed=parcel.deed,
                tries=outcome.tries, problem=verdict.problem,
            )  # fmt: skip
        if parcel.deed == "send" and message is not None and outcome.state in SHOWN:
            await self._tell(parcel.conversation, message, SHOWN[outcome.state], verdict.problem)

    async def _tell(self, conversation: str, message: Message, state: DeliveryState, problem: str | None) -> None:
        """Of what arrived as it should, only those hear who watch it: the author, and who saw it fail before."""
        if state is DeliveryState.SENT and message.delivery is None:
            return
        await self._insist(lambda: self._desk.delivery(conversation, message.seq, state, problem))

    async def _tell_again(self) -> None:
        """The process may have ended between the two writes of `_settle`."""
        for row in await self._engine.read(lambda tx: outbox.settled(tx, LAST_SETTLED)):
            with suppress(NotFound):
                message = await self._desk.message(row.conversation, row.seq)
                if message.delivery is DeliveryState.PENDING:
                    problem = None if row.state == "sent" else MAYBE if row.state == "uncertain" else OUR_FAULT
                    await self._tell(row.conversation, message, SHOWN[row.state], problem)

    @staticmethod
    async def _insist(write: Callable[[], Awaitable[object]]) -> None:
        """What is known about a parcel is written as soon as anything can be written again."""
        while True:
            try:
                await write()
                return
            except Unavailable:
                await asyncio.sleep(LOOK_S)


# -- what follows, decided without I/O ----------------------------------------------


def arrived(parcel: Parcel, provider_id: str | None, now: int) -> Verdict:
    outcome = Outcome("sent", now, parcel.tries, parcel.unsure, parcel.parts, provider_id)
    return Verdict(outcome, MAYBE_TWICE if parcel.unsure else None)


def judge(parcel: Parcel, message: Message | None, error: Undelivered, now: int, jitter: float) -> Verdict:
    """What to do about a parcel that has not arrived, or may have. `jitter`: 0 to 1."""
    parts = max(parcel.parts, error.parts)
    if isinstance(error, Unsure) and parcel.deed != "edit":
        if message is not None and parcel.unsure == 0 and worth_doubling(parcel, message):
            return Verdict(Outcome("pending", now + pause_ms(1, jitter), parcel.tries, 1, parts))
        return Verdict(Outcome("uncertain", now, parcel.tries, parcel.unsure + 1, parts), MAYBE)
    if isinstance(error, Refused):
        return Verdict(Outcome("failed", now, parcel.tries, parcel.unsure, parts), error.reason)
    if isinstance(error, RetryLater) and error.after_s is not None:
        tries, next_at = parcel.tries, now + int((error.after_s + jitter) * 1000)
    else:
        tries, next_at = parcel.tries + 1, now + pause_ms(parcel.tries + 1, jitter)
    if next_at > parcel.at + PATIENCE_MS:
        return Verdict(Outcome("failed", now, tries, parcel.unsure, parts), GAVE_UP)
    return Verdict(Outcome("pending", next_at, tries, parcel.unsure, parts))


def worth_doubling(parcel: Parcel, message: Message) -> bool:
    """What a person wrote, or waits for. An invitation is not: the button of the lost one could never be taken away."""
    return parcel.deed == "send" and not isinstance(message.body, (Notice, RatingCard, CallCard))


def pause_ms(tries: int, jitter: float) -> int:
    """After the `tries`th failure (1, 2 …): 1 s, doubled each time up to 5 min, less up to a half."""
    return int(min(LONGEST_PAUSE_MS, 1000 * 2 ** min(tries - 1, 20)) * (1 - jitter / 2))
