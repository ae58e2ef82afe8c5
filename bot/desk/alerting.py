"""Facts that whoever must know is told of at once: where they are noted, and those that only time brings about."""

from bot.alerts.fact import Fact
from bot.alerts.matching import Past, fits
from bot.clock import HOUR_MS
from bot.desk.base import Ground
from bot.desk.thread import Thread
from bot.reports.filter import REASK
from bot.store import alert_rules, alerts, escalations
from bot.store.engine import Tx
from bot.store.ratings import Request

LOOK_MS = 5_000


def tell(thread: Thread, fact: Fact) -> None:
    """In the transaction of the fact."""
    for stream in alerts.note(thread.tx, fact):
        thread.touch(stream)


def rated(tx: Tx, asked: Request, value: int, comment: str | None, now: int) -> tuple[str, ...]:
    """A rating was given, or has changed; the streams with news."""
    fact = Fact(
        kind="rating",
        subject=asked.id,
        at=now,
        contact=asked.contact or None,
        conversation=asked.conversation,
        request=asked.id,
        metric=asked.metric,
        value=value,
        again=asked.moment == REASK,
        words=comment or "",
        agent=asked.agent,
    )
    return alerts.note(tx, fact)


def came_again(thread: Thread) -> None:
    """A contact has just begun another episode."""
    conversation = thread.conversation
    tell(
        thread,
        Fact(
            kind="episode",
            subject=f"{thread.id}/{conversation.episode}",
            at=thread.now,
            contact=conversation.contact.id,
            conversation=thread.id,
        ),
    )


class LineWatch:
    """Notices when the line is too long; of one line it speaks once an hour."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._looked_at = 0
        self._told_at: int | None = None

    async def look(self) -> None:
        now = self._ground.clock()
        if now - self._looked_at < LOOK_MS or (self._told_at is not None and now - self._told_at < HOUR_MS):
            return
        self._looked_at = now
        if not await self._ground.engine.read(lambda tx: _worth_telling(tx, now)):
            return
        self._told_at = now
        streams = await self._ground.engine.write(lambda tx: alerts.note(tx, _line(tx, now)))
        self._ground.bus.hint(streams)


def _worth_telling(tx: Tx, now: int) -> bool:
    rules = [rule for rule in alert_rules.enabled(tx) if rule.on == "line"]
    return bool(rules) and any(fits(rule, _line(tx, now), Past()) for rule in rules)


def _line(tx: Tx, now: int) -> Fact:
    waiting, since = escalations.length(tx)
    return Fact(kind="line", subject=f"line:{now // HOUR_MS}", at=now, since=since, count=waiting)
