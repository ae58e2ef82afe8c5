"""The addresses of touchpoints, journeys and API keys."""

from bot.web.journeys import keys
from bot.web.route import Route, Who

ROUTES: tuple[Route, ...] = (
    Route("GET", "/api/keys", Who.MANAGER, keys.every),
    Route("POST", "/api/keys", Who.MANAGER, keys.make),
    Route("PATCH", "/api/keys/{key}", Who.MANAGER, keys.change),
    Route("POST", "/api/keys/{key}/secret", Who.MANAGER, keys.renew),
    Route("DELETE", "/api/keys/{key}", Who.MANAGER, keys.end),
)
