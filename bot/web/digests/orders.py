"""Which digests are sent where; each is of the manager who ordered it, and all managers see them."""

import asyncio
from base64 import b64encode
from typing import Annotated, Any

import msgspec
from aiohttp import web
from msgspec import Meta

from bot.digests.mail import mail
from bot.digests.plan import Plan, latest, next_at
from bot.errors import BadRequest, NotFound
from bot.store import agents, digests, targets
from bot.store.digests import Ordered
from bot.store.engine import Tx
from bot.surveys.hours import known_zone
from bot.web.accounts import AGENT
from bot.web.http import Body, answer, read, whole
from bot.web.services import Services, services

Name = Annotated[str, Meta(min_length=1, max_length=64)]


MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups"
)


class OrderBody(Body, frozen=True):
    target: Name
    plan: Plan


class PreviewBody(Body, frozen=True):
    plan: Plan


async def every(request: web.Request) -> web.Response:
    it = services(request)
    now = it.clock()

    def work(tx: Tx) -> list[dict[str, Any]]:
        names = agents.names(tx)
        return [_shown(one, names.get(one.agent, ""), now) for one in digests.every(tx)]

    return answer({"digests": await it.engine.read(work)})


def _shown(one: Ordered, name: str, now: int) -> dict[str, Any]:
    return {
        "id": one.id,
        "by": {"id": one.agent, "name": name},
        "target": one.target,
        "plan": {"every": one.plan.every, "language": one.plan.language, "zone": one.plan.zone, "hour": one.plan.hour},
        "next_at": next_at(one.plan, now),
    }


async def order(request: web.Request) -> web.Response:
    body, it, agent = await read(request, OrderBody), services(request), request[AGENT]
    await _check(it, body.plan)
    now = it.clock()

    def work(tx: Tx) -> Ordered:
        _known(tx, body.target)
        over = latest(body.plan, now).until
        return digests.add(tx, agent=agent.id, target=body.target, plan=body.plan, sent_for=over, at=now)

    return answer({"digest": _shown(await it.engine.write(work), agent.name, now)})


async def change(request: web.Request) -> web.Response:
    body, it, ident = await read(request, OrderBody), services(request), request.match_info["digest"]
    await _check(it, body.plan)
    now = it.clock()

    def work(tx: Tx) -> dict[str, Any]:
        one = digests.get(tx, ident)
        if one is None:
            raise NotFound("There is no such digest.")
        _known(tx, body.target)
        over = latest(body.plan, now).until
        digests.change(tx, ident, target=body.target, plan=body.plan, sent_for=over)
        changed = digests.get(tx, ident)
        assert changed is not None
        return _shown(changed, agents.names(tx).get(changed.agent, ""), now)

    return answer({"digest": await it.engine.write(work)})


async def remove(request: web.Request) -> web.Response:
    return await _end(request, services(request).clock())


async def bring_back(request: web.Request) -> web.Response:
    return await _end(request, None)


async def _end(request: web.Request, at: int | None) -> web.Response:
    ident = request.match_info["digest"]
    if not await services(request).engine.write(lambda tx: digests.end(tx, ident, at)):
        raise NotFound("There is no such digest.")
    return answer({})


async def send_now(request: web.Request) -> web.Response:
    """The newest period; the page hears at the target whether it arrived."""
    it, ident = services(request), request.match_info["digest"]
    one = await it.engine.read(lambda tx: digests.get(tx, ident))
    if one is None:
        raise NotFound("There is no such digest.")
    await it.digesting.send_now(one)
    return answer({})


async def preview(request: web.Request) -> web.Response:
    """In Telegram and as plain text; how it looks in a mail, `preview_mail` shows."""
    body, it = await read(request, PreviewBody), services(request)
    await _check(it, body.plan)
    letter = (await it.digesting.preview(body.plan)).letter
    return answer(
        {
            "title": letter.title,
            "telegram": letter.telegram,
            "text": letter.text,
            "picture": _data(letter.picture) if letter.picture else None,
        }
    )


async def preview_mail(request: web.Request) -> web.Response:
    """A document of its own, to be put into a frame of ours: mails need styles that our pages do not allow."""
    it, query = services(request), request.query
    given = {name: query.get(name, "") for name in ("every", "language", "zone")}
    try:
        plan = msgspec.convert({**given, "hour": whole(request, "hour") or 0}, Plan)
    except msgspec.ValidationError:
        raise BadRequest("There is no such digest.") from None
    await _check(it, plan)
    found = await it.digesting.preview(plan)
    picture = _data(found.letter.picture) if found.letter.picture else ""
    return web.Response(
        text=await asyncio.to_thread(mail, found.sheet, picture),
        content_type="text/html",
        headers={"Cache-Control": "no-store", "Content-Security-Policy": MAIL_POLICY},
    )


def _data(picture: bytes) -> str:
    return f"data:image/png;base64,{b64encode(picture).decode()}"


async def _check(it: Services, plan: Plan) -> None:
    if not await asyncio.to_thread(known_zone, plan.zone):
        raise BadRequest("There is no such time zone.", field="zone")
    if plan.language not in it.config.bot.languages:
        raise BadRequest("This language is not offered here.", field="language")


def _known(tx: Tx, target: str) -> None:
    found = targets.get(tx, target)
    if found is None or found.ended_at is not None:
        raise BadRequest("Choose where to send it.", field="target")
