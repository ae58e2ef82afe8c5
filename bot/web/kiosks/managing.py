"""Kiosks as managers see them: made, named, ended, and their links, each told once."""

from typing import Annotated

import segno
from aiohttp import web
from msgspec import Meta

from bot.clock import DAY_MS
from bot.model import Person, Struct
from bot.store import agents, kiosks
from bot.store.engine import Tx
from bot.store.kiosks import Answered, Kiosk
from bot.web.accounts import AGENT, person
from bot.web.http import Body, answer, read
from bot.web.services import services

DAYS_30_MS = 30 * DAY_MS

Place = Annotated[str, Meta(min_length=1, max_length=80)]
Key = Annotated[str, Meta(min_length=1, max_length=35)]


class MakeBody(Body, frozen=True):
    place: Place
    survey: Key
    language: Key


class ChangeBody(Body, frozen=True):
    place: Place | None = None
    survey: Key | None = None
    language: Key | None = None
    ended: bool | None = None


class KioskTold(Struct, frozen=True, kw_only=True, omit_defaults=False):
    id: str
    place: str
    survey: str
    language: str
    created_at: int
    created_by: Person | None
    ended_at: int | None
    seen_at: int | None
    answered: int  # in the last 30 days
    answered_at: int | None  # the last of them


class Link(Struct, frozen=True, kw_only=True):
    url: str
    qr: tuple[str, ...]  # the rows of its code, "1" where it is dark


async def every(request: web.Request) -> web.Response:
    it = services(request)
    since = it.clock() - DAYS_30_MS

    def work(tx: Tx) -> list[KioskTold]:
        counted, names = kiosks.answered(tx, since), agents.names(tx)
        return [_told(kiosk, counted.get(kiosk.id), names) for kiosk in kiosks.everyone(tx)]

    return answer({"kiosks": await it.engine.read(work)})


async def make(request: web.Request) -> web.Response:
    it, agent = services(request), request[AGENT]
    body = await read(request, MakeBody)
    kiosk, secret = await it.kiosks.make(body.place, body.survey, body.language, agent.id)
    return answer({"kiosk": _told(kiosk, None, {agent.id: agent.name}), "link": _link(request, secret)})


async def change(request: web.Request) -> web.Response:
    it, ident = services(request), request.match_info["kiosk"]
    body = await read(request, ChangeBody)
    kiosk = await it.kiosks.change(
        ident, place=body.place, survey=body.survey, language=body.language, ended=body.ended
    )
    since = it.clock() - DAYS_30_MS

    def work(tx: Tx) -> KioskTold:
        return _told(kiosk, kiosks.answered(tx, since).get(kiosk.id), agents.names(tx))

    return answer({"kiosk": await it.engine.read(work)})


async def renew_link(request: web.Request) -> web.Response:
    secret = await services(request).kiosks.renew_link(request.match_info["kiosk"])
    return answer({"link": _link(request, secret)})


def _told(kiosk: Kiosk, counted: Answered | None, names: dict[str, str]) -> KioskTold:
    return KioskTold(
        id=kiosk.id,
        place=kiosk.place,
        survey=kiosk.survey,
        language=kiosk.language,
        created_at=kiosk.created_at,
        created_by=person(kiosk.created_by, names),
        ended_at=kiosk.ended_at,
        seen_at=kiosk.seen_at,
        answered=counted.count if counted else 0,
        answered_at=counted.last_at if counted else None,
    )


def _link(request: web.Request, secret: str) -> Link:
    url = f"{services(request).config.public_url}/kiosk/#{secret}"
    rows = segno.make(url, error="m", micro=False).matrix
    return Link(url=url, qr=tuple("".join("1" if dark else "0" for dark in row) for row in rows))
