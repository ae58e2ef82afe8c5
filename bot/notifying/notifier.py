"""What leaves for targets: alerts in groups and digests, tried again with pauses, and never silently lost.

A notification is `sending` on disk before its call goes out. One whose end we do not hear of may have arrived; it is
sent once more, because to be told twice of an angry customer is better than never.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from zoneinfo import ZoneInfo

import structlog

from bot.alerts import settings as alert_settings
from bot.alerts import wording
from bot.alerts.gathering import PATIENCE_MS, again_at, leaves_at, pause_ms
from bot.alerts.settings import AlertSettings
from bot.clock import Clock
from bot.errors import BadRequest, Unavailable
from bot.locale import words
from bot.notifying.post import Letter, NotElsewhere, NotSent, Post
from bot.store import notifications, settings, targets
from bot.store.engine import Engine, Tx
from bot.store.notifications import Notification, Outcome
from bot.store.targets import Target
from bot.tasks import Tasks

log = structlog.get_logger()

AGAIN_S = 1.0

MAYBE = "The connection broke while it was being sent: it may have arrived, or not."
MAYBE_TWICE = "The connection broke while it was being sent, so it was sent again: it may be there twice."
OUR_FAULT = "Something went wrong here while it was being sent."
ONLY_HERE = "Such an address works only on the server itself. Choose one that reaches people: mail, a chat, a phone."
REMOVED = "The target was removed before it could be sent."

Written = Callable[[str], Awaitable[Letter]]
"""A digest's letter, of a notification's body."""


class Notifier:
    def __init__(
        self, engine: Engine, post: Post, clock: Clock, *, zone: str, public_url: str, digest: Written
    ) -> None:
        """`zone`: IANA name, for quiet hours and times in messages."""
        self._engine = engine
        self._post = post
        self._clock = clock
        self._zone = zone
        self._base = public_url
        self._digest = digest
        self._tasks = Tasks()

    async def come_back(self) -> None:
        """What was under way when the process ended is looked at first."""
        for it in await self._engine.read(notifications.interrupted):
            await self._settle(it, judge(it, NotSent(MAYBE, unsure=True), self._clock()))

    async def send_due(self) -> None:
        """Begins to send what may leave now."""
        now = self._clock()
        due = await self._engine.read(lambda tx: notifications.due(tx, now))
        if not due:
            return
        quiet = await self._engine.read(lambda tx: settings.get(tx, alert_settings.NAME, AlertSettings))
        for it in due:
            spoken = await self._engine.read(partial(notifications.facts, notification=it.id))
            leaves = leaves_at(it.urgent, now, quiet, self._zone, facts=[fact for _, fact in spoken])
            if leaves > now:
                await self._engine.write(partial(notifications.put_off, notification=it.id, until=leaves))
            elif await self._engine.write(partial(notifications.claim, notification=it.id, now=now)):
                self._tasks.start(self._carry(it), name=f"notify-{it.id}")

    async def service(self, url: str) -> str | None:
        """What an address belongs to, such as "Telegram"; None: it cannot be used. Raises BadRequest where it may not
        be, Unavailable.
        """
        try:
            return await self._post.look(url)
        except NotElsewhere:
            raise BadRequest(ONLY_HERE, field="url") from None
        except NotSent as error:
            raise Unavailable(str(error)) from None

    async def test(self, target: Target) -> str | None:
        """Sends a greeting; why it did not arrive, None where it did."""
        try:
            await self._post.send(target.url, await asyncio.to_thread(greeting, target))
            problem = None
        except NotSent as error:
            problem = str(error)
        now = self._clock()

        def work(tx: Tx) -> None:
            targets.trouble(tx, target.id, problem, now)
            if problem is None:
                notifications.hurry(tx, target.id, now)

        await self._engine.write(work)
        return problem

    async def aclose(self) -> None:
        await self._tasks.aclose()

    async def _carry(self, it: Notification) -> None:
        outcome = await self._attempt(it)
        await self._settle(it, outcome)

    async def _attempt(self, it: Notification) -> Outcome:
        if it.target.ended_at is not None:
            return Outcome("failed", self._clock(), it.tries, it.unsure, REMOVED)
        try:
            await self._post.send(it.target.url, await self._letter(it))
        except NotSent as error:
            return judge(it, error, self._clock())
        except Exception:
            log.exception("notification_broke", notification=it.id)
            return judge(it, NotSent(OUR_FAULT), self._clock())
        return Outcome("sent", self._clock(), it.tries, it.unsure, MAYBE_TWICE if it.unsure else None)

    async def _letter(self, it: Notification) -> Letter:
        if it.kind == "digest":
            return await self._digest(it.body or "")
        spoken = await self._engine.read(lambda tx: notifications.facts(tx, it.id))
        reader = wording.Reader(it.target.language, ZoneInfo(self._zone), self._base)
        message = await asyncio.to_thread(wording.message, spoken, reader)  # reads a catalogue the first time
        return Letter(title=message.title, text=message.text)

    async def _settle(self, it: Notification, outcome: Outcome) -> None:
        now = self._clock()

        def work(tx: Tx) -> None:
            notifications.settle(tx, it.id, outcome)
            if outcome.state == "failed" and outcome.problem != REMOVED:
                notifications.spare(tx, it.id, now - PATIENCE_MS, now)
            elif outcome.state == "gathering":
                notifications.merge(tx, it.id)
            if it.target.ended_at is None:
                problem = outcome.problem if outcome.state != "sent" else None
                targets.trouble(tx, it.target.id, problem, now)

        while True:  # what is known of it is written as soon as anything can be written again
            try:
                await self._engine.write(work)
                break
            except Unavailable:
                await asyncio.sleep(AGAIN_S)
        log.info("notification_" + outcome.state, notification=it.id, target=it.target.id, tries=outcome.tries)


def greeting(target: Target) -> Letter:
    tongue = words(target.language)
    return Letter(
        title=tongue.t("A test from Heard"),
        text=tongue.t("It works: what is meant for “{name}” arrives here.", name=target.name),
    )


def judge(it: Notification, error: NotSent, now: int) -> Outcome:
    """What to do about one that has not arrived, or may have."""
    reason = str(error)
    if error.unsure:
        if it.unsure:
            return Outcome("uncertain", now, it.tries, it.unsure + 1, MAYBE)
        return Outcome("gathering", now + pause_ms(1), it.tries, 1, reason)
    tries = it.tries + 1
    next_at = again_at(tries, it.first_try_at if it.first_try_at is not None else now, now)
    if next_at is None:
        return Outcome("failed", now, tries, it.unsure, reason)
    return Outcome("gathering", next_at, tries, it.unsure, reason)
