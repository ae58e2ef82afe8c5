"""The secret with which a shop signs its customers' numbers, for managers."""

from aiohttp import web

from bot.desk.reaching.identifying import SETTING
from bot.journeys.identity import FORMER_MS, Identity
from bot.secret import new_secret
from bot.store import settings
from bot.store.engine import Tx
from bot.web.accounts import AGENT
from bot.web.http import answer
from bot.web.services import services


async def look(request: web.Request) -> web.Response:
    it = services(request)
    identity = await it.engine.read(lambda tx: settings.get(tx, SETTING, Identity))
    return answer({"made_at": identity.made_at or None, "former_until": _former(identity, it.clock())})


async def make(request: web.Request) -> web.Response:
    """A new one, shown once; the one before is taken for a day more."""
    it, me = services(request), request[AGENT]
    now, secret = it.clock(), new_secret()

    def work(tx: Tx) -> Identity:
        before = settings.get(tx, SETTING, Identity)
        fresh = Identity(
            secret=secret, made_at=now, former=before.secret, former_until=now + FORMER_MS if before.secret else 0
        )
        settings.put(tx, SETTING, fresh, me.id, now)
        return fresh

    identity = await it.engine.write(work)
    return answer({"secret": secret, "made_at": now, "former_until": _former(identity, now)})


def _former(identity: Identity, now: int) -> int | None:
    return identity.former_until if identity.former_until > now else None
