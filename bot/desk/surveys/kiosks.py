"""What managers do with kiosks, and what comes from the tablets."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.desk.base import Ground, clean_name
from bot.desk.surveys import rating
from bot.desk.thread import Touched
from bot.errors import BadRequest, Gone, NotFound
from bot.model import CardAnswer
from bot.store import kiosks, ratings, surveys
from bot.store.engine import Tx
from bot.store.kiosks import Kiosk
from bot.surveys.answering import Tap
from bot.surveys.definition import Survey

SEEN_EVERY_MS = 30_000


@dataclass(frozen=True, slots=True)
class Opened:
    kiosk: Kiosk
    survey: Survey
    version: int


@dataclass(frozen=True, slots=True)
class Given:
    """What one customer has said. `id`: the tablet's own; `ago_ms`: how long before it was sent it was given."""

    id: str
    survey: str
    version: int
    language: str
    value: int
    answers: Mapping[str, CardAnswer]
    ago_ms: int


class Kiosks:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    # -- managers -------------------------------------------------------------------------

    async def make(self, place: str, survey: str, language: str, by: str) -> tuple[Kiosk, str]:
        """The kiosk and its link's secret, which is told this once. Raises BadRequest, NotFound."""
        place, now = clean_name(place), self._ground.clock()

        def work(tx: Tx) -> tuple[Kiosk, str]:
            _known(tx, survey)
            return kiosks.make(tx, place=place, survey=survey, language=language, by=by, at=now)

        return await self._ground.engine.write(work)

    async def change(
        self,
        kiosk: str,
        *,
        place: str | None = None,
        survey: str | None = None,
        language: str | None = None,
        ended: bool | None = None,
    ) -> Kiosk:
        """None: as it is. One that has ended goes on with `ended` False. Raises NotFound, BadRequest."""
        now = self._ground.clock()

        def work(tx: Tx) -> Kiosk:
            was = _get(tx, kiosk)
            if survey is not None:
                _known(tx, survey)
            ended_at = was.ended_at if ended is None else (was.ended_at or now) if ended else None
            changed = replace(
                was,
                place=clean_name(place) if place is not None else was.place,
                survey=survey or was.survey,
                language=language or was.language,
                ended_at=ended_at,
            )
            kiosks.change(tx, changed)
            return changed

        return await self._ground.engine.write(work)

    async def renew_link(self, kiosk: str) -> str:
        """The secret of a new link; the one before leads nowhere from now on. Raises NotFound."""
        now = self._ground.clock()

        def work(tx: Tx) -> str:
            return kiosks.renew_link(tx, _get(tx, kiosk).id, now)

        return await self._ground.engine.write(work)

    # -- tablets --------------------------------------------------------------------------

    async def found(self, secret: str) -> Kiosk:
        """Also one that has ended. Raises NotFound, with `withdrawn_at` for a link that was replaced."""

        def work(tx: Tx) -> Kiosk:
            kiosk = kiosks.of_link(tx, secret)
            if kiosk is not None:
                return kiosk
            if (at := kiosks.withdrawn_at(tx, secret)) is not None:
                raise NotFound("This link was replaced by a new one. Open the kiosk's new link.", withdrawn_at=at)
            raise NotFound("This link does not lead to a kiosk. Open the newest link.")

        return await self._ground.engine.read(work)

    async def open(self, kiosk: Kiosk) -> Opened:
        """What it asks. Raises Gone."""
        if kiosk.ended_at is not None:
            raise Gone("This kiosk is switched off.")
        await self._seen(kiosk)
        return await self._ground.engine.read(lambda tx: _opened(tx, kiosk))

    async def take(self, kiosk: Kiosk, given: Given) -> None:
        """Once this returns it is on disk; the same id again changes nothing. One that has ended still takes what was
        given before, and each what it asked before it was changed. Raises Gone, BadRequest.
        """
        now = self._ground.clock()
        at = given_at(kiosk, given.ago_ms, now)
        if kiosk.ended_at is not None and at >= kiosk.ended_at:
            raise Gone("This kiosk is switched off.")
        await self._seen(kiosk)

        def work(tx: Tx) -> tuple[None, Touched]:
            request = _request(tx, kiosk, given, at)
            tap = Tap(given.value, answers=given.answers)
            streams = rating.elsewhere(tx, self._ground.config, request, tap, now)
            return None, Touched(tuple(streams), outgoing=False)

        await self._ground.commit(work)

    async def _seen(self, kiosk: Kiosk) -> None:
        now = self._ground.clock()
        if kiosk.seen_at is None or now - kiosk.seen_at >= SEEN_EVERY_MS:
            await self._ground.engine.write(lambda tx: kiosks.seen(tx, kiosk.id, now))


def given_at(kiosk: Kiosk, ago_ms: int, now: int) -> int:
    """When something was given, UTC ms by the server's clock.

    The tablet tells how long ago by its own clock, so that one that is set wrong does no harm; one that was set anew in
    between may tell anything. A time before the kiosk was made is none: then the time at which it came counts.
    """
    at = now - ago_ms
    return at if kiosk.created_at <= at <= now else now


def _get(tx: Tx, kiosk: str) -> Kiosk:
    found = kiosks.get(tx, kiosk)
    if found is None:
        raise NotFound("There is no such kiosk.")
    return found


def _known(tx: Tx, survey: str) -> None:
    if surveys.get(tx, survey) is None:
        raise BadRequest("There is no such survey.")


def _opened(tx: Tx, kiosk: Kiosk) -> Opened:
    kept = surveys.get(tx, kiosk.survey)
    if kept is not None:
        return Opened(kiosk, kept.survey, kept.version)
    newest = surveys.versions(tx, kiosk.survey)[0]  # its survey was removed: it goes on by the last words
    return Opened(kiosk, newest.survey, newest.version)


def _request(tx: Tx, kiosk: Kiosk, given: Given, at: int) -> ratings.Request:
    if not kiosks.ever_asked(tx, kiosk.id, given.survey):
        raise BadRequest("This kiosk does not ask this survey.")
    try:
        survey = surveys.at_version(tx, given.survey, given.version)
    except NotFound:  # which would say that the link leads nowhere
        raise BadRequest("This survey has no such version.") from None
    return ratings.Request(
        id=f"{kiosk.id}.{given.id}",
        survey=given.survey,
        version=given.version,
        metric=survey.metric,
        moment="kiosk",
        subject=kiosk.id,
        occasion=kiosks.next_occasion(tx, kiosk.id),
        contact="",
        conversation=None,
        episode=None,
        channel="kiosk",
        language=given.language if given.language in survey.question else kiosk.language,
        handler="kiosk",
        agent=None,
        team=None,
        article=None,
        topic=None,
        place=kiosk.id,
        seq=0,
        asked_at=at,
        edit_until=at,
    )
