"""The data channels beside the media: what a participant points at and draws, relayed to the others in the room.

What is relayed begins with the sender's id and a line feed, so that nobody speaks in another's name; ids hold none.
"""

from dataclasses import dataclass

from aiortc import RTCDataChannelParameters


@dataclass(frozen=True)
class Beside:
    """A channel that both sides open under its number, so that nothing is negotiated.

    `bytes_max`: of a message (characters, where it is text). `waiting_bytes_max`: what may lie here unsent for one
    receiver; what comes after that is not sent to that one. `burst` and `per_s`: messages of one sender.
    """

    label: str
    id: int
    reliable: bool
    bytes_max: int
    waiting_bytes_max: int
    burst: int
    per_s: int

    @property
    def parameters(self) -> RTCDataChannelParameters:
        return RTCDataChannelParameters(
            self.label,
            negotiated=True,
            id=self.id,
            ordered=self.reliable,
            maxRetransmits=None if self.reliable else 0,
        )


POINTER = Beside("pointer", 0, False, bytes_max=4096, waiting_bytes_max=64 * 1024, burst=120, per_s=120)
"""Where somebody points: a lost one is made up for by the next."""
MARKS = Beside("marks", 1, True, bytes_max=16 * 1024, waiting_bytes_max=1024 * 1024, burst=200, per_s=60)
"""What somebody draws, and still pictures in pieces."""
CHANNELS = (POINTER, MARKS)


def signed(sender: str, message: str | bytes) -> str | bytes:
    """As the others get it."""
    return f"{sender}\n{message}" if isinstance(message, str) else sender.encode() + b"\n" + message
