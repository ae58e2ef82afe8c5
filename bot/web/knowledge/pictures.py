"""The pictures of articles: taken from who writes them, given to everybody."""

from aiohttp import web

from bot.errors import BadRequest, NotFound, TooLarge
from bot.store.engine import Tx
from bot.web.accounts import AGENT
from bot.web.http import answer
from bot.web.security import PICTURE_POLICY
from bot.web.services import services
from knowledge import pictures
from knowledge.picture import ID, LARGEST, Picture, PictureError

IMMUTABLE = "public, max-age=31536000, immutable"


async def take(request: web.Request) -> web.Response:
    """The body is the picture; its bytes say what it is. Nobody learns where it was taken."""
    it, agent = services(request), request[AGENT]
    if request.content_length is not None and request.content_length > LARGEST:
        raise TooLarge(f"The picture is too large: at most {LARGEST // 1024} KiB. Scale it down.")
    try:
        picture = Picture(await request.read()).bared
    except PictureError as error:
        raise BadRequest(str(error)) from None
    now = it.clock()

    def work(tx: Tx) -> None:
        pictures.put(tx, picture, now, agent.id)

    await it.engine.write(work)
    return answer({"url": picture.address, "width": picture.width, "height": picture.height})


async def give(request: web.Request) -> web.Response:
    """The same bytes for ever under one id, so a browser asks once."""
    ident = request.match_info["picture"]
    found = await services(request).engine.read(lambda tx: pictures.get(tx, ident)) if ID.fullmatch(ident) else None
    if found is None:
        raise NotFound("There is no such picture.")
    headers = {"Cache-Control": IMMUTABLE, "Content-Security-Policy": PICTURE_POLICY}
    return web.Response(body=found.data, content_type=found.type, headers=headers)
