"""How much each sender's tracks may use, from what each receiver's link carries: pictures of a camera give way before
those of a screen, and both before sound. No I/O; rates are bits a second, times seconds of a monotonic clock.

Every packet goes to all receivers as it is, so a track's limit is one figure for all of them. It follows the
receivers whose links are alike; who is far behind them, or only listens in, does without cameras and with fewer
pictures of the screen, and does not pull the call down.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from webrtc.signals import CAMERA_MAX_BPS, SCREEN_MAX_BPS, SCREEN_MAX_FPS, Because

CAMERA_MIN_BPS = 80_000
PICTURES_MIN_BPS = 30_000
SOUND_BPS = 56_000  # Opus at 32 kbit/s and its headers
REDUNDANCY_BPS = 32_000
USED = 0.92  # of an estimate; the rest is for repair and reports
SCREENS, CAMERAS = 0.7, 0.3  # of what there is for pictures, to each at least
BEHIND = 3  # times less than the best receiver's share: too little to follow
AGAIN_S = 3.0  # before a camera that gave way comes back
LOWER, LOWER_AFTER_S = 0.05, 0.3  # a change worth telling, and how long after the last
HIGHER, HIGHER_AFTER_S = 0.08, 0.8
REDUNDANT_ABOVE, REDUNDANT_BELOW, REDUNDANT_S = 0.06, 0.02, 10.0
SCREEN_READY_BPS = 800_000
POOR_BPS = 400_000  # a camera below that is worth an explanation
BUSY_SHARE = 0.4  # of what is allowed otherwise, while the server has too much to do
FRAMES = ((150_000, 3), (350_000, 5), (800_000, 8), (math.inf, SCREEN_MAX_FPS))  # of a screen a second, below a rate
FRAMES_AV1 = ((40_000, 5), (100_000, 10), (math.inf, SCREEN_MAX_FPS))


@dataclass(frozen=True)
class Way:
    """To a receiver. `listens`: only receives. `sees`: ids of the senders whose tracks it gets. `loss`: the share of
    their sound, 0 to 1, that is lost on it.
    """

    id: str
    bps: float
    listens: bool
    sees: tuple[str, ...]
    loss: float = 0.0


@dataclass(frozen=True)
class Shared:
    """What a sender sends. `camera_bps`, `screen_bps`: what came of them lately, `screen_peak_bps` at most.
    `loss_up`: the share of its sound, 0 to 1, that is lost on the way to here. `av1`: everyone who sees its screen can
    decode that.
    """

    id: str
    camera: bool
    screen: bool
    camera_bps: float = 0.0
    screen_bps: float = 0.0
    screen_peak_bps: float = 0.0
    loss_up: float = 0.0
    av1: bool = False


class Limit(NamedTuple):
    """For one sender. `camera_bps` None: it is not to be sent. `bps`: what there is for both; each may use more than
    its share of that while the other needs less.
    """

    bps: int
    camera_bps: int | None
    screen_bps: int
    screen_fps: int
    av1: bool
    because: Because

    @property
    def apart_from_rates(self) -> tuple[object, ...]:
        return self.camera_bps is None, self.screen_fps, self.av1, self.because


class Decision(NamedTuple):
    """`limits` by sender, those that have changed; `held`: (receiver, sender) whose camera is left out on its way;
    `behind`: (receiver, sender) whose screen comes with fewer pictures; `repeated`: (receiver, sender) between whom so
    much is lost that each packet of sound is to carry the one before once more (RFC 2198); `wanted`: by receiver, what
    would be sent to it if nothing were limited.
    """

    limits: dict[str, Limit]
    held: set[tuple[str, str]]
    behind: set[tuple[str, str]]
    repeated: set[tuple[str, str]]
    wanted: dict[str, float]


class _Share(NamedTuple):
    """What one receiver's link has for each camera and each screen."""

    camera_bps: float
    screen_bps: float


@dataclass
class _Switch:
    """Turns off at once and on again only after a while."""

    off: bool = False
    since_s: float = -math.inf

    def turn(self, off: bool, now_s: float) -> None:
        if off != self.off and (off or now_s - self.since_s >= AGAIN_S):
            self.off, self.since_s = off, now_s


@dataclass
class Caps:
    """Of one room. `decide` is to be called five times a second or so."""

    _cameras: dict[str, _Switch] = field(default_factory=dict)  # by receiver
    _holds: dict[str, _Switch] = field(default_factory=dict)
    _alone: dict[tuple[str, str], _Switch] = field(default_factory=dict)  # by (receiver, sender); off: sound repeats
    _told: dict[str, tuple[Limit, float]] = field(default_factory=dict)

    def decide(self, ways: Sequence[Way], shared: Iterable[Shared], now_s: float, busy: bool = False) -> Decision:
        senders = {one.id: one for one in shared}
        for gone in self._told.keys() - senders.keys():
            del self._told[gone]
        pairs = {(way.id, seen): (way, senders[seen]) for way in ways for seen in way.sees if seen in senders}
        for apart in self._alone.keys() - pairs.keys():
            del self._alone[apart]
        present = {way.id for way in ways}
        for switches in (self._cameras, self._holds):
            for gone in switches.keys() - present:
                del switches[gone]
        for pair, (way, one) in pairs.items():
            self._weigh_loss(pair, 1 - (1 - one.loss_up) * (1 - way.loss), now_s)
        shares = {way.id: self._share(way, senders, now_s) for way in ways}
        limits = {one.id: self._limit(one, senders, ways, shares, busy) for one in senders.values()}
        held, behind = self._leave_out(ways, senders, limits, shares, now_s)
        wanted = {way.id: sum(_wanted(senders[seen]) for seen in way.sees if seen in senders) for way in ways}
        changed = {sender: limit for sender, limit in limits.items() if self._worth_telling(sender, limit, now_s)}
        repeated = {pair for pair, switch in self._alone.items() if switch.off}
        return Decision(changed, held, behind, repeated, wanted)

    def forget(self, sender: str) -> None:
        """Has it told anew."""
        self._told.pop(sender, None)

    def _weigh_loss(self, pair: tuple[str, str], loss: float, now_s: float) -> None:
        switch = self._alone.setdefault(pair, _Switch())
        if loss > REDUNDANT_ABOVE:
            switch.off, switch.since_s = True, now_s
        elif loss > REDUNDANT_BELOW:
            switch.since_s = max(switch.since_s, now_s - REDUNDANT_S / 2)
        elif now_s - switch.since_s > REDUNDANT_S:
            switch.off = False

    def _pictures_bps(self, way: Way, senders: dict[str, Shared]) -> float:
        """What a receiver's link has left beside sound."""
        sound = sum(SOUND_BPS + REDUNDANCY_BPS * self._alone[way.id, seen].off for seen in way.sees if seen in senders)
        return max(PICTURES_MIN_BPS, USED * way.bps - sound)

    def _share(self, way: Way, senders: dict[str, Shared], now_s: float) -> _Share:
        cameras = sum(senders[seen].camera for seen in way.sees if seen in senders)
        screens = sum(senders[seen].screen for seen in way.sees if seen in senders)
        bps = self._pictures_bps(way, senders)
        low, high = (220_000 * screens, 330_000 * screens) if screens else (50_000 * cameras, 100_000 * cameras)
        switch = self._cameras.setdefault(way.id, _Switch())
        if bps < low or bps > high:
            switch.turn(bps < low, now_s)
        if switch.off:
            return _Share(0.0, min(SCREEN_MAX_BPS, bps / max(screens, 1)))
        if not screens:
            return _Share(min(CAMERA_MAX_BPS, bps / max(cameras, 1)), min(SCREEN_MAX_BPS, SCREENS * bps))
        for_screens = SCREENS * bps if cameras else bps
        # A page that nobody scrolls needs next to nothing. When it moves the cameras have to make room again,
        # and until they do it waits here, where sound passes it by.
        used = sum(senders[seen].screen_peak_bps for seen in way.sees if seen in senders)
        for_cameras = bps - min(for_screens, max(1.5 * used, CAMERAS * bps))
        return _Share(
            min(CAMERA_MAX_BPS, max(CAMERA_MIN_BPS, for_cameras / max(cameras, 1))),
            min(SCREEN_MAX_BPS, for_screens / screens),
        )

    def _limit(
        self, one: Shared, senders: dict[str, Shared], ways: Sequence[Way], shares: dict[str, _Share], busy: bool
    ) -> Limit:
        seen_by = _followed([way for way in ways if one.id in way.sees])
        if not seen_by:
            return Limit(CAMERA_MAX_BPS + SCREEN_MAX_BPS, CAMERA_MAX_BPS, SCREEN_MAX_BPS, SCREEN_MAX_FPS, one.av1, "")
        camera_bps = _common([shares[way.id].camera_bps for way in seen_by])
        screen_bps = _common([shares[way.id].screen_bps for way in seen_by])
        because: Because = "receiver" if camera_bps < POOR_BPS else ""
        if busy:
            camera_bps, screen_bps, because = BUSY_SHARE * camera_bps, BUSY_SHARE * screen_bps, "busy"
        elif one.loss_up > 0.1:
            because = "sender"
        bps = _common([self._pictures_bps(way, senders) for way in seen_by])
        return Limit(
            round(min(bps, camera_bps + screen_bps)),
            round(camera_bps) if camera_bps > 0 else None,
            round(screen_bps),
            _frames(screen_bps, one.av1),
            one.av1,
            because,
        )

    def _leave_out(
        self,
        ways: Sequence[Way],
        senders: dict[str, Shared],
        limits: dict[str, Limit],
        shares: dict[str, _Share],
        now_s: float,
    ) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
        held: set[tuple[str, str]] = set()
        behind: set[tuple[str, str]] = set()
        for way in ways:
            seen = [senders[one] for one in way.sees if one in senders]
            share = shares[way.id]
            behind |= {(way.id, one.id) for one in seen if share.screen_bps < 0.8 * limits[one.id].screen_bps}
            lags = any(share.camera_bps < 0.8 * (limits[one.id].camera_bps or 0) for one in seen)
            coming = sum(one.screen_bps + one.camera_bps for one in seen)
            switch, bps = self._holds.setdefault(way.id, _Switch()), self._pictures_bps(way, senders)
            if not lags or bps > 1.3 * coming:
                switch.turn(False, now_s)
            elif bps < coming:
                switch.turn(True, now_s)
            if switch.off or self._cameras[way.id].off:
                held |= {(way.id, one.id) for one in seen if one.camera}
        return held, behind

    def _worth_telling(self, sender: str, limit: Limit, now_s: float) -> bool:
        """Whether to tell it now; True counts as told."""
        told = self._told.get(sender)
        if told is not None:
            former, at_s = told
            change = _change(former, limit)
            if former.apart_from_rates == limit.apart_from_rates:
                lower = change < -LOWER and now_s - at_s > LOWER_AFTER_S
                higher = change > HIGHER and now_s - at_s > HIGHER_AFTER_S
                if not lower and not higher:
                    return False
        self._told[sender] = (limit, now_s)
        return True


def _followed(ways: list[Way]) -> list[Way]:
    """Those whose links count: who only listens does so where nobody else is there."""
    return [way for way in ways if not way.listens] or ways


def _common(shares: list[float]) -> float:
    """The least of those that are not far behind the best."""
    return min(share for share in shares if BEHIND * share >= max(shares))


def _frames(bps: float, av1: bool) -> int:
    return next(frames for below, frames in (FRAMES_AV1 if av1 else FRAMES) if bps < below)


def _wanted(one: Shared) -> float:
    """What would be given to a sender on a link without limits: room for all that it uses and for a page that begins
    to move.
    """
    screen_bps = min(SCREEN_MAX_BPS, max(SCREEN_READY_BPS, 2 * one.screen_peak_bps)) if one.screen else 0.0
    camera_bps = CAMERA_MAX_BPS if one.camera else 0.0
    return 1.15 * (SOUND_BPS + REDUNDANCY_BPS + camera_bps + screen_bps)


def _change(former: Limit, limit: Limit) -> float:
    """The greater of the two tracks' relative changes."""
    changes = [
        limit.screen_bps / max(former.screen_bps, 1) - 1,
        (limit.camera_bps or 0) / max(former.camera_bps or 0, 1) - 1 if limit.camera_bps else 0.0,
    ]
    return min(changes) if min(changes) < -LOWER else max(changes)
