"""What a receiver of packets tells their sender: which are missing, how many were lost, when each arrived. No I/O;
every time is handed in.
"""

import struct
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

Arrival: TypeAlias = tuple[int, float | None]  # a transport-wide sequence number, when it arrived; None: it did not

TRANSPORT_FEEDBACK = 15  # the format of transport-wide feedback among RTCP's transport layer feedback

REPEATS_MAX = 10
GIVE_UP_S = 1.0
GAP_MAX = 500  # more than that missing at once: not worth repairing
REQUEST_MAX = 32  # of sequence numbers in one message
TOLD_MAX = 4096  # packets in one feedback that we would believe
REQUEST_SHARE = 0.25  # of packets received; more would take the link from the stream itself


class _Gap(NamedTuple):
    since_s: float
    due_s: float
    asked: int


class Missing:
    """The packets of one stream that did not come, and when to ask for them again."""

    def __init__(self) -> None:
        self._newest: int | None = None
        self._gaps: dict[int, _Gap] = {}
        self._allowance = float(REQUEST_MAX)

    def __contains__(self, seq: int) -> bool:
        return seq in self._gaps

    def add(self, seq: int, now_s: float) -> None:
        if self._allowance < REQUEST_MAX:
            self._allowance += REQUEST_SHARE
        if self._newest is None:
            self._newest = seq
            return
        ahead = (seq - self._newest) & 0xFFFF
        if ahead == 1:
            self._newest = seq
        elif 0 < ahead < 0x8000:
            if ahead > GAP_MAX:
                self._gaps.clear()
            else:
                for step in range(1, ahead):
                    self._gaps[(self._newest + step) & 0xFFFF] = _Gap(now_s, now_s, 0)
            self._newest = seq
        else:
            self._gaps.pop(seq, None)

    def due(self, now_s: float, rtt_s: float) -> list[int]:
        """Sequence numbers to ask for now, in the order of sending; they count as asked for."""
        if not self._gaps:
            return []
        gone = [seq for seq, gap in self._gaps.items() if gap.asked >= REPEATS_MAX or now_s - gap.since_s > GIVE_UP_S]
        for seq in gone:
            del self._gaps[seq]
        waiting = [seq for seq, gap in self._gaps.items() if gap.due_s <= now_s]
        asked = waiting[: int(self._allowance)]
        self._allowance -= len(asked)
        for seq in asked:
            gap = self._gaps[seq]
            self._gaps[seq] = _Gap(gap.since_s, now_s + 1.1 * rtt_s + 0.01, gap.asked + 1)
        return asked


class Reception:
    """Counts of one stream for receiver reports, RFC 3550, A.3 and A.8."""

    def __init__(self, clock_rate: int) -> None:
        self._clock_rate = clock_rate
        self._first: int | None = None
        self._highest = 0  # extended with the number of times that 16 bits wrapped
        self._received = 0
        self._expected_before = self._received_before = 0
        self._transit: float | None = None
        self._jitter = 0.0

    def add(self, seq: int, timestamp: int, now_s: float) -> None:
        self._received += 1
        if self._first is None:
            self._first = self._highest = seq
        else:
            ahead = (seq - self._highest) & 0xFFFF
            if not 0 < ahead < 0x8000:
                return
            self._highest += ahead
        transit = now_s * self._clock_rate - timestamp
        if self._transit is not None:
            change = abs(transit - self._transit)
            if change < self._clock_rate * 10:  # a wrapped or restarted clock says nothing about the network
                self._jitter += (change - self._jitter) / 16
        self._transit = transit

    @property
    def highest(self) -> int:
        return self._highest & 0xFFFFFFFF

    @property
    def jitter(self) -> int:
        """In units of the stream's clock."""
        return int(self._jitter)

    @property
    def lost(self) -> int:
        """Since the beginning; below zero when packets came twice."""
        return max(-(1 << 23), min(self._expected - self._received, (1 << 23) - 1))

    @property
    def _expected(self) -> int:
        return 0 if self._first is None else self._highest - self._first + 1

    def loss(self) -> float:
        """The share, 0 to 1, lost since this was asked last."""
        expected = self._expected - self._expected_before
        received = self._received - self._received_before
        self._expected_before, self._received_before = self._expected, self._received
        return max(0.0, (expected - received) / expected) if expected > 0 else 0.0


class Arrivals:
    """When each packet of a browser arrived: transport-wide feedback, from which the browser's own estimator steers
    its encoders (draft-holmer-rmcat-transport-wide-cc-extensions-01).
    """

    _TICK_US = 250
    _REFERENCE_US = 64_000
    _PACKETS_MAX = 400  # reported at once
    _LATE_MAX = 200

    def __init__(self) -> None:
        self._arrived: dict[int, int] = {}
        self._reported: int | None = None  # the last number reported, extended
        self._messages = 0

    def add(self, seq: int, now_us: int) -> None:
        if self._reported is None:
            self._reported = seq - 1
        extended = self._reported + ((seq - self._reported + 0x8000) & 0xFFFF) - 0x8000
        if extended > self._reported - self._LATE_MAX:
            self._arrived.setdefault(extended, now_us)

    def feedback(self, sender_ssrc: int, media_ssrc: int) -> bytes | None:
        """An RTCP packet about what arrived since the last one; None when nothing did. `media_ssrc` has to be one of
        the browser's own, or it ignores the packet.
        """
        if not self._arrived or self._reported is None:
            return None
        earliest = min(self._arrived)
        first = min(earliest, max(self._reported + 1, earliest - self._LATE_MAX))
        last = min(max(self._arrived), first + self._PACKETS_MAX - 1)
        times = [self._arrived.pop(seq, None) for seq in range(first, last + 1)]
        self._reported = max(last, self._reported)
        reference = next(time for time in times if time is not None) // self._REFERENCE_US
        symbols, deltas = self._deltas(times, reference * self._REFERENCE_US)
        body = struct.pack("!LLHH", sender_ssrc, media_ssrc, first & 0xFFFF, len(times))
        body += (reference & 0xFFFFFF).to_bytes(3, "big") + bytes([self._messages & 0xFF])
        body += _chunks(symbols) + deltas
        self._messages += 1
        padding = -len(body) % 4
        if padding:
            body += bytes(padding - 1) + bytes([padding])
        return struct.pack("!BBH", 0x80 | (0x20 if padding else 0) | TRANSPORT_FEEDBACK, 205, len(body) // 4) + body

    def _deltas(self, times: list[int | None], at_us: int) -> tuple[list[int], bytes]:
        symbols, deltas = [], bytearray()
        for time in times:
            if time is None:
                symbols.append(0)
                continue
            ticks = max(-0x8000, min((time - at_us) // self._TICK_US, 0x7FFF))
            at_us += ticks * self._TICK_US
            if 0 <= ticks <= 0xFF:
                symbols.append(1)
                deltas.append(ticks)
            else:
                symbols.append(2)
                deltas += struct.pack("!h", ticks)
        return symbols, bytes(deltas)


def _chunks(symbols: list[int]) -> bytes:
    """Status vectors of seven two-bit symbols each."""
    padded = symbols + [0] * (-len(symbols) % 7)
    chunks = []
    for start in range(0, len(padded), 7):
        chunk = 0b11
        for symbol in padded[start : start + 7]:
            chunk = chunk << 2 | symbol
        chunks.append(chunk)
    return struct.pack(f"!{len(chunks)}H", *chunks)


def split_compound(data: bytes) -> Iterator[bytes]:
    """The RTCP packets of a compound (RFC 3550, 6.1). Raises ValueError where one is longer than what is left."""
    at = 0
    while at < len(data):
        end = at + 4 + 4 * int.from_bytes(data[at + 2 : at + 4], "big")
        if len(data) < max(end, at + 4):
            raise ValueError("an RTCP packet is longer than its compound")
        yield data[at:end]
        at = end


class ArrivalsReader:
    """Reads what a browser tells of our packets: the same feedback, the other way."""

    def __init__(self) -> None:
        self._reference: int | None = None  # unwrapped, in 64 ms

    def read(self, data: bytes) -> list[Arrival]:
        """One RTCP packet of it; times are seconds of the browser's own clock. Raises IndexError, struct.error or
        ValueError when it cannot be right.
        """
        first, count = struct.unpack_from("!HH", data, 12)
        if count > TOLD_MAX:
            raise ValueError("feedback about more packets than were sent")
        reference = int.from_bytes(data[16:19], "big")
        if self._reference is None:
            self._reference = reference
        self._reference += ((reference - self._reference + 0x800000) & 0xFFFFFF) - 0x800000
        symbols, at = _symbols(data, count)
        ticks = self._reference * 256
        arrivals: list[Arrival] = []
        for number, symbol in enumerate(symbols, first):
            if symbol == 1:
                ticks += data[at]
                at += 1
            elif symbol == 2:
                ticks += ((data[at] << 8 | data[at + 1]) ^ 0x8000) - 0x8000
                at += 2
            arrivals.append((number & 0xFFFF, ticks * 0.00025 if 0 < symbol < 3 else None))
        return arrivals


def _symbols(data: bytes, count: int) -> tuple[list[int], int]:
    """The status of each packet (0 did not come, 1 and 2 with a time of so many bytes) and where the times begin."""
    symbols: list[int] = []
    at = 20
    while len(symbols) < count:
        chunk = data[at] << 8 | data[at + 1]
        at += 2
        if not chunk & 0x8000:
            symbols += [chunk >> 13 & 3] * (chunk & 0x1FFF)
        elif chunk & 0x4000:
            symbols += [chunk >> shift & 3 for shift in range(12, -1, -2)]
        else:
            symbols += [chunk >> shift & 1 for shift in range(13, -1, -1)]
    return symbols[:count], at


class RoundTrips:
    """The round trip time to a browser, from its answers to forwarded sender reports (RFC 3550, 6.4.1).

    The reports carry the clock of whoever sent them first, so the time of forwarding is kept beside.
    """

    def __init__(self) -> None:
        self.rtt_s = 0.1
        self._sent: deque[tuple[int, float]] = deque(maxlen=16)

    def sent(self, ntp: int, now_s: float) -> None:
        """`ntp`: the 64-bit time stamp of the report."""
        self._sent.append(((ntp >> 16) & 0xFFFFFFFF, now_s))

    def reported(self, last_report: int, delay: int, now_s: float) -> None:
        """`last_report`: the middle 32 bits of the report's time stamp; `delay` since then in 1/65536 s."""
        for middle, sent_s in self._sent:
            if middle == last_report and last_report:
                self.rtt_s = max(0.001, min(now_s - sent_s - delay / 65536, 2.0))
