"""Ratings by a link: whoever holds it may look, and give one."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.config import Config
from bot.desk.customers import Customers
from bot.desk.surveys import rating, rating_card, thanking
from bot.desk.surveys.rating import NO_ANSWERS
from bot.desk.thread import Thread, Touched
from bot.errors import NotFound
from bot.model import CardAnswer, RatingCard
from bot.store import ratings
from bot.store.engine import Tx
from bot.store.ratings import Request
from bot.surveys.answering import Tap


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands behind a link."""

    card: RatingCard
    language: str
    thanks: tuple[str, ...]  # what it was thanked with, in words


class RatingLinks(Customers):
    async def asked_by_link(self, secret: str) -> Shown:
        """As it stands; nothing is changed by looking. Raises NotFound."""
        now, config = self._ground.clock(), self._ground.config

        def look(tx: Tx) -> Shown:
            return _shown(tx, config, _asked(tx, secret), now)

        return await self._ground.engine.read(look)

    async def rate_by_link(
        self,
        secret: str,
        value: int | None,
        comment: str | None = None,
        answers: Mapping[str, CardAnswer] = NO_ANSWERS,
    ) -> Shown:
        """As it stands then; see bot.desk.surveys.rating. Raises NotFound, BadRequest, Conflict."""
        now, config = self._ground.clock(), self._ground.config

        def work(tx: Tx) -> tuple[Shown, Touched]:
            asked = _asked(tx, secret)
            thread = Thread.load(tx, asked.conversation, now) if asked.conversation else None
            streams = rating.give_to(tx, config, asked, Tap(value, comment, answers), now, thread)
            shown = _shown(tx, config, asked, now)
            if thread is None:
                return shown, Touched(streams, outgoing=True)
            for stream in streams:
                thread.touch(stream)
            return shown, thread.save()

        return await self._ground.commit(work)


def _shown(tx: Tx, config: Config, asked: Request, now: int) -> Shown:
    return Shown(rating_card.card(tx, config, asked, now), asked.language, thanking.given(tx, asked))


def _asked(tx: Tx, secret: str) -> Request:
    asked = ratings.of_link(tx, secret)
    if asked is None:
        raise NotFound("This link no longer works.")
    return asked
