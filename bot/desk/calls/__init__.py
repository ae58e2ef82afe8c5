"""Live sessions of a conversation: asked for or offered, joined, ended; what happened stands in its card."""

from bot.desk.base import Ground
from bot.desk.calls.base import MediaRooms
from bot.desk.calls.checking import Checking
from bot.desk.calls.happening import Happening
from bot.desk.calls.invitations import Guest, Invitations
from bot.desk.calls.joining import Joining, Place
from bot.desk.calls.members import Members
from bot.desk.calls.people import Caller
from bot.desk.calls.ringing import Ringers, Ringing

__all__ = ["Caller", "Calls", "Guest", "MediaRooms", "Place", "Ringing"]


class Calls(Ringers, Invitations, Joining, Members, Happening, Checking):
    """All that may be done with calls. What their media tells comes to `happened`."""

    def __init__(self, ground: Ground, media: MediaRooms) -> None:
        super().__init__(ground, media)
