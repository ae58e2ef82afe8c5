"""What the media worker tells of a room, in the card that stands in the conversation."""

from typing import Literal

import structlog

from bot import call
from bot.desk import belonging
from bot.desk.calls.base import moment
from bot.desk.calls.ending import Ending
from bot.desk.thread import Thread
from bot.events import LINE, Listened, inside_stream
from bot.model import CallCard, CallState, Person
from bot.store import episodes, log, room_members, rooms
from bot.store.room_members import Member
from webrtc.media import Connected, Ended, Joined, Left, RoomEvent, SharingChanged

logger = structlog.get_logger()


class Happening(Ending):
    async def happened(self, event: RoomEvent) -> None:
        found = await self._ground.engine.read(lambda tx: rooms.get(tx, event.room))
        if found is None:
            logger.warning("unknown_room", room=event.room)
            return
        match event:
            case Joined():
                self._deserted.pop(event.room, None)
            case Ended(at=at, reason="worker_lost"):
                self._deserted[event.room] = at
        await self.change(event.room, lambda thread, card: _after(event, thread, card))


def _after(event: RoomEvent, thread: Thread, card: CallCard) -> CallCard:
    match event:
        case Joined(participant=person, at=at):
            return _came(thread, card, room_members.get(thread.tx, card.room, person), at)
        case Left(participant=person, at=at, reason=reason) if reason != "replaced":
            return _went(thread, card, room_members.get(thread.tx, card.room, person), at)
        case SharingChanged(participant=person, screen=screen, at=at):
            return _shares(thread, card, room_members.get(thread.tx, card.room, person), screen, at)
        case Connected(at=at):
            return _begun(thread, card, at)
        case Ended(at=at, reason="left"):
            return call.over(card, at, "system", "left")
    return card


def _came(thread: Thread, card: CallCard, member: Member | None, at: int) -> CallCard:
    """Who is there already has only loaded the page again."""
    tx = thread.tx
    if member is None or member.here:
        return card
    host = thread.conversation.owner.agent
    if host is not None and member.role == "customer" and not card.asked and not room_members.anybody(tx, card.room):
        belonging.ring(thread, card.room, host, host.id)  # who invited them may be busy with something else
    room_members.came(tx, card.room, member.person)
    _tell_agents(thread, card, member, "joined", at)
    return moment(card, "joined", member, at)


def _went(thread: Thread, card: CallCard, member: Member | None, at: int) -> CallCard:
    if member is None or not member.here:
        return card
    room_members.went(thread.tx, card.room, member.person)
    _tell_agents(thread, card, member, "left", at)
    return moment(card, "left", member, at)


def _shares(thread: Thread, card: CallCard, member: Member | None, screen: bool, at: int) -> CallCard:
    if member is None or member.shares is screen:
        return card
    room_members.shares(thread.tx, card.room, member.person, screen)
    return moment(card, "shared" if screen else "unshared", member, at)


def _begun(thread: Thread, card: CallCard, at: int) -> CallCard:
    if card.state is CallState.OFFERED and card.by is not None:
        rooms.start(thread.tx, card.room, at)
        episodes.handled(thread.tx, thread.id, thread.conversation.episode, card.by.id, "call")
        thread.set(unanswered_since=None)
        thread.touch(LINE)
    return call.begun(card, at)


def _tell_agents(thread: Thread, card: CallCard, member: Member, what: Literal["joined", "left"], at: int) -> None:
    """Of who listens unseen, in the stream that no customer may read."""
    if not member.hidden:
        return
    stream = inside_stream(thread.id)
    by = Person(id=member.person, name=member.name)
    log.append(thread.tx, stream, thread.now, Listened(room=card.room, by=by, what=what, at=at))
    thread.touch(stream)
