"""One room's links against what is sent in it: measures, decides with `Caps`, and sees that it is done."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from webrtc.bandwidth.caps import SOUND_BPS, Caps, Decision, Limit, Shared, Way
from webrtc.forwarding.streams import Streams
from webrtc.signals import Kind, Limits, ScreenLimit, Sharing, TrackLimit
from webrtc.transport.description import AV1

EVERY_S = 0.2
OBEY_S = 2.0
DISOBEYS = 1.3  # times more than allowed
BEHIND_KEY_FRAME_S = 8.0  # for whom the screen is left out up to the next key frame: each costs all others
KEY_FRAME_S = 1.0
SMOOTH = 0.3
FADE = 0.97
CAMERA: Kind = "camera"
SCREEN: Kind = "screen"


class Member(NamedTuple):
    """A participant whose media may flow. `seats`: the senders whose tracks it gets, and in which of its places."""

    id: str
    listens: bool
    sharing: Sharing
    streams: Streams
    seats: tuple[tuple[str, int], ...]


class _Rates:
    """Of one sender's tracks, in bits a second, and for how long it has sent more than it may."""

    def __init__(self, streams: Streams) -> None:
        self.streams = streams
        self.camera_bps = self.screen_bps = self.screen_peak_bps = 0.0
        self.limit: Limit | None = None
        self.disobeys_since_s: float | None = None
        self.restrained = False
        self._bytes: tuple[int, int] | None = None

    def measure(self, passed_s: float) -> None:
        incoming = self.streams.incoming
        camera, screen = (incoming[kind].bytes if kind in incoming else 0 for kind in (CAMERA, SCREEN))
        if self._bytes is not None:
            self.camera_bps += SMOOTH * (8 * (camera - self._bytes[0]) / passed_s - self.camera_bps)
            self.screen_bps += SMOOTH * (8 * (screen - self._bytes[1]) / passed_s - self.screen_bps)
            self.screen_peak_bps = max(self.screen_bps, FADE * self.screen_peak_bps)
        self._bytes = (camera, screen)


class Balance:
    """Of one room; `turn` is to be called every `EVERY_S` or so."""

    def __init__(self) -> None:
        self._caps = Caps()
        self._rates: dict[str, _Rates] = {}
        self._without: dict[str, tuple[str, ...]] = {}
        self._at_s: float | None = None

    def turn(self, members: Sequence[Member], now_s: float, busy: bool = False) -> dict[str, Limits]:
        """What has to be told to whom, by participant."""
        passed_s = max(now_s - self._at_s, 0.001) if self._at_s is not None else EVERY_S
        self._at_s = now_s
        self._follow(members)
        for rates in self._rates.values():
            rates.measure(passed_s)
        decision = self._caps.decide(
            [
                Way(
                    one.id,
                    one.streams.down.estimate.bps,
                    one.listens,
                    tuple(sender for sender, _ in one.seats),
                    max((one.streams.places[seat]["audio"].loss for _, seat in one.seats), default=0.0),
                )
                for one in members
            ],
            [self._shared(one, members) for one in members if not one.listens],
            now_s,
            busy,
        )
        for one in members:
            one.streams.down.wanted_bps = decision.wanted[one.id]
            self._leave_out(one, decision)
            self._insist(one, decision.limits.get(one.id), now_s)
        return self._told(members, decision.limits, decision.held)

    def _follow(self, members: Sequence[Member]) -> None:
        """Whoever has a new connection begins anew: its page knows nothing of what was told before."""
        former, self._rates = self._rates, {}
        for one in members:
            known = former.get(one.id)
            if known is None or known.streams is not one.streams:
                known = _Rates(one.streams)
                self._caps.forget(one.id)
                self._without.pop(one.id, None)
            self._rates[one.id] = known

    def _shared(self, one: Member, members: Sequence[Member]) -> Shared:
        rates, sound = self._rates[one.id], one.streams.incoming.get("audio")
        screen = one.streams.incoming.get("screen")
        receivers = [(other, dict(other.seats).get(one.id)) for other in members]
        places = [other.streams.places[seat] for other, seat in receivers if seat is not None]
        return Shared(
            one.id,
            one.sharing.camera or rates.camera_bps > 0.1 * SOUND_BPS,
            one.sharing.screen or rates.screen_bps > 0.1 * SOUND_BPS,
            rates.camera_bps,
            rates.screen_bps,
            rates.screen_peak_bps,
            sound.loss if sound is not None else 0.0,
            screen is not None and screen.offers(AV1) and all(place["screen"].takes(AV1) for place in places),
        )

    def _leave_out(self, one: Member, decision: Decision) -> None:
        for sender, seat in one.seats:
            place, pair = one.streams.places[seat], (one.id, sender)
            place["camera"].hold(pair in decision.held)
            place["screen"].key_frame_every_s = BEHIND_KEY_FRAME_S if pair in decision.behind else KEY_FRAME_S
            place["audio"].repeats = pair in decision.repeated

    def _insist(self, one: Member, limit: Limit | None, now_s: float) -> None:
        """A page that sends more than it may is held down by what its browser obeys itself."""
        rates = self._rates[one.id]
        if limit is not None:
            rates.limit = limit
        if rates.limit is None:
            return
        allowed_bps = rates.limit.screen_bps + (rates.limit.camera_bps or 0)
        if rates.camera_bps + rates.screen_bps <= DISOBEYS * allowed_bps + SOUND_BPS:
            rates.disobeys_since_s = None
        elif rates.disobeys_since_s is None:
            rates.disobeys_since_s = now_s
        elif now_s - rates.disobeys_since_s > OBEY_S:
            rates.restrained = True
        if rates.restrained:
            one.streams.restrain(1.1 * rates.limit.bps + SOUND_BPS)

    def _told(
        self, members: Iterable[Member], limits: dict[str, Limit], held: set[tuple[str, str]]
    ) -> dict[str, Limits]:
        told: dict[str, Limits] = {}
        for one in members:
            without = tuple(sender for sender, _ in one.seats if (one.id, sender) in held)
            changed = without != self._without.get(one.id, ())
            limit = limits.get(one.id) or (self._rates[one.id].limit if changed else None)
            if changed or limit is not None:
                self._without[one.id] = without
                told[one.id] = _limits(limit, without)
        return told


def _limits(limit: Limit | None, without: tuple[str, ...]) -> Limits:
    if limit is None:
        return Limits(without=without)
    return Limits(
        TrackLimit(limit.camera_bps is not None, limit.camera_bps or 0),
        ScreenLimit(True, limit.screen_bps, limit.screen_fps, "av1" if limit.av1 else "vp8"),
        limit.because,
        without,
    )
