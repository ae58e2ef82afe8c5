"""Which survey asks after what has happened, when, and what speaks against it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from bot.clock import DAY_MS, HOUR_MS, MINUTE_MS
from bot.model import Moment
from bot.surveys.definition import Survey
from bot.surveys.hours import awake_at

LATE_MS = 7 * DAY_MS
"""An asking that could not be made for so long after it was due is made no more: nobody remembers what it is about."""
AGAIN_MS = 10 * MINUTE_MS
"""After which it is tried anew where somebody had the conversation."""

Handler = Literal["article", "bot", "agent", "call", "journey", "kiosk"]
Reason = Literal["off", "cap", "stopped", "came_back", "gone", "late", "asked", "unanswered"]
"""Why an asking is not made: its survey is off or removed; the contact was asked often enough; the contact wants to
hear nothing unasked; has come back by themselves; is not there any more; it is too late; it has been asked already;
the same question still stands unanswered with the contact.
"""


class Occasion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something to ask a contact about. `subject`, `occasion` and `moment` name it: it is asked about once."""

    moment: Moment
    subject: str
    occasion: int = 1
    contact: str  # "": somebody who is not known
    conversation: str | None = None  # None: whichever is best
    episode: int | None = None
    handler: Handler = "journey"
    agent: str | None = None
    team: str | None = None
    article: str | None = None
    topic: str | None = None
    place: str | None = None  # the kind of touchpoint, or where the kiosk stands
    product: str | None = None
    language: str | None = None  # None: the conversation's, else the contact's
    survey: str | None = None  # this one and no other; its filters and its share are not looked at
    delay_h: float | None = None  # None: the survey's own


def later(it: Occasion) -> Occasion:
    """To ask once more about the same episode."""
    return msgspec.structs.replace(it, moment="later")


Minute = Annotated[int, Meta(ge=0, le=1_439)]


class Customs(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for all askings; a manager's to set."""

    quiet_from_min: Minute = 21 * 60  # minutes of the day; where both are the same no hours are quiet
    quiet_until_min: Minute = 9 * 60
    cap_n: Annotated[int, Meta(ge=1, le=100)] = 3  # askings of one contact in `cap_days` days
    cap_days: Annotated[int, Meta(ge=1, le=365)] = 7
    reminder: bool = True


def choose(surveys: Iterable[Survey], it: Occasion, channel: str, language: str) -> Survey | None:
    """The first that fits and in whose share the occasion falls; one that is named is not drawn by its share.
    `surveys`: those that ask, in order of precedence.
    """
    fitting = (each for each in surveys if _fits(each, it, channel, language))
    return next((each for each in fitting if it.survey is not None or _falls_in(each, it)), None)


def fits_any(surveys: Iterable[Survey], it: Occasion, channel: str, language: str) -> bool:
    """Whether one fits, be the occasion in its share or not."""
    return any(_fits(each, it, channel, language) for each in surveys)


def _fits(survey: Survey, it: Occasion, channel: str, language: str) -> bool:
    if it.survey is not None:
        return survey.id == it.survey
    ask = survey.ask
    return it.moment in ask.moments and all(
        not wanted or value in wanted
        for wanted, value in (
            (ask.channels, channel),
            (ask.languages, language),
            (ask.handlers, it.handler),
            (ask.touchpoints if it.moment == "touchpoint" else (), it.place),
            (ask.places if it.moment == "kiosk" else (), it.place),
        )
    )


def _falls_in(survey: Survey, it: Occasion) -> bool:
    """The same occasion always falls the same way, with each survey in its own."""
    name = "\0".join((survey.id, it.moment, it.subject, str(it.occasion)))
    drawn = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) % 100
    return drawn < survey.ask.share


def due_at(survey: Survey, it: Occasion, now: int) -> int:
    hours = it.delay_h if it.delay_h is not None else survey.delay_h
    return now + round(hours * HOUR_MS)


def asks_at_once(survey: Survey, it: Occasion) -> bool:
    return it.moment in ("episode", "call") and due_at(survey, it, 0) == 0


# -- when an asking is due ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wait:
    until: int


@dataclass(frozen=True, slots=True)
class Skip:
    reason: Reason


@dataclass(frozen=True, slots=True)
class Go:
    pass


Verdict = Go | Wait | Skip


@dataclass(frozen=True, slots=True)
class Due:
    """A planned asking whose time has come, as things stand."""

    moment: Moment
    first_due_at: int
    enabled: bool  # its survey asks
    there: bool  # the contact is known
    stopped: bool  # the contact wants to hear nothing unasked
    asked: bool  # about this occasion
    came_back: bool  # has opened a further episode since the one that is asked about
    owned: bool  # somebody, or the bot, is speaking with the contact
    unanswered: bool  # the same survey still asks the contact about something else
    asked_lately: int  # times within the cap's days
    zone: str  # the contact's


def verdict(it: Due, customs: Customs, now: int) -> Verdict:
    for holds, reason in _against(it, customs, now):
        if holds:
            return Skip(reason)
    if it.owned:
        return Wait(now + AGAIN_MS)
    awake = awake_at(now, it.zone, customs.quiet_from_min, customs.quiet_until_min)
    return Wait(awake) if awake > now else Go()


def _against(it: Due, customs: Customs, now: int) -> Iterable[tuple[bool, Reason]]:
    return (
        (not it.there, "gone"),
        (not it.enabled, "off"),
        (it.stopped, "stopped"),
        (it.asked, "asked"),
        (it.moment in ("episode", "call", "later") and it.came_back, "came_back"),
        (now - it.first_due_at > LATE_MS, "late"),
        (it.asked_lately >= customs.cap_n, "cap"),
        (it.moment in ("later", "touchpoint") and it.unanswered, "unanswered"),
    )


def remind_at(survey: Survey, customs: Customs, now: int) -> int | None:
    """None: never."""
    if survey.reminder_h is None or not customs.reminder:
        return None
    return now + round(survey.reminder_h * HOUR_MS)


def deadline(survey: Survey, now: int) -> int:
    """Exclusive."""
    return now + round(survey.deadline_h * HOUR_MS)
