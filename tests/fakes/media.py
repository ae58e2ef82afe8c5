"""Media that only notes what is asked of it."""

from webrtc.link import BrowserLink, RoomLink, pair
from webrtc.media import MediaUnavailable, RoomFull
from webrtc.room import Participant


class NotedMedia:
    """`free`: how many more rooms it takes."""

    def __init__(self) -> None:
        self.joined: list[tuple[str, Participant]] = []
        self.met: list[bool] = []  # of each join
        self.ended: list[tuple[str, str]] = []
        self.removed: list[tuple[str, str, str]] = []
        self.links: list[RoomLink] = []
        self.broken: MediaUnavailable | RoomFull | None = None
        self.free = 20

    async def prepare(self) -> None:
        if self.broken is not None:
            raise self.broken

    async def join(self, room: str, participant: Participant, page: str = "", met: bool = False) -> BrowserLink:
        await self.prepare()
        self.joined.append((room, participant))
        self.met.append(met)
        return await self.echo()

    async def echo(self) -> BrowserLink:
        browser, inside = pair()
        self.links.append(inside)
        return browser

    async def end(self, room: str, reason: str) -> None:
        self.ended.append((room, reason))

    async def remove(self, room: str, participant: str, reason: str) -> None:
        self.removed.append((room, participant, reason))
