"""Pictures that were taken in a call, or that an agent sends: each becomes a message of the conversation."""

from hashlib import sha256
from typing import Literal

from bot import call
from bot.desk.base import Ground, Receipt
from bot.desk.calls import Caller
from bot.desk.calls.people import seat
from bot.desk.reaching.reach import must_reach
from bot.desk.thread import Thread, Touched
from bot.errors import Conflict, Forbidden, NotFound
from bot.locale import Words, words
from bot.model import Author, AuthorKind, CallMoment, Person, PictureCard
from bot.store import deeds, pictures, rooms
from bot.store.engine import Tx
from knowledge.picture import Picture

MOST = 100  # pictures of one call; said below as well

Of = Literal["screen", "camera", "photo"]
"""A screen that is shared, a camera as it is seen in the call, or a camera at its sharpest."""


class Pictures:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def put(
        self, caller: Caller, room: str, client_message_id: str, picture: Picture, of: Of, marked: bool
    ) -> Receipt:
        """Into the room's conversation, once for each id; `marked`: something is drawn on it.

        Raises Conflict, Forbidden, Gone, NotFound.
        """
        now = self._ground.clock()

        def work(tx: Tx) -> tuple[Receipt, Touched | None]:
            content = f"{room} {of} {marked} {sha256(picture.data).hexdigest()}"
            earlier = deeds.remembered(tx, caller.id, client_message_id, content, now)
            if earlier is not None:
                conversation, seq = earlier.split(" ")
                return Receipt(conversation, int(seq)), None
            if seat(tx, caller, room).role == "supervisor":
                raise Forbidden("You only listen in, so you cannot take pictures.")
            found = rooms.get(tx, room)
            if found is None:
                raise NotFound("There is no such call.")
            thread = Thread.load(tx, found.conversation, now)
            _note(thread, found.seq, caller)
            receipt = Receipt(thread.id, _say(thread, caller, client_message_id, picture, of, marked))
            deeds.settle(tx, caller.id, client_message_id, f"{receipt.conversation} {receipt.seq}")
            return receipt, thread.save()

        return await self._ground.commit(work)

    async def reply(
        self, agent: Person, conversation: str, fence: int, client_message_id: str, picture: Picture
    ) -> Receipt:
        """From who has the conversation, once for each id. Raises Conflict, NotFound, Stale, Unreachable."""
        now = self._ground.clock()

        def work(tx: Tx) -> tuple[Receipt, Touched | None]:
            content = f"{conversation} {sha256(picture.data).hexdigest()}"
            earlier = deeds.remembered(tx, agent.id, client_message_id, content, now)
            if earlier is not None:
                return Receipt(conversation, int(earlier)), None
            thread = Thread.load(tx, conversation, now)
            thread.held_by(agent, fence)
            must_reach(thread)
            author = Author(kind=AuthorKind.AGENT, id=agent.id, name=agent.name)
            card = _card(thread, picture, words(thread.conversation.language).t("Picture"))
            receipt = Receipt(conversation, thread.say(author, card, client_message_id=client_message_id).seq)
            thread.set(unanswered_since=None)
            deeds.settle(tx, agent.id, client_message_id, str(receipt.seq))
            return receipt, thread.save()

        return await self._ground.commit(work)

    async def get(self, conversation: str, picture: str) -> pictures.Kept:
        """Raises NotFound."""
        kept = await self._ground.engine.read(lambda tx: pictures.get(tx, picture))
        if kept is None or kept.conversation != conversation:
            raise NotFound("There is no such picture.")
        return kept


def _note(thread: Thread, seq: int, caller: Caller) -> None:
    """In the call's card. Raises Conflict."""
    if sum(moment.what == "snapshot" for moment in thread.call(seq).moments) >= MOST:
        raise Conflict("A call holds at most 100 pictures.")
    name = None if caller.role == "customer" else caller.name
    moment = CallMoment(what="snapshot", role=caller.role, name=name, person=caller.id, at=thread.now)
    thread.change_call(seq, lambda card: call.noted(card, moment))


def _say(thread: Thread, caller: Caller, client_message_id: str, picture: Picture, of: Of, marked: bool) -> int:
    own = caller.role == "customer"
    author = Author(kind=AuthorKind.CONTACT if own else AuthorKind.AGENT, id=caller.id, name=caller.name or None)
    card = _card(thread, picture, worded(of, marked, words(thread.conversation.language)))
    seq = thread.say(author, card, client_message_id=client_message_id).seq
    if own:
        thread.heard()
    return seq


def _card(thread: Thread, picture: Picture, alt: str) -> PictureCard:
    kept = pictures.add(thread.tx, thread.id, picture, thread.now)
    return PictureCard(picture=kept, width=picture.width, height=picture.height, alt=alt)


def worded(of: Of, marked: bool, tongue: Words) -> str:
    match of, marked:
        case "screen", False:
            return tongue.t("Picture of the shared screen")
        case "screen", True:
            return tongue.t("Picture of the shared screen, with marks on it")
        case "camera", False:
            return tongue.t("Picture from the camera")
        case "camera", True:
            return tongue.t("Picture from the camera, with marks on it")
        case _, True:
            return tongue.t("Photo, with marks on it")
    return tongue.t("Photo")
