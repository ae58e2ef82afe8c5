"""The people who answer: invited, let in by an invitation, and what managers change of them."""

from typing import Annotated

import msgspec
from aiohttp import web
from msgspec import Meta

from bot.clock import DAY_MS
from bot.errors import BadRequest, Conflict, Gone, NotFound
from bot.model import Agent, Role
from bot.store import agents
from bot.store.engine import Tx
from bot.web.accounts import AGENT, LIMITS, signed_in
from bot.web.http import Body, answer, read
from bot.web.passwords import check
from bot.web.security import address
from bot.web.services import services

INVITATION_MS = 7 * DAY_MS

Email = Annotated[str, Meta(min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$")]
Name = Annotated[str, Meta(min_length=1, max_length=80, pattern=r"\S")]
Secret = Annotated[str, Meta(min_length=1, max_length=128)]


class InvitationBody(Body, frozen=True):
    invitation: Secret


class JoinBody(Body, frozen=True):
    invitation: Secret
    name: Name
    email: Email
    password: Annotated[str, Meta(max_length=1024)]


class InviteBody(Body, frozen=True):
    role: Role


class ChangeBody(Body, frozen=True):
    role: Role | None = None
    disabled: bool | None = None
    team: Annotated[str, Meta(max_length=80)] | None = None  # "": none


# -- invitations ----------------------------------------------------------------------


async def look_at_invitation(request: web.Request) -> web.Response:
    it = services(request)
    body = await read(request, InvitationBody)
    found = await it.engine.read(lambda tx: agents.invitation(tx, body.invitation, it.clock()))
    if found is None:
        raise Gone("This invitation was used or has run out. Ask for a new one.")
    return answer(found)


async def join(request: web.Request) -> web.Response:
    it = services(request)
    body = await read(request, JoinBody)
    limit, key = request.app[LIMITS], f"address {address(request, it.config)}"
    limit.take(key)
    check(body.password)
    if await it.engine.read(lambda tx: agents.invitation(tx, body.invitation, it.clock())) is None:
        raise Gone("This invitation was used or has run out. Ask for a new one.")
    hashed = await it.passwords.hash(body.password)
    now = it.clock()

    def work(tx: Tx) -> Agent:
        role = agents.use_invitation(tx, body.invitation, now)
        if role is None:
            raise Gone("This invitation was used or has run out. Ask for a new one.")
        agent = agents.create(tx, name=body.name.strip(), email=body.email, password_hash=hashed, role=role, at=now)
        if agent is None:
            raise Conflict("There is an account with this email address already.")
        return agent

    joined = await it.engine.write(work)
    limit.give_back(key)
    return await signed_in(request, joined)


async def invite(request: web.Request) -> web.Response:
    it, agent = services(request), request[AGENT]
    body = await read(request, InviteBody)
    now = it.clock()
    expires_at = now + INVITATION_MS
    secret = await it.engine.write(lambda tx: agents.invite(tx, body.role, agent.id, now, expires_at))
    return answer({"url": f"{it.config.public_url}/join/#{secret}", "expires_at": expires_at})


# -- the others -------------------------------------------------------------------------


async def everyone(request: web.Request) -> web.Response:
    it = services(request)
    found = await it.engine.read(agents.everyone)
    return answer({"agents": found, "present": [agent.id for agent in it.presence.here()]})


async def change(request: web.Request) -> web.Response:
    it, ident = services(request), request.match_info["agent"]
    body = await read(request, ChangeBody)
    now = it.clock()

    def work(tx: Tx) -> Agent:
        agent = agents.get(tx, ident)
        if agent is None:
            raise NotFound("There is no such agent.")
        disabled_at = agent.disabled_at
        if body.disabled is not None:
            disabled_at = (disabled_at or now) if body.disabled else None
        team = agent.team if body.team is None else body.team.strip()
        changed = msgspec.structs.replace(agent, role=body.role or agent.role, disabled_at=disabled_at, team=team)
        agents.change(tx, ident, role=changed.role, disabled_at=changed.disabled_at, team=team)
        if agents.managers(tx) == 0:
            raise BadRequest("At least one manager must be left.")
        if changed.disabled_at is not None:
            agents.end_logins(tx, ident, now)
        return changed

    changed = await it.engine.write(work)
    if changed.disabled_at is not None:
        it.audience.end_agent(ident)
    return answer({"agent": changed})
