"""The addresses of surveys."""

from bot.web.route import Route, Who
from bot.web.surveys import changing, exchange, listing, preview, settings

ROUTES: tuple[Route, ...] = (
    Route("GET", "/api/surveys", Who.MANAGER, listing.every),
    Route("GET", "/api/surveys/templates", Who.MANAGER, listing.templates),
    Route("PUT", "/api/surveys/order", Who.MANAGER, changing.order),
    Route("GET", "/api/surveys/settings", Who.MANAGER, settings.get),
    Route("PATCH", "/api/surveys/settings", Who.MANAGER, settings.patch),
    Route("GET", "/api/surveys/export", Who.MANAGER, exchange.export),
    Route("POST", "/api/surveys/import", Who.MANAGER, exchange.take_in),
    Route("POST", "/api/surveys/preview", Who.MANAGER, preview.card),
    Route("PUT", "/api/surveys/{survey}", Who.MANAGER, changing.save),
    Route("PATCH", "/api/surveys/{survey}", Who.MANAGER, changing.switch),
    Route("DELETE", "/api/surveys/{survey}", Who.MANAGER, changing.remove),
    Route("POST", "/api/surveys/{survey}/bring-back", Who.MANAGER, changing.bring_back),
    Route("GET", "/api/surveys/{survey}/versions", Who.MANAGER, listing.versions),
)
