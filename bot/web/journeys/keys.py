"""API keys, for managers: made, named, limited, renewed, ended. A secret is shown once, to who asked for it."""

from typing import Annotated

import msgspec
from aiohttp import web
from msgspec import Meta

from bot.errors import BadRequest, Gone, NotFound
from bot.store import agents, api_keys
from bot.store.api_keys import ApiKey, Scope
from bot.store.engine import Tx
from bot.web.accounts import AGENT
from bot.web.http import Body, answer, read
from bot.web.services import services

MOST = 100
"""Keys that work at the same time."""

Name = Annotated[str, Meta(min_length=1, max_length=80, pattern=r"\S")]
Scopes = Annotated[tuple[Scope, ...], Meta(min_length=1, max_length=3)]


class KeyBody(Body, frozen=True):
    name: Name
    scopes: Scopes


class ChangeBody(Body, frozen=True):
    name: Name | None = None
    scopes: Scopes | None = None


async def every(request: web.Request) -> web.Response:
    def work(tx: Tx) -> list[dict[str, object]]:
        names = agents.names(tx)
        return [{**msgspec.to_builtins(key), "by": names.get(key.created_by, "")} for key in api_keys.every(tx)]

    return answer({"keys": await services(request).engine.read(work)})


async def make(request: web.Request) -> web.Response:
    it, me = services(request), request[AGENT]
    body, now = await read(request, KeyBody), it.clock()

    def work(tx: Tx) -> tuple[ApiKey, str]:
        if sum(key.ended_at is None for key in api_keys.every(tx)) >= MOST:
            raise BadRequest("Too many keys are in use. Revoke one first.")
        return api_keys.create(tx, name=_tidy(body.name), scopes=_once(body.scopes), by=me.id, at=now)

    key, secret = await it.engine.write(work)
    return answer({"key": key, "secret": secret})


async def change(request: web.Request) -> web.Response:
    body = await read(request, ChangeBody)

    def work(tx: Tx) -> ApiKey:
        key = _working(tx, request)
        name = _tidy(body.name) if body.name is not None else key.name
        scopes = _once(body.scopes) if body.scopes is not None else key.scopes
        api_keys.change(tx, key.id, name=name, scopes=scopes)
        return msgspec.structs.replace(key, name=name, scopes=scopes)

    return answer({"key": await services(request).engine.write(work)})


async def renew(request: web.Request) -> web.Response:
    secret = await services(request).engine.write(lambda tx: api_keys.renew(tx, _working(tx, request).id))
    return answer({"secret": secret})


async def end(request: web.Request) -> web.Response:
    it = services(request)
    now = it.clock()
    await it.engine.write(lambda tx: api_keys.end(tx, _working(tx, request).id, now))
    return answer({})


def _working(tx: Tx, request: web.Request) -> ApiKey:
    """Raises NotFound, Gone."""
    key = api_keys.get(tx, request.match_info["key"])
    if key is None:
        raise NotFound("There is no such API key.")
    if key.ended_at is not None:
        raise Gone("This API key was revoked. Make another one.")
    return key


def _once(scopes: tuple[Scope, ...]) -> tuple[Scope, ...]:
    return tuple(sorted(set(scopes)))


def _tidy(name: str) -> str:
    return " ".join(name.split())
