"""What holds for all surveys: quiet hours, how often somebody may be asked."""

from typing import Annotated

from aiohttp import web
from msgspec import Meta

from bot.desk.surveys.surveying import SETTINGS, customs
from bot.store import settings
from bot.surveys.deciding import Customs
from bot.web.accounts import AGENT
from bot.web.http import Body, answer, read
from bot.web.services import services

Minute = Annotated[int, Meta(ge=0, le=1439)]


class CustomsBody(Body, frozen=True):
    quiet_from_min: Minute
    quiet_until_min: Minute
    cap_n: Annotated[int, Meta(ge=1, le=100)]
    cap_days: Annotated[int, Meta(ge=1, le=365)]
    reminder: bool


async def get(request: web.Request) -> web.Response:
    it = services(request)
    return answer(_told(await it.engine.read(customs), it.config.surveys.timezone))


async def put(request: web.Request) -> web.Response:
    body, it, by = await read(request, CustomsBody), services(request), request[AGENT].id
    at = it.clock()
    wanted = Customs(
        quiet_from_min=body.quiet_from_min,
        quiet_until_min=body.quiet_until_min,
        cap_n=body.cap_n,
        cap_days=body.cap_days,
        reminder=body.reminder,
    )
    await it.engine.write(lambda tx: settings.put(tx, SETTINGS, wanted, by, at))
    return answer(_told(wanted, it.config.surveys.timezone))


def _told(wanted: Customs, timezone: str) -> dict[str, object]:
    return {**{name: getattr(wanted, name) for name in Customs.__struct_fields__}, "timezone": timezone}
