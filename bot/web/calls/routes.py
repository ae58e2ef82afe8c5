"""The addresses of calls."""

from aiohttp import web

from bot.clock import Clock
from bot.limits import Limit
from bot.web.calls import invited, pictures, recordings, verbs
from bot.web.route import Route, Who

ROUTES: tuple[Route, ...] = (
    Route("GET", "/api/recordings", Who.MANAGER, recordings.every),
    Route("GET", "/api/recordings/{recording}/file", Who.MANAGER, recordings.file),
    Route("DELETE", "/api/recordings/{recording}", Who.MANAGER, recordings.remove),
    Route("POST", "/api/call/look", Who.ANYONE, invited.look),
    Route("POST", "/api/call/redeem", Who.ANYONE, invited.redeem),
    Route("POST", "/api/calls/{room}/pictures", Who.ANYONE, pictures.take),
    Route("POST", "/api/conversations/{conversation}/pictures", Who.AGENT, pictures.reply),
    Route("GET", "/api/conversations/{conversation}/pictures/{picture}", Who.ANYONE, pictures.give),
)


def limit(app: web.Application, clock: Clock) -> None:
    app[invited.REDEEM_LIMIT] = Limit(clock, invited.REDEEMS, invited.REDEEMS_PER_S)
    app[verbs.ECHO_LIMIT] = Limit(clock, verbs.ECHOES, verbs.ECHOES_PER_S)
    app[pictures.PICTURES_LIMIT] = Limit(clock, pictures.PICTURES, pictures.PICTURES_PER_S)
