"""More than two: a colleague is asked in, a manager listens, somebody is sent out."""

from dataclasses import replace

from bot.desk.calls.base import Part
from bot.desk.calls.people import Caller, agents_seat, open_room, owns, seat
from bot.desk.thread import Thread
from bot.errors import BadRequest, Conflict, Forbidden, NotFound
from bot.events import LINE
from bot.store import agents, room_members
from bot.store.room_members import Member


class Members(Part):
    async def bring(self, caller: Caller, room: str, colleague: str) -> None:
        """Asks a colleague into the call, at whom it rings.

        Raises NotFound, Gone, Forbidden, Conflict.
        """
        here = {agent.id for agent in self._ground.presence.here()}

        def work(thread: Thread) -> None:
            agents_seat(thread.tx, caller, room)
            other = agents.get(thread.tx, colleague)
            if other is None or other.disabled_at is not None:
                raise NotFound("There is no such agent.")
            if other.id not in here:
                raise Conflict("This colleague is not at the desk.")
            if other.id in room_members.busy(thread.tx):
                raise Conflict("This colleague is in another call.")
            room_members.put(
                thread.tx,
                Member(room, other.id, "agent", other.name),
                asked_by=caller.id,
                rings_until=self._rings_until(thread.now),
            )
            thread.touch(LINE)

        await self._in_room(room, work)

    async def listen(self, caller: Caller, room: str) -> None:
        """A manager may join, without a voice. Raises NotFound, Gone, Forbidden, Conflict."""
        hidden = self._ground.config.calls.hidden_supervision

        def work(thread: Thread) -> None:
            found = open_room(thread.tx, room)
            member = room_members.get(thread.tx, room, caller.id)
            if found.ringing:
                raise Conflict("Nobody has accepted this call yet.")
            if owns(thread.tx, caller.id, found) or (member is not None and member.here and member.role == "agent"):
                raise Conflict("You already take part in this call.")
            if member is not None and member.removed_at is not None:
                raise Forbidden("You were removed from this call.")
            if member is None or member.role != "supervisor":
                room_members.put(thread.tx, Member(room, caller.id, "supervisor", caller.name, hidden=hidden))

        await self._in_room(room, work)

    async def speak(self, caller: Caller, room: str) -> None:
        """A manager who listens joins again as an agent, for all to see. Raises NotFound, Gone, Forbidden."""

        def work(thread: Thread) -> None:
            member = seat(thread.tx, caller, room)
            if member.role == "supervisor":
                room_members.put(thread.tx, replace(member, role="agent", hidden=False, here=False))

        await self._in_room(room, work)

    async def send_out(self, caller: Caller, room: str, person: str, *, manager: bool = False) -> None:
        """Media to and from them stops at once, and they may not come back before they are asked again.

        The owner's to do, or a manager's. Raises NotFound, Gone, Forbidden, BadRequest.
        """

        def work(thread: Thread) -> None:
            found = open_room(thread.tx, room)
            if not manager and not owns(thread.tx, caller.id, found):
                raise Forbidden("Only the agent who has the conversation can send somebody out.")
            if person == caller.id or owns(thread.tx, person, found):
                raise BadRequest("The agent who has the conversation stays in its call.")
            if room_members.get(thread.tx, room, person) is None:
                raise NotFound("This person is not in the call.")
            room_members.send_out(thread.tx, room, person, thread.now)

        await self._in_room(room, work)
        await self._media.remove(room, person, "removed")
