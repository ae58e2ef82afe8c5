"""A rating given: by a tap, in words that are nothing but a number, by a link, on a tablet in a shop."""

from collections.abc import Mapping

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
from bot.surveys.answering import Tap, answered, said_anew

NO_ANSWERS: Mapping[str, CardAnswer] = {}


def give(thread: Thread, config: Config, request: str, tap: Tap) -> None:
    """Again changes the rating. Just the same again changes nothing.

    Raises NotFound, BadRequest, Conflict once the deadline is over.
    """
    asked = ratings.get(thread.tx, request)
    if asked is None:
        raise NotFound("There is no such rating request.")
    for stream in give_to(thread.tx, config, asked, tap, thread.now, thread):
        thread.touch(stream)


def give_to(tx: Tx, config: Config, asked: Request, tap: Tap, now: int, thread: Thread | None) -> tuple[str, ...]:
    """The same; `thread` is that of `asked.conversation`, None where there is none. The streams with news."""
    if now >= asked.edit_until:
        raise Conflict("This rating can no longer be changed.")
    return _change(tx, config, asked, tap, now, thread)


def elsewhere(tx: Tx, config: Config, asked: Request, tap: Tap, now: int) -> tuple[str, ...]:
    """Asked and answered in one, at `asked.asked_at` and without a conversation; nothing where it is known already.
    `now`: when it has come. The streams with news. Raises BadRequest.
    """
    return _change(tx, config, asked, tap, now, None) if ratings.ask(tx, asked) else ()


def _change(tx: Tx, config: Config, asked: Request, tap: Tap, now: int, thread: Thread | None) -> tuple[str, ...]:
    """With all that follows from it in the same transaction."""
    survey = surveys.at_version(tx, asked.survey, asked.version)
    before = ratings.answered(tx, asked.id)
    after = answered(survey, before, tap)
    if after == before or after.value is None:
        return ()
    ratings.rate(tx, asked.id, after, now)
    if thread is not None and asked.seq:
        thread.change(thread.message(asked.seq), rating_card.made(config, asked, survey, after, now))
    streams = [FIGURES, *cases.weigh(tx, config, asked, after.value, now)]
    if after.value != before.value or said_anew(before, after) is not None:
        streams += alerting.rated(tx, asked, after.value, after.comment, now)
    streams += thanking.rated(tx, asked, after.value, now, thread)
    return tuple(streams)
