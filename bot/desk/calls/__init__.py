"""Live sessions of a conversation: asked for or offered, joined, ended; what happened stands in its card."""

from bot.desk.calls.base import MediaRooms
from bot.desk.calls.calling_back import CallingBack
from bot.desk.calls.checking import Checking
from bot.desk.calls.happening import Happening
from bot.desk.calls.invitations import Guest, Invitations
from bot.desk.calls.joining import Joining, Place
from bot.desk.calls.members import Members
from bot.desk.calls.people import Caller
from bot.desk.calls.ringing import Ringing, RingingNow

__all__ = ["Caller", "Calls", "Guest", "MediaRooms", "Place", "RingingNow"]


class Calls(Ringing, CallingBack, Invitations, Joining, Members, Happening, Checking):
    """All that may be done with calls. What their media tells comes to `happened`."""
