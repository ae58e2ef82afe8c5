"""Recordings of calls: what the media worker tells of them, how long they are kept, who throws one away."""

import asyncio
from pathlib import Path

import structlog
from msgspec.structs import replace

from bot.clock import DAY_MS
from bot.desk.base import Ground
from bot.desk.calls import Calls
from bot.desk.calls.base import moment
from bot.desk.thread import Thread
from bot.errors import Conflict, Gone, NotFound
from bot.model import CallCard, CallEvent, Person
from bot.secret import new_id
from bot.store import recordings, room_members, rooms
from bot.store.engine import Tx
from bot.store.recordings import Consent, Recording
from webrtc.media import Consented, Ended, RecordingStarted, RecordingStopped, RoomEvent
from webrtc.recording.matroska import look

logger = structlog.get_logger()


class Recordings:
    def __init__(self, ground: Ground, calls: Calls) -> None:
        self._ground = ground
        self._calls = calls
        self._folder = ground.config.recordings

    async def happened(self, event: RoomEvent) -> None:
        match event:
            case Consented():
                await self._consented(event)
            case RecordingStarted():
                await self._started(event)
            case RecordingStopped(room=room, started_as=file, file=now_called, reason=reason, length_ms=length_ms):
                await self._finish(room, file, now_called, reason, length_ms, event.at)
            case Ended(room=room, reason="worker_lost"):
                await self.finish_lost(room)

    async def _consented(self, event: Consented) -> None:
        consent = Consent(event.participant, event.name, event.role, event.agree, event.at, event.text)

        def work(tx: Tx) -> None:
            if rooms.get(tx, event.room) is not None:
                recordings.consented(tx, event.room, event.asked_at, consent)

        await self._ground.engine.write(work)

    async def _started(self, event: RecordingStarted) -> None:
        def work(tx: Tx) -> None:
            room = rooms.get(tx, event.room)
            if room is None:
                logger.warning("unknown_room", room=event.room)
                return
            recordings.start(
                tx,
                id=new_id("g"),
                room=room.id,
                asked_at=event.asked_at,
                conversation=room.conversation,
                file=event.file,
                by=event.by,
                at=event.at,
            )

        await self._ground.engine.write(work)
        await self._note(event.room, "recorded", event.by, event.at)

    async def _finish(self, room: str, file: str, now_called: str, reason: str, length_ms: int, at: int) -> None:
        size = await asyncio.to_thread(_size, self._folder / now_called)
        running = await self._ground.engine.read(lambda tx: recordings.unfinished(tx, room))
        await self._ground.engine.write(
            lambda tx: recordings.finish(
                tx, file, now_called=now_called, reason=reason, length_ms=length_ms, size=size, at=at
            )
        )
        for one in running:
            if one.file == file:
                await self._note(room, "unrecorded", one.by.id, at)

    async def _note(self, room: str, what: CallEvent, person: str, at: int) -> None:
        def change(thread: Thread, card: CallCard) -> CallCard:
            member = room_members.get(thread.tx, room, person)
            card = card if member is None else moment(card, what, member, at)
            return replace(card, recorded=True)

        try:
            await self._calls.change(room, change)
        except NotFound:
            logger.warning("unknown_room", room=room)

    async def finish_lost(self, room: str | None = None) -> None:
        """Ends those whose worker is gone, as far as their files go: in one room, or after a start in all."""
        now = self._ground.clock()
        for one in await self._ground.engine.read(lambda tx: recordings.unfinished(tx, room)):
            name, length_ms = await asyncio.to_thread(_left_behind, self._folder / one.file)
            await self._finish(one.room, one.file, name, "worker_lost", length_ms, now)

    # -- keeping and throwing away --------------------------------------------------------

    async def expire(self) -> None:
        """Throws away what has been kept for as long as it may be."""
        now = self._ground.clock()
        due = now - self._ground.config.recording.days * DAY_MS
        for one in await self._ground.engine.read(lambda tx: recordings.outlived(tx, due)):
            try:
                await self._throw_away(one, now, None)
            except OSError as error:
                logger.error("recording_not_removed", recording=one.id, error=type(error).__name__)

    async def remove(self, recording: str, by: Person) -> None:
        """Raises NotFound, Conflict while it runs, Gone where that was done before."""
        one = await self._ground.engine.read(lambda tx: recordings.get(tx, recording))
        if one is None:
            raise NotFound("There is no such recording.")
        if one.ended_at is None:
            raise Conflict("This recording is still running. Stop it first.")
        if one.removed_at is not None:
            raise Gone("This recording was thrown away before.")
        await self._throw_away(one, self._ground.clock(), by.id)

    async def _throw_away(self, one: Recording, now: int, by: str | None) -> None:
        """The file first: a row that says so has to be right."""
        await asyncio.to_thread((self._folder / one.file).unlink, missing_ok=True)
        await self._ground.engine.write(lambda tx: recordings.remove(tx, one.id, now, by))
        logger.info("recording_removed", recording=one.id, by=by)

    async def file(self, recording: str) -> tuple[Recording, Path]:
        """Raises NotFound, Conflict while it runs, Gone where the file is gone."""
        one = await self._ground.engine.read(lambda tx: recordings.get(tx, recording))
        if one is None:
            raise NotFound("There is no such recording.")
        if one.ended_at is None:
            raise Conflict("This recording is still running. It can be downloaded once it has ended.")
        path = self._folder / one.file
        if one.removed_at is not None or not await asyncio.to_thread(path.is_file):
            raise Gone("The file of this recording is gone.")
        return one, path


def _size(path: Path) -> int:
    """0 where there is no file: the folder could not be written to."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _left_behind(path: Path) -> tuple[str, int]:
    """Name and length of a file whose writer was killed, or had just the time to finish it."""
    whole = path.with_suffix(".mkv")
    if whole.exists():
        path = whole
    head = look(path)
    if head is None:
        return path.name, 0
    if not head.webm and path != whole:
        path = path.rename(whole)
    return path.name, head.length_ms
