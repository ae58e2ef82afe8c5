"""Media that only notes what is asked of it."""

from webrtc.link import BrowserLink, RoomLink, pair
from webrtc.media import MediaUnavailable
from webrtc.room import Participant


class NotedMedia:
    def __init__(self) -> None:
        self.joined: list[tuple[str, Participant]] = []
        self.ended: list[tuple[str, str]] = []
        self.links: list[RoomLink] = []
        self.broken: MediaUnavailable | None = None

    async def prepare(self) -> None:
        if self.broken is not None:
            raise self.broken

    async def join(self, room: str, participant: Participant) -> BrowserLink:
        self.joined.append((room, participant))
        browser, inside = pair()
        self.links.append(inside)
        return browser

    async def end(self, room: str, reason: str) -> None:
        self.ended.append((room, reason))
