"""What the customer's browser found before the call, for the agent's eyes."""

from msgspec.structs import replace

from bot.desk.calls.base import Part
from bot.desk.calls.people import Caller
from bot.desk.thread import Touched
from bot.model import CallCheck
from bot.store import contacts
from bot.store.engine import Tx


class Checking(Part):
    async def check(self, caller: Caller, room: str | None, check: CallCheck) -> None:
        """In the room's card; before there is a room, with what is known of the contact.

        Raises NotFound, Gone, Forbidden.
        """
        check = replace(check, at=self._ground.clock())
        if room is not None:
            await self.change(room, lambda thread, card: replace(card, check=check), caller)
            return

        def work(tx: Tx) -> tuple[None, Touched]:
            traits = replace(contacts.traits(tx, caller.id), check=check)
            return None, Touched(contacts.know(tx, caller.id, traits, check.at), outgoing=False)

        await self._ground.commit(work)
