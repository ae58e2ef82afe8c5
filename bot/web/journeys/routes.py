"""The addresses of touchpoints, journeys and API keys."""

from bot.web.journeys import definitions, keys, listing, people, programs_api, rehearsals, signing
from bot.web.route import Route, Who

ROUTES: tuple[Route, ...] = (
    Route("POST", "/api/v1/touchpoints", Who.PROGRAM, programs_api.take, "touchpoints:write"),
    Route("POST", "/api/v1/telegram-links", Who.PROGRAM, programs_api.telegram_link, "touchpoints:write"),
    Route("POST", "/api/v1/rating-links", Who.PROGRAM, programs_api.rating_link, "surveys:link"),
    Route("GET", "/api/keys", Who.MANAGER, keys.every),
    Route("POST", "/api/keys", Who.MANAGER, keys.make),
    Route("PATCH", "/api/keys/{key}", Who.MANAGER, keys.change),
    Route("POST", "/api/keys/{key}/secret", Who.MANAGER, keys.renew),
    Route("DELETE", "/api/keys/{key}", Who.MANAGER, keys.end),
    Route("GET", "/api/signing", Who.MANAGER, signing.look),
    Route("POST", "/api/signing", Who.MANAGER, signing.make),
    Route("GET", "/api/touchpoints", Who.MANAGER, listing.search),
    Route("GET", "/api/touchpoints/template.csv", Who.MANAGER, listing.template),
    Route("POST", "/api/touchpoints/upload", Who.MANAGER, listing.upload),
    Route("GET", "/api/touchpoints/upload/{upload}", Who.MANAGER, listing.progress),
    Route("GET", "/api/contacts/{contact}/touchpoints", Who.AGENT, people.look),
    Route("PUT", "/api/contacts/{contact}/permission", Who.AGENT, people.permit),
    Route("GET", "/api/journeys", Who.MANAGER, definitions.every),
    Route("GET", "/api/journeys/export", Who.MANAGER, definitions.export),
    Route("POST", "/api/journeys/read", Who.MANAGER, definitions.of_text),
    Route("POST", "/api/journeys/rehearse", Who.MANAGER, rehearsals.run),
    Route("PUT", "/api/journeys/{journey}", Who.MANAGER, definitions.save),
    Route("PATCH", "/api/journeys/{journey}", Who.MANAGER, definitions.switch),
    Route("DELETE", "/api/journeys/{journey}", Who.MANAGER, definitions.remove),
    Route("POST", "/api/journeys/{journey}/bring-back", Who.MANAGER, definitions.bring_back),
    Route("GET", "/api/journeys/{journey}/versions", Who.MANAGER, definitions.versions),
)
