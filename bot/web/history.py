"""Looking through all conversations."""

from enum import StrEnum
from typing import TypeVar

from aiohttp import web

from bot.errors import BadRequest
from bot.model import Channel, OwnerKind
from bot.store import conversations
from bot.web.http import answer, whole
from bot.web.services import services

MOST = 200
E = TypeVar("E", bound=StrEnum)


async def search(request: web.Request) -> web.Response:
    words = request.query.get("q", "").strip()[:200]
    if "\x00" in words:
        raise BadRequest("Text may not contain the NUL character.")
    owner, channel = one_of(request, "owner", OwnerKind), one_of(request, "channel", Channel)
    before, limit = whole(request, "before"), min(whole(request, "limit") or 50, MOST)
    found = await services(request).engine.read(
        lambda tx: conversations.search(tx, words=words, owner=owner, channel=channel, before=before, limit=limit)
    )
    return answer({"conversations": found})


def one_of(request: web.Request, name: str, kind: type[E]) -> E | None:
    """None when absent. Raises BadRequest."""
    value = request.query.get(name)
    if not value:
        return None
    try:
        return kind(value)
    except ValueError:
        raise BadRequest(f"{name} must be one of {', '.join(kind)}.") from None
