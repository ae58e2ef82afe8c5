"""A rating by its link: looking changes nothing, and only what a person presses is a rating.

Programs that check links in mail ask for addresses, and some run what they find there. So the secret stands behind "#",
where it reaches no server and no log, and the page asks for the card with it but gives no value by itself.
"""

from typing import Annotated

from aiohttp import web
from msgspec import Meta, field

from bot.clock import Clock
from bot.desk.surveys.rating_links import Shown
from bot.limits import Limit
from bot.web.frames import GivenAnswer, Name, card_answers
from bot.web.http import Body, answer, read
from bot.web.route import Route, Who
from bot.web.security import address
from bot.web.services import Services, services

LINK_LIMIT = web.AppKey("rating_link_limit", Limit)
USES, USES_PER_S = 60, 1.0  # by one address: each tap is one

Secret = Annotated[str, Meta(min_length=1, max_length=128)]


class LookBody(Body, frozen=True):
    secret: Secret


class GiveBody(Body, frozen=True):
    secret: Secret
    value: Annotated[int, Meta(ge=0, le=10)] | None = None
    comment: Annotated[str, Meta(max_length=2000)] | None = None
    answers: Annotated[dict[Name, GivenAnswer], Meta(max_length=10)] = field(default_factory=dict)


async def look(request: web.Request) -> web.Response:
    it = _admitted(request)
    body = await read(request, LookBody)
    shown = await it.desk.asked_by_link(body.secret)
    widget = it.config.widget
    return answer({"title": widget.title, "accent": widget.accent, "language": shown.language, **_told(it, shown)})


async def give(request: web.Request) -> web.Response:
    it = _admitted(request)
    body = await read(request, GiveBody)
    shown = await it.desk.rate_by_link(body.secret, body.value, body.comment, card_answers(body.answers))
    return answer(_told(it, shown))


def _admitted(request: web.Request) -> Services:
    """Raises TooMany."""
    it = services(request)
    request.app[LINK_LIMIT].take(address(request, it.config))
    return it


def _told(it: Services, shown: Shown) -> dict[str, object]:
    return {"card": shown.card, "thanks": shown.thanks, "now": it.clock()}


def limit(app: web.Application, clock: Clock) -> None:
    app[LINK_LIMIT] = Limit(clock, USES, USES_PER_S)


ROUTES: tuple[Route, ...] = (
    Route("POST", "/api/rating/look", Who.ANYONE, look),
    Route("POST", "/api/rating/give", Who.ANYONE, give),
)
