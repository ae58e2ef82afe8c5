"""What time brings to surveys: askings that fall due, one reminder, the deadline. Safe to run anywhere, twice."""

from collections.abc import Callable

import structlog

from bot.clock import DAY_MS
from bot.desk.base import Ground
from bot.desk.surveys import rating_card, surveying
from bot.desk.thread import BY_BOT, Thread, Touched
from bot.locale import words
from bot.model import Moment, OwnerKind, Text
from bot.store import contacts, conversations, messages, permissions, planned_askings, ratings, surveys
from bot.store.conversations import Standing
from bot.store.engine import Tx
from bot.store.planned_askings import Planned
from bot.store.ratings import Request
from bot.surveys import deciding
from bot.surveys.deciding import AGAIN_MS, Customs, Due, Go, Skip, Wait
from bot.surveys.hours import awake_at

log = structlog.get_logger()

Step = Callable[[Tx, str, int], Touched | None]


def _due(tx: Tx, now: int) -> tuple[list[str], list[str], list[str]]:
    """Planned askings; requests to remind of, and to close."""
    return planned_askings.due(tx, now), ratings.to_remind(tx, now), ratings.to_close(tx, now)


def _stopped(allowed: bool | None, moment: Moment) -> bool:
    """Who has never written to us about it is asked only where they have said yes."""
    return allowed is not True if moment == "touchpoint" else allowed is False


class DueSurveys:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def run(self) -> None:
        """Does what is due."""
        now = self._ground.clock()
        planned, to_remind, to_close = await self._ground.engine.read(lambda tx: _due(tx, now))
        for ident in planned:
            await self._do(self._ask, ident, now, planned_askings.wait)
        for ident in to_remind:
            await self._do(self._remind, ident, now, ratings.remind_later)
        for ident in to_close:
            await self._do(self._close, ident, now, ratings.close)

    async def _do(self, step: Step, ident: str, now: int, put_off: Callable[[Tx, str, int], None]) -> None:
        """One that fails must not keep the others from their turn."""
        try:
            await self._ground.commit(lambda tx: (None, step(tx, ident, now)))
        except Exception:
            log.exception("survey_failed", step=step.__name__, id=ident)
            await self._ground.engine.write(lambda tx: put_off(tx, ident, now + AGAIN_MS))

    # -- askings -------------------------------------------------------------------------

    def _ask(self, tx: Tx, ident: str, now: int) -> Touched | None:
        planned = planned_askings.open_(tx, ident)
        if planned is None:
            return None
        standing, customs = surveying.standing_for(tx, planned.about), surveying.customs(tx)
        match deciding.verdict(self._stands(tx, planned, standing, customs, now), customs, now):
            case Wait(until):
                planned_askings.wait(tx, ident, until)
            case Skip(reason):
                planned_askings.skip(tx, ident, reason)
            case Go():
                thread = Thread(tx, standing, now) if standing else self._begun(tx, planned.about.contact, now)
                survey, version = surveys.asking(tx)[planned.survey]
                surveying.ask(thread, self._ground.config, survey, version, planned.about)
                planned_askings.asked(tx, ident)
                return thread.save()
        return None

    def _stands(self, tx: Tx, planned: Planned, standing: Standing | None, customs: Customs, now: int) -> Due:
        it, kept = planned.about, surveys.get(tx, planned.survey)
        conversation = standing.conversation if standing else None
        return Due(
            moment=it.moment,
            first_due_at=deciding.due_at(kept.survey, it, planned.created_at) if kept else now,
            enabled=kept is not None and kept.enabled,
            there=contacts.get(tx, it.contact) is not None,
            stopped=_stopped(permissions.allowed(tx, it.contact), it.moment),
            asked=ratings.asked(tx, it.subject, it.occasion, it.moment),
            came_back=conversation is not None
            and conversation.id == it.conversation
            and it.episode is not None
            and conversation.episode > it.episode,
            owned=conversation is not None and conversation.owner.kind is not OwnerKind.NOBODY,
            unanswered=ratings.unanswered(tx, it.contact, planned.survey, now),
            asked_lately=ratings.asked_since(tx, it.contact, now - customs.cap_days * DAY_MS),
            zone=self._zone(tx, it.contact),
        )

    def _begun(self, tx: Tx, ident: str, now: int) -> Thread:
        """A thread for a contact who has written nothing yet."""
        contact = contacts.get(tx, ident)
        assert contact is not None
        return Thread.unasked(tx, contact, surveying.channel_for(tx, ident), now, contact.language)

    def _zone(self, tx: Tx, contact: str) -> str:
        return contacts.timezone(tx, contact, self._ground.config.surveys.timezone)

    # -- the reminder --------------------------------------------------------------------

    def _remind(self, tx: Tx, ident: str, now: int) -> Touched | None:
        """A line below the card, which has the buttons; nothing where something else has come after it."""
        asked, customs = ratings.get(tx, ident), surveying.customs(tx)
        standing = conversations.get(tx, asked.conversation) if asked and asked.conversation else None
        if asked is None or standing is None or not customs.reminder or not self._stands_open(tx, asked, standing):
            ratings.no_reminder(tx, ident)
            return None
        zone = self._zone(tx, asked.contact)
        awake = awake_at(now, zone, customs.quiet_from_min, customs.quiet_until_min)
        if awake > now:
            ratings.remind_later(tx, ident, awake)
            return None
        thread = Thread(tx, standing, now)
        text = words(asked.language).t("Your opinion would still help us. One tap above is enough.")
        thread.say(BY_BOT, Text(text=text))
        ratings.no_reminder(tx, ident, now)
        return thread.save()

    def _stands_open(self, tx: Tx, asked: Request, standing: Standing) -> bool:
        newest = messages.newest(tx, standing.conversation.id, 1)
        return (
            standing.conversation.owner.kind is OwnerKind.NOBODY
            and [message.seq for message in newest] == [asked.seq]
            and permissions.allowed(tx, asked.contact) is not False
        )

    # -- the deadline --------------------------------------------------------------------

    def _close(self, tx: Tx, ident: str, now: int) -> Touched | None:
        """The card shows that it is over."""
        asked = ratings.get(tx, ident)
        ratings.close(tx, ident, now)
        standing = conversations.get(tx, asked.conversation) if asked and asked.conversation else None
        if asked is None or standing is None or not asked.seq:
            return None
        thread = Thread(tx, standing, now)
        thread.change(thread.message(asked.seq), rating_card.card(tx, self._ground.config, asked, now))
        return thread.save()
