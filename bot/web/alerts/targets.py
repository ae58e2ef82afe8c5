"""Where alerts and digests go. An address is a secret: it comes in and is never told again."""

from typing import Annotated, Any

from aiohttp import web
from msgspec import Meta

from bot.errors import BadRequest, NotFound
from bot.store import notifications, targets
from bot.store.engine import Tx
from bot.store.targets import Target
from bot.web.http import Body, answer, read
from bot.web.services import Services, services

Name = Annotated[str, Meta(min_length=1, max_length=80)]
Url = Annotated[str, Meta(min_length=1, max_length=2000)]
Language = Annotated[str, Meta(min_length=2, max_length=8)]


class TargetBody(Body, frozen=True):
    name: Name
    language: Language
    url: Url | None = None  # None: as it was


def shown(target: Target, waiting: int = 0) -> dict[str, Any]:
    return {
        "id": target.id,
        "name": target.name,
        "service": target.service,
        "language": target.language,
        "problem": target.problem,
        "problem_at": target.problem_at,
        "waiting": waiting,
    }


async def add(request: web.Request) -> web.Response:
    body, it = await read(request, TargetBody), services(request)
    if body.url is None:
        raise BadRequest("Enter an address.", field="url")
    url, name, language = body.url.strip(), _name(body), _language(it, body)
    service = await _service(it, url)
    now = it.clock()
    made = await it.engine.write(
        lambda tx: targets.add(tx, name=name, url=url, service=service, language=language, at=now)
    )
    return answer({"target": shown(made)})


async def change(request: web.Request) -> web.Response:
    body, it = await read(request, TargetBody), services(request)
    target, name, language = await _target(request), _name(body), _language(it, body)
    url = body.url.strip() if body.url is not None else None
    service = await _service(it, url) if url is not None else None
    now = it.clock()

    def work(tx: Tx) -> Target | None:
        targets.change(tx, target.id, name=name, language=language, url=url, service=service)
        if url is not None:
            targets.trouble(tx, target.id, None, now)
            notifications.hurry(tx, target.id, now)
        return targets.get(tx, target.id)

    changed = await it.engine.write(work)
    assert changed is not None
    return answer({"target": shown(changed)})


async def remove(request: web.Request) -> web.Response:
    target, it = await _target(request), services(request)
    now = it.clock()
    await it.engine.write(lambda tx: targets.end(tx, target.id, now))
    return answer({})


async def bring_back(request: web.Request) -> web.Response:
    target = request.match_info["target"]
    if not await services(request).engine.write(lambda tx: targets.end(tx, target, None)):
        raise NotFound("There is no such destination.")
    return answer({})


async def test(request: web.Request) -> web.Response:
    """Once it has arrived, or has not."""
    target = await _target(request)
    return answer({"problem": await services(request).reaching.test(target)})


async def _target(request: web.Request) -> Target:
    ident = request.match_info["target"]
    found = await services(request).engine.read(lambda tx: targets.get(tx, ident))
    if found is None or found.ended_at is not None:
        raise NotFound("There is no such destination.")
    return found


def _name(body: TargetBody) -> str:
    name = body.name.strip()
    if not name:
        raise BadRequest("Give the destination a name.", field="name")
    return name


def _language(it: Services, body: TargetBody) -> str:
    if body.language not in it.config.bot.languages:
        raise BadRequest("This language is not offered here.", field="language")
    return body.language


async def _service(it: Services, url: str) -> str:
    service = await it.reaching.service(url)
    if service is None:
        raise BadRequest("This address cannot be used. See the examples below.", field="url")
    return service
