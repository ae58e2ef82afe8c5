"""From seconds to figures: pure."""

from collections.abc import Iterable

from tests.bench.links.schedules import SETTLING_S
from tests.bench.links.seconds import Second, concealed_pct, frames_per_s

CALM_S = 3
CALM_QUEUE_MS = 150
BACK = 0.8
SWING = 2.0
SMOOTH_S = 3

Seconds = list[Second]


def phases(seconds: Seconds) -> list[Seconds]:
    last = max(one.phase for one in seconds)
    return [[one for one in seconds if one.phase == phase] for phase in range(last + 1)]


def drop(seconds: Seconds) -> dict[str, float]:
    before, narrow, wide, *_ = phases(seconds)
    return {
        "drop_follow_s": follow_s(narrow),
        "drop_concealed_pct": concealed_pct(narrow[SETTLING_S:]),
        "recover_s": recover_s(before, wide),
    }


def bad(seconds: Seconds) -> dict[str, float]:
    settled = phases(seconds)[-1][SETTLING_S:]
    return {
        "bad_link_concealed_pct": concealed_pct(settled),
        "bad_link_screen_fps": frames_per_s(settled),
        "bad_link_screen_lines": min(one.screen.lines for one in settled),
    }


def unlike(good: Seconds, poor: Seconds) -> dict[str, float]:
    free, narrow = phases(good)[:2]
    settled = phases(poor)[1][SETTLING_S:]
    return {
        "unlike_good_kept": _video_kbps(narrow[SETTLING_S:]) / max(1.0, _video_kbps(free[-SETTLING_S:])),
        "unlike_good_concealed_pct": concealed_pct(narrow),
        "unlike_poor_concealed_pct": concealed_pct(settled),
        "unlike_poor_screen_fps": frames_per_s(settled),
    }


def steady(seconds: Seconds) -> dict[str, float]:
    """The worst of all phases, each after it has settled."""
    settled = [phase[SETTLING_S:] for phase in phases(seconds)]
    return {"swings": max(map(swings, settled)), "starved_s": max(map(starved_s, settled))}


def follow_s(narrow: Seconds) -> int:
    """Until the queue stays short and nothing is dropped any more; the whole phase when that never comes."""
    calm = [one.dropped == 0 and one.queue_ms < CALM_QUEUE_MS for one in narrow]
    return next((at for at in range(len(calm) - CALM_S + 1) if all(calm[at : at + CALM_S])), len(narrow))


def recover_s(before: Seconds, wide: Seconds) -> int:
    """Until both pictures move, at most of their former rate together; the whole phase when that never comes."""
    wanted = BACK * _video_kbps(before[-SETTLING_S:])
    back = (one.video_kbps >= wanted and one.camera.frames > 0 and one.screen.frames > 0 for one in wide)
    return next((at for at, one in enumerate(back, 1) if one), len(wide))


def swings(seconds: Seconds) -> int:
    """How often the pictures' rate turned round after it had doubled or halved."""
    rates = [max(1.0, _video_kbps(seconds[at : at + SMOOTH_S])) for at in range(len(seconds) - SMOOTH_S + 1)]
    low = high = rates[0]
    turns, rising = 0, None
    for rate in rates:
        low, high = min(low, rate), max(high, rate)
        if rising is not False and rate <= high / SWING:
            turns, rising, low = turns + (rising is True), False, rate
        elif rising is not True and rate >= low * SWING:
            turns, rising, high = turns + (rising is False), True, rate
    return turns


def starved_s(seconds: Seconds) -> int:
    """The longest time without any sound, or without any new picture of a screen on which something always moves."""
    return max(
        _longest(one.sound_packets == 0 for one in seconds),
        _longest(one.screen.frames == 0 for one in seconds),
    )


def _longest(bad: Iterable[bool]) -> int:
    longest = now = 0
    for one in bad:
        now = now + 1 if one else 0
        longest = max(longest, now)
    return longest


def _video_kbps(seconds: Seconds) -> float:
    return sum(one.video_kbps for one in seconds) / len(seconds)
