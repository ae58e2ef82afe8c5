"""Looking through all conversations, and whether what is written into one reaches its customer."""

from aiohttp import web

from bot.desk.reaching.reach import reach as reach_in
from bot.errors import NotFound
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


async def reach(request: web.Request) -> web.Response:
    it, conversation = services(request), request.match_info["conversation"]
    found = await it.engine.read(lambda tx: reach_in(tx, conversation, it.clock()))
    if found is None:
        raise NotFound("There is no such conversation.")
    return answer({"reach": found, "here": it.audience.watched(conversation)})
