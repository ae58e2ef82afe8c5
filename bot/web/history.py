"""Looking through all conversations."""

from aiohttp import web

from bot.model import Channel, OwnerKind
from bot.store import conversations
from bot.web.http import answer, limit, one_of, search_words, whole
from bot.web.services import services

MOST = 200


async def search(request: web.Request) -> web.Response:
    words = search_words(request)
    owner, channel = one_of(request, "owner", OwnerKind), one_of(request, "channel", Channel)
    before, most = whole(request, "before"), limit(request, 50, MOST)
    found = await services(request).engine.read(
        lambda tx: conversations.search(tx, words=words, owner=owner, channel=channel, before=before, limit=most)
    )
    return answer({"conversations": found})
