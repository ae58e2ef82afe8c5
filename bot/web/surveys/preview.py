"""What a customer would get, of a survey as it is being written."""

import asyncio
from typing import Annotated, Any

from aiohttp import web
from msgspec import Meta

from bot import richtext
from bot.locale import NAMES
from bot.surveys import wording
from bot.surveys.answering import Answered, Tap, answered
from bot.surveys.wording import Asked, Tongue
from bot.web.accounts import AGENT
from bot.web.http import Body, answer, read
from bot.web.services import services
from bot.web.surveys.changing import LARGEST, checked

UNKNOWN = "…"  # for what only a real asking knows


class PreviewBody(Body, frozen=True):
    survey: dict[str, Any]
    language: Annotated[str, Meta(min_length=1, max_length=35)]
    value: Annotated[int, Meta(ge=0, le=10)] | None = None  # as if it had been given


async def card(request: web.Request) -> web.Response:
    """Raises BadRequest for a value that is not on its scale."""
    body, it = await read(request, PreviewBody, LARGEST), services(request)
    survey = checked(body.survey)
    given = Answered() if body.value is None else answered(survey, Answered(), Tap(body.value))
    known = {"name": request[AGENT].name, "agent": request[AGENT].name, "article": UNKNOWN, "product": UNKNOWN}
    tongue = Tongue(body.language, it.config.bot.fallback_language, known)
    moment = survey.ask.moments[0] if survey.ask.moments else "touchpoint"
    made = wording.card(survey, tongue, Asked("preview", moment, until=None), given)
    language = body.language if body.language in NAMES else it.config.bot.fallback_language
    look = await asyncio.to_thread(it.telegram_look, made, language)  # its words may have to be read first
    told = [richtext.clean(message) for message in look.messages]
    return answer({"card": made, "telegram": told, "telegram_buttons": look.buttons})
