"""Pictures of conversations over HTTP: from a call or an agent, for those who may read the conversation."""

from typing import Annotated, Literal, TypeVar

import msgspec
from aiohttp import web
from msgspec import Meta

from bot.desk.calls import Caller
from bot.desk.pictures import Of
from bot.errors import BadRequest, NotFound, TooLarge, Unauthorized
from bot.limits import Limit
from bot.model import Person
from bot.store import contacts, conversations, rooms
from bot.store.engine import Tx
from bot.validation import unfit
from bot.web.accounts import AGENT, LOGIN_COOKIE, login_of
from bot.web.http import answer
from bot.web.security import PICTURE_POLICY
from bot.web.services import Services, services
from knowledge.picture import Picture, PictureError

T = TypeVar("T")

LARGEST = 4 * 1024 * 1024  # bytes
TYPES = ("image/jpeg", "image/png", "image/webp")
KEPT = "private, max-age=604800, immutable"
PICTURES_LIMIT = web.AppKey("pictures_limit", Limit)
PICTURES, PICTURES_PER_S = 10, 0.5


class Asked(msgspec.Struct, frozen=True):
    client_message_id: Annotated[str, Meta(min_length=1, max_length=64)]
    of: Of
    marked: Literal["0", "1"] = "0"


class Sent(msgspec.Struct, frozen=True):
    client_message_id: Annotated[str, Meta(min_length=1, max_length=64)]
    fence: int


async def take(request: web.Request) -> web.Response:
    """The body is the picture; `?of=` screen, camera or photo, `&marked=1` with marks, `&client_message_id=`."""
    it, asked = services(request), _asked(request, Asked)
    caller = (await _caller(request, it))[0]
    request.app[PICTURES_LIMIT].take(caller.id)
    picture = _picture(await _body(request))
    ident, of, marked = asked.client_message_id, asked.of, asked.marked == "1"
    receipt = await it.pictures.put(caller, request.match_info["room"], ident, picture, of, marked)
    return answer({"conversation": receipt.conversation, "seq": receipt.seq})


async def reply(request: web.Request) -> web.Response:
    """The body is the picture; `?fence=` of who has the conversation, `&client_message_id=`."""
    it, agent, asked = services(request), request[AGENT], _asked(request, Sent)
    request.app[PICTURES_LIMIT].take(agent.id)
    picture = _picture(await _body(request))
    author, conversation = Person(id=agent.id, name=agent.name), request.match_info["conversation"]
    receipt = await it.pictures.reply(author, conversation, asked.fence, asked.client_message_id, picture)
    return answer({"conversation": receipt.conversation, "seq": receipt.seq})


async def give(request: web.Request) -> web.Response:
    it = services(request)
    conversation = request.match_info["conversation"]
    since = await _reads_since(request, it, conversation)
    kept = await it.pictures.get(conversation, request.match_info["picture"])
    if kept.at < since:
        raise NotFound("There is no such picture.")
    headers = {"Cache-Control": KEPT, "Vary": "Authorization, Cookie", "Content-Security-Policy": PICTURE_POLICY}
    return web.Response(body=kept.data, content_type=kept.type, headers=headers)


def _asked(request: web.Request, kind: type[T]) -> T:
    """Raises BadRequest."""
    try:
        return msgspec.convert(dict(request.query), kind, strict=False)
    except msgspec.ValidationError as error:
        raise BadRequest(f"The address cannot be read: {unfit(error)}") from None


async def _body(request: web.Request) -> bytes:
    """Raises TooLarge."""
    data = bytearray()
    async for chunk in request.content.iter_any():
        data += chunk
        if len(data) > LARGEST:
            raise TooLarge(f"The picture is too large: at most {LARGEST // 1024**2} MiB.")
    return bytes(data)


def _picture(data: bytes) -> Picture:
    """Nobody learns where it was taken. Raises BadRequest."""
    try:
        picture = Picture(data, LARGEST).bared
    except PictureError as error:
        raise BadRequest(str(error)) from None
    if picture.type not in TYPES:
        raise BadRequest("The picture is not a JPEG, PNG or WebP.")
    return picture


# -- who asks ---------------------------------------------------------------------


def _token(request: web.Request) -> str | None:
    """A contact's, or the login of who redeemed an invitation; None: an agent with a cookie."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if scheme == "Bearer" and token else None


async def _caller(request: web.Request, it: Services) -> tuple[Caller, str | None]:
    """With the room, where that is all that the login is good for. Raises Unauthorized."""
    token = _token(request)
    if token is None:
        found = await login_of(it, request.cookies.get(LOGIN_COOKIE))
        if found is not None:
            return Caller(found[0].id, "agent", found[0].name), None
        raise Unauthorized("Please sign in.")
    contact = await it.engine.read(lambda tx: contacts.of_token(tx, token))
    if contact is not None:
        return Caller(contact.id, "customer", contact.name or ""), None
    guest = await it.calls.guest(token)
    if guest is None:
        raise Unauthorized("This conversation is no longer known. Please start again.")
    return guest.caller, guest.room


async def _reads_since(request: web.Request, it: Services, conversation: str) -> int:
    """From when on: agents read everything, customers their own, who redeemed an invitation from its call on.

    Raises NotFound, Unauthorized.
    """
    caller, room = await _caller(request, it)
    if caller.role == "agent":
        return 0

    def work(tx: Tx) -> int | None:
        if room is not None:
            invited_to = rooms.get(tx, room)
            return invited_to.offered_at if invited_to and invited_to.conversation == conversation else None
        standing = conversations.get(tx, conversation)
        return 0 if standing and standing.conversation.contact.id == caller.id else None

    since = await it.engine.read(work)
    if since is None:
        raise NotFound("There is no such picture.")
    return since
