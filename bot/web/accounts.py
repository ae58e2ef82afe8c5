"""Who it is that asks: signing in and out, logins that can be ended."""

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Annotated, Any

import msgspec
from aiohttp import web
from msgspec import Meta

from bot.errors import BadRequest, Forbidden, NotFound, Unauthorized, Unavailable
from bot.limits import Limit
from bot.model import Agent, Person, Role
from bot.store import agents
from bot.web.http import Body, answer, read
from bot.web.pages import page
from bot.web.security import address
from bot.web.services import Services, services

LOGIN_COOKIE = "heard_login"
_OURS = re.compile(r"/(?![/\\])[^\s\\]*\Z")  # a path, and no other host's address

AGENT = web.RequestKey("agent", Agent)
LOGIN = web.RequestKey("login", str)

LIMITS = web.AppKey("login_limits", Limit)
TRIES, TRIES_PER_S = 10, 10 / 300
SEEN_MS = 10_000
"""How much older than the truth it may be when a login was seen: most requests then write nothing."""


class LoginBody(Body, frozen=True):
    email: Annotated[str, Meta(max_length=254)]
    password: Annotated[str, Meta(max_length=1024)]


# -- who it is --------------------------------------------------------------------


async def login_of(it: Services, secret: str | None) -> tuple[Agent, str, int] | None:
    """The agent and the login's id behind a cookie, and when it was seen."""
    if not secret or len(secret) > 128:
        return None
    idle_since = it.clock() - it.config.desk.login_idle_s * 1000
    return await it.engine.read(lambda tx: agents.of_login(tx, secret, idle_since))


async def require_agent(request: web.Request) -> Agent:
    """Raises Unauthorized."""
    it = services(request)
    found = await login_of(it, request.cookies.get(LOGIN_COOKIE))
    if found is None:
        raise Unauthorized("Please sign in.")
    agent, login, seen_at = found
    request[AGENT], request[LOGIN] = agent, login
    if it.clock() - seen_at >= SEEN_MS:
        with suppress(Unavailable):  # whoever only reads need not know that the disk is full
            await it.engine.write(lambda tx: agents.seen(tx, login, it.clock()))
    return agent


async def require_manager(request: web.Request) -> Agent:
    """Raises Unauthorized, Forbidden."""
    agent = await require_agent(request)
    if agent.role is not Role.MANAGER:
        raise Forbidden("Only managers may do this.")
    return agent


def whose_page(request: web.Request) -> str:
    """Whose page is asked for: one's own, or for a manager that of `agent=`. Raises Forbidden, BadRequest."""
    agent, wanted = request[AGENT], request.query.getall("agent", [])
    if len(wanted) > 1:
        raise BadRequest("Ask for one agent.")
    if wanted and wanted[0] != agent.id and agent.role is not Role.MANAGER:
        raise Forbidden("Only managers may look at others' figures.")
    return wanted[0] if wanted else agent.id


def person(ident: str, names: Mapping[str, str]) -> Person | None:
    """Who is behind an author; without a name where it is no agent's ("import", "sample"), None where not known."""
    return Person(id=ident, name=names.get(ident, "")) if ident else None


# -- signing in and out -------------------------------------------------------------


async def login_page(request: web.Request) -> web.Response:
    """Leads on who is signed in already: to the page of ours that asked for it, else to the desk."""
    if await login_of(services(request), request.cookies.get(LOGIN_COOKIE)) is None:
        return await page(request)
    wish = request.query.get("next", "")
    raise web.HTTPFound(wish if _OURS.match(wish) else "/desk/")


async def login(request: web.Request) -> web.Response:
    it = services(request)
    body = await read(request, LoginBody)
    limit, keys = request.app[LIMITS], (f"address {address(request, it.config)}", f"email {body.email.lower()}")
    for key in keys:
        limit.take(key)
    found = await it.engine.read(lambda tx: agents.credentials(tx, body.email))
    right = await it.passwords.verify(body.password, found[1] if found else None)
    if found is None or not right or found[0].disabled_at is not None:
        raise Unauthorized("The email address or the password is wrong.")
    for key in keys:  # a whole office signs in from one address
        limit.give_back(key)
    return await signed_in(request, found[0])


async def signed_in(request: web.Request, agent: Agent) -> web.Response:
    """The answer with which this browser is signed in as `agent`."""
    it = services(request)
    device = request.headers.get("User-Agent", "")
    secret = await it.engine.write(lambda tx: agents.sign_in(tx, agent.id, device, it.clock()))
    response = answer({"me": agent})
    response.set_cookie(
        LOGIN_COOKIE,
        secret,
        max_age=it.config.desk.login_idle_s,
        httponly=True,
        samesite="Lax",
        secure=it.config.public_url.startswith("https:"),
    )
    return response


async def logout(request: web.Request) -> web.Response:
    it, agent, ident = services(request), request[AGENT], request[LOGIN]
    await it.engine.write(lambda tx: agents.end_login(tx, agent.id, ident, it.clock()))
    it.audience.end_login(ident)
    response = answer({})
    response.del_cookie(LOGIN_COOKIE)
    return response


async def me(request: web.Request) -> web.Response:
    return answer({"me": request[AGENT]})


async def logins(request: web.Request) -> web.Response:
    it, agent = services(request), request[AGENT]
    idle_since = it.clock() - it.config.desk.login_idle_s * 1000
    mine = await it.engine.read(lambda tx: agents.logins(tx, agent.id, idle_since))
    return answer({"logins": [{**_asdict(one), "current": one.id == request[LOGIN]} for one in mine]})


def _asdict(login: agents.Login) -> dict[str, Any]:
    built: dict[str, Any] = msgspec.to_builtins(login)
    return built


async def end_login(request: web.Request) -> web.Response:
    it, agent, ident = services(request), request[AGENT], request.match_info["login"]
    if not await it.engine.write(lambda tx: agents.end_login(tx, agent.id, ident, it.clock())):
        raise NotFound("There is no such login.")
    it.audience.end_login(ident)
    return answer({})
