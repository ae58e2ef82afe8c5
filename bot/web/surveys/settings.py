"""What holds for all surveys: quiet hours, how often somebody may be asked."""

from aiohttp import web

from bot.desk.surveys.surveying import SETTINGS, customs
from bot.surveys.deciding import Customs
from bot.web.http import answer
from bot.web.services import services
from bot.web.settings import change_settings


async def get(request: web.Request) -> web.Response:
    it = services(request)
    return answer(_told(await it.engine.read(customs), it.config.surveys.timezone))


async def patch(request: web.Request) -> web.Response:
    wanted = await change_settings(request, SETTINGS, Customs)
    return answer(_told(wanted, services(request).config.surveys.timezone))


def _told(wanted: Customs, timezone: str) -> dict[str, object]:
    return {**{name: getattr(wanted, name) for name in Customs.__struct_fields__}, "timezone": timezone}
