"""A rating given: by a tap, in words that are nothing but a number, by a link, on a tablet in a shop."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.config import Config
from bot.desk import alerting, cases
from bot.desk.surveys import rating_card, thanking
from bot.desk.thread import Thread
from bot.errors import Conflict, NotFound
from bot.events import FIGURES
from bot.model import CardAnswer
from bot.store import ratings, surveys
from bot.store.engine import Tx
from bot.store.ratings import Request
from bot.surveys.answering import answered, said_anew
from bot.surveys.definition import Survey

NO_ANSWERS: Mapping[str, CardAnswer] = {}


@dataclass(frozen=True, slots=True)
class Given:
    """A rating that has just changed."""

    request: Request
    survey: Survey
    value: int
    before: int | None  # None: it is the first
    comment: str | None
    said: str | None  # words that were not there before
    answers: Mapping[str, CardAnswer]
    at: int


def give(
    thread: Thread,
    config: Config,
    request: str,
    value: int | None,
    comment: str | None = None,
    answers: Mapping[str, CardAnswer] = NO_ANSWERS,
) -> None:
    """Again changes the rating; what is None or not among `answers` stays. Just the same again changes nothing.

    Raises NotFound, BadRequest, Conflict once the deadline is over.
    """
    asked = ratings.get(thread.tx, request)
    if asked is None:
        raise NotFound("There is no such rating request.")
    for stream in give_to(thread.tx, config, asked, value, comment, answers, thread.now, thread):
        thread.touch(stream)


def give_to(
    tx: Tx,
    config: Config,
    asked: Request,
    value: int | None,
    comment: str | None,
    answers: Mapping[str, CardAnswer],
    now: int,
    thread: Thread | None,
) -> tuple[str, ...]:
    """The same; `thread` is that of `asked.conversation`, None where there is none. The streams with news."""
    if now >= asked.edit_until:
        raise Conflict("This rating can no longer be changed.")
    return _change(tx, config, asked, value, comment, answers, now, thread)


def elsewhere(
    tx: Tx,
    config: Config,
    asked: Request,
    value: int,
    comment: str | None,
    answers: Mapping[str, CardAnswer],
    now: int,
) -> tuple[str, ...]:
    """Asked and answered in one, at `asked.asked_at` and without a conversation; nothing where it is known already.
    `now`: when it has come. The streams with news. Raises BadRequest.
    """
    if not ratings.ask(tx, asked):
        return ()
    return _change(tx, config, asked, value, comment, answers, now, None)


def _change(
    tx: Tx,
    config: Config,
    asked: Request,
    value: int | None,
    comment: str | None,
    answers: Mapping[str, CardAnswer],
    now: int,
    thread: Thread | None,
) -> tuple[str, ...]:
    survey = surveys.at_version(tx, asked.survey, asked.version)
    before = ratings.answered(tx, asked.id)
    after = answered(survey, before, value, comment, answers)
    if after == before or after.value is None:
        return ()
    ratings.rate(tx, asked.id, after, now)
    if thread is not None and asked.seq:
        thread.change(thread.message(asked.seq), rating_card.made(config, asked, survey, after, now))
    given = Given(asked, survey, after.value, before.value, after.comment, said_anew(before, after), after.answers, now)
    return tuple(_settled(tx, config, given, thread))


def _settled(tx: Tx, config: Config, given: Given, thread: Thread | None) -> Iterable[str]:
    """What follows from it in the same transaction; the streams with news."""
    streams: list[str] = [FIGURES]
    streams += cases.weigh(tx, config, given.request, given.value, given.at)
    if given.value != given.before or given.said is not None:
        streams += alerting.rated(tx, given.request, given.value, given.comment, given.at)
    streams += thanking.rated(tx, given.request, given.value, given.at, thread)
    return streams
