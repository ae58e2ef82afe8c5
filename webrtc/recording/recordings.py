"""Recording in all rooms of a worker: who asks, who has agreed, and the file that follows from it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import structlog

from webrtc.forwarding.streams import Streams
from webrtc.recording import consent
from webrtc.recording.consent import NOT_ASKED, Asking, NotAllowed
from webrtc.recording.recording import Recording
from webrtc.room import Consented, Participant, RecordingStarted, RecordingStopped, Room, RoomEvent
from webrtc.signals import Consent, Record
from webrtc.signals import Recording as Shown
from webrtc.tasks import Tasks

log = structlog.get_logger(__name__)

TURN_S = 0.2


class Recordings:
    """`folder` None: nothing can be recorded here. `clock` gives UTC milliseconds."""

    def __init__(self, folder: Path | None, report: Callable[[RoomEvent], None], clock: Callable[[], int]) -> None:
        self._folder = folder
        self._report = report
        self._clock = clock
        self._tasks = Tasks()
        self._askings: dict[str, Asking] = {}
        self._running: dict[str, Recording] = {}
        self._turned_s = 0.0

    def said(self, room: Room, person: Participant, signal: Record | Consent) -> None:
        """`follow` is to be called then. Raises NotAllowed."""
        now = self._clock()
        asking = self._askings.get(room.id, NOT_ASKED)
        if person.hidden:
            raise NotAllowed("Who listens unseen is not asked.")
        if isinstance(signal, Record) and not signal.on:
            if person.role != "agent":
                raise NotAllowed("Only agents can stop a recording.")
            self._askings[room.id] = consent.stop(asking, now)
            return
        if not signal.text.strip():
            raise NotAllowed("The words that were shown are missing.")
        if isinstance(signal, Record):
            if self._folder is None:
                raise NotAllowed("Calls cannot be recorded here.")
            asking, agree = consent.ask(asking, person, now), True
        elif asking.state == "off":
            return
        else:
            asking, agree = consent.answer(asking, person.id, signal.agree, now), signal.agree
        self._askings[room.id] = asking
        self._report(Consented(room.id, asking.asked_at, person.id, person.name, person.role, agree, signal.text, now))

    def follow(self, room: Room, streams: Mapping[str, Streams], now_s: float) -> None:
        """To be called whenever somebody came, went, offered or said something; `streams` by participant."""
        former = self._askings.get(room.id)
        if former is None:
            return
        present = [one.participant for one in room.present]
        asking = self._askings[room.id] = consent.settle(former, present, self._clock())
        running = self._running.get(room.id)
        if asking.state == "on":
            running = running or self._begin(room.id, asking)
            running.resume(now_s)
            running.follow({one.id: (one.name or one.role, streams[one.id]) for one in present if one.id in streams})
        elif running is not None:
            running.pause(now_s)
            if asking.state == "off":
                self._stop(room.id, "refused" if asking.refused else "disk" if asking.problem else "stopped", now_s)

    def _begin(self, room: str, asking: Asking) -> Recording:
        assert self._folder is not None
        now = self._clock()
        path = self._folder / f"{room}-{asking.asked_at}.webm"
        recording = self._running[room] = Recording(path, now)
        self._report(RecordingStarted(room, asking.asked_at, path.name, asking.by, now))
        return recording

    def _stop(self, room: str, reason: str, now_s: float) -> None:
        recording = self._running.pop(room)
        self._tasks.start(self._finish(room, recording, reason, now_s), "recording")

    async def _finish(self, room: str, recording: Recording, reason: str, now_s: float) -> None:
        path, length_ms = await recording.close(now_s)
        if recording.failed is not None:
            log.error("recording_failed", room=room, error=type(recording.failed).__name__)
            reason = "disk"
        began_as = recording.path.name
        self._report(RecordingStopped(room, path.name, began_as, reason, recording.tracks, length_ms, self._clock()))

    def view(self, room: Room, receiver: Participant, now_s: float) -> Shown:
        """As one participant is told of it."""
        asking = self._askings.get(room.id, NOT_ASKED)
        running = self._running.get(room.id)
        everyone = [one.participant for one in room.present]
        known = frozenset(one.id for one in everyone if one.id == receiver.id or not one.hidden)
        return consent.view(asking, everyone, known, running.length_ms(now_s) if running is not None else 0)

    def tick(self, now_s: float) -> list[str]:
        """Keeps the files going; the rooms in which one could not go on, for which `follow` is due."""
        if now_s - self._turned_s < TURN_S:
            return []
        self._turned_s = now_s
        failed = []
        for room, recording in self._running.items():
            recording.tick(now_s)
            if recording.failed is not None:
                self._askings[room] = consent.stop(self._askings[room], self._clock(), "disk")
                failed.append(room)
        return failed

    def end(self, room: str, reason: str, now_s: float) -> None:
        """The room is over."""
        self._askings.pop(room, None)
        if room in self._running:
            self._stop(room, reason, now_s)

    async def aclose(self) -> None:
        """Once every file is whole."""
        await self._tasks.settle()
