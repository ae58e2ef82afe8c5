"""Programs that come with an API key: who they are, what they may do, how often."""

from aiohttp import web

from bot.clock import MINUTE_MS, Clock
from bot.errors import Forbidden, Unauthorized
from bot.limits import Limit
from bot.store import api_keys
from bot.store.api_keys import ApiKey, Scope
from bot.web.security import address
from bot.web.services import services

PROGRAM = web.RequestKey("program", ApiKey)

CALLS_LIMIT = web.AppKey("program_calls", Limit)
CALLS, CALLS_PER_S = 60, 10.0
"""Of one key."""
WRONG_LIMIT = web.AppKey("program_wrong_keys", Limit)
WRONG, WRONG_PER_S = 20, 0.2
"""Of one address."""
USED_EVERY_MS = MINUTE_MS
LONGEST = 128  # characters of a secret


async def require(request: web.Request, scope: Scope) -> ApiKey:
    """Raises Unauthorized, Forbidden, TooMany."""
    it = services(request)
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    secret = secret.strip()
    if kind.lower() != "bearer" or not secret:
        raise Unauthorized("Send the API key as a header: Authorization: Bearer <key>.")
    key = await it.engine.read(lambda tx: api_keys.of_secret(tx, secret)) if len(secret) <= LONGEST else None
    if key is None:
        request.app[WRONG_LIMIT].take(address(request, it.config))
        raise Unauthorized("This API key is not known, or has ended.")
    request.app[CALLS_LIMIT].take(key.id)
    if scope not in key.scopes:
        raise Forbidden(f"This API key may not do this: it lacks the scope {scope}.", scope=scope)
    now = it.clock()
    if key.used_at is None or now - key.used_at >= USED_EVERY_MS:
        await it.engine.write(lambda tx: api_keys.used(tx, key.id, now))
    request[PROGRAM] = key
    return key


def limit(app: web.Application, clock: Clock) -> None:
    app[CALLS_LIMIT] = Limit(clock, CALLS, CALLS_PER_S)
    app[WRONG_LIMIT] = Limit(clock, WRONG, WRONG_PER_S)
