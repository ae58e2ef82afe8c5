"""What left on one line lately, to be sent again: as much as a share of what is sent anyway, or a link that loses
packets would carry nothing but repair. No I/O.
"""

import random
import struct
from collections.abc import Iterator, Mapping

from webrtc.bandwidth.downlink import PAYLOAD, SEQ, WIRE_BYTES, Outbound
from webrtc.forwarding.feedback import RoundTrips

HISTORY = 1024  # packets; a power of two
REPAIR_SHARE = 0.25  # of what is sent
REPAIR_BURST_BYTES = 12_000
REPAIR_AGAIN_S = 0.04
SPARE_BYTES_MIN = 200  # of a packet worth sending again for nothing
SPARES = 200


class Repair:
    """`types`: the repair format's payload type by that of what it repairs; None: it is sent again as it was
    (RFC 4588 is not known to the receiver).
    """

    def __init__(self, ssrc: int, types: Mapping[int, int | None], trips: RoundTrips) -> None:
        self._ssrc = ssrc
        self._types = types
        self._trips = trips
        self._kept: list[Outbound | None] = [None] * HISTORY
        self._seq = random.randrange(1 << 15)
        self._repaired: dict[int, float] = {}
        self._bytes = float(REPAIR_BURST_BYTES)
        self._spare = 0

    def keep(self, packet: Outbound, size: int) -> None:
        self._kept[packet[SEQ] % HISTORY] = packet
        if self._bytes < REPAIR_BURST_BYTES:
            self._bytes += REPAIR_SHARE * size

    def forget(self, packet: Outbound) -> None:
        """It has never left."""
        self._kept[packet[SEQ] % HISTORY] = None

    def again(self, seqs: list[int], now_s: float) -> Iterator[Outbound]:
        """Those of them that there are, each once in a round trip."""
        again_s = max(self._trips.rtt_s, REPAIR_AGAIN_S)
        if len(self._repaired) > HISTORY:
            self._repaired = {seq: at for seq, at in self._repaired.items() if now_s - at < again_s}
        for seq in seqs:
            packet = self._kept[seq % HISTORY]
            if packet is None or packet[SEQ] != seq or now_s - self._repaired.get(seq, -9.0) < again_s:
                continue
            size = len(packet[PAYLOAD]) + WIRE_BYTES
            if self._bytes < size:
                return
            self._bytes -= size
            self._repaired[seq] = now_s
            yield self._wrap(packet)

    def spare(self, last_seq: int) -> Outbound | None:
        """One of the last packets, as repair that nobody asked for; None: there is nothing for it."""
        for _ in range(SPARES):
            self._spare = (self._spare + 1) % SPARES
            packet = self._kept[(last_seq - self._spare) % HISTORY]
            if packet is not None and len(packet[PAYLOAD]) >= SPARE_BYTES_MIN:
                return self._wrap(packet) if self._types.get(packet[1] & 0x7F) is not None else None
        return None

    def _wrap(self, packet: Outbound) -> Outbound:
        first, second, seq, timestamp, _, payload = packet
        repair_type = self._types.get(second & 0x7F)
        if repair_type is None:
            return packet
        self._seq = (self._seq + 1) & 0xFFFF
        return (
            first,
            second & 0x80 | repair_type,
            self._seq,
            timestamp,
            self._ssrc,
            struct.pack("!H", seq) + payload,
        )
