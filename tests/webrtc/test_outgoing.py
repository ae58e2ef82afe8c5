"""What one receiver gets when its link has no room for all of it, or it cannot read all of it."""

import struct
from pathlib import Path

import pytest
from aiortc.rtp import RTCP_PSFB_PLI, RtcpPsfbPacket, is_rtcp

from webrtc.forwarding.feedback import Arrivals
from webrtc.forwarding.outgoing import KEY_FRAME_EVERY_S
from webrtc.forwarding.packets import HEADER, Packet, parse
from webrtc.forwarding.streams import Streams
from webrtc.transport.description import read_offer

OFFERS = Path(__file__).parent / "offers"
CHROMIUM = (OFFERS / "chromium.sdp").read_text()
OPUS, RED, VP8, AV1 = 111, 63, 96, 45
KEY_FRAME = bytes.fromhex("101002009d012a8002e001")
DELTA = bytes.fromhex("10110200")


class Pair:
    """Ana's tracks, at Eva's. `offer`: Eva's."""

    def __init__(self, offer: str = CHROMIUM) -> None:
        self.sent: list[bytes] = []
        self.asked: list[bytes] = []
        self.waits = 0
        self.ana = Streams(self.asked.append, "ana")
        self.eva = Streams(self.sent.append, "eva", self._wait)
        self.up, self.offer = read_offer(CHROMIUM), read_offer(offer)
        self.ana.negotiate(self.up)
        self.eva.negotiate(self.offer)
        self.eva.attach(0, self.ana)
        self.eva.open()
        self.ana.incoming["camera"]._wish.answered()

    def _wait(self) -> None:
        self.waits += 1

    def says(
        self, kind: str, seq: int, payload: bytes = DELTA, payload_type: int = VP8, now_s: float = 0.0, size: int = 100
    ) -> None:
        head = HEADER.pack(0x80, 0x80 | payload_type, seq & 0xFFFF, 3000 * seq, self.up.up[kind].ssrc)
        self.ana.receive(head + payload.ljust(size, b"\1"), now_s)

    @property
    def rtp(self) -> list[Packet]:
        return [parse(data, self.offer.extensions) for data in self.sent if not is_rtcp(data)]

    @property
    def seqs(self) -> list[int]:
        return [packet.seq for packet in self.rtp]

    def place(self, kind: str):
        return self.eva.places[0][kind]

    def key_frames_asked(self, now_s: float) -> int:
        """Since they were asked for when the line was opened."""
        self.ana.tick(now_s)
        return sum(data[1] == 206 and data[0] & 31 == RTCP_PSFB_PLI for data in self.asked)


@pytest.fixture
def pair() -> Pair:
    return Pair()


def test_all_packets_are_numbered_whatever_their_kind(pair: Pair) -> None:
    for kind, payload_type in (("audio", OPUS), ("camera", VP8), ("screen", VP8), ("audio", OPUS)):
        pair.says(kind, 1, payload_type=payload_type)
    numbers = [packet.transport_seq for packet in pair.rtp]
    assert numbers == [1, 2, 3, 4]


def test_a_line_without_the_extension_is_not_numbered() -> None:
    audio, rest = CHROMIUM.split("m=video", 1)
    kept = "".join(line for line in audio.splitlines(keepends=True) if "transport-wide-cc" not in line)
    pair = Pair(kept + "m=video" + rest)
    pair.says("audio", 1, payload_type=OPUS)
    pair.says("camera", 1)
    assert [packet.transport_seq for packet in pair.rtp] == [None, 1]


def test_a_held_camera_goes_on_at_a_key_frame_without_a_gap(pair: Pair) -> None:
    pair.says("camera", 10, KEY_FRAME, now_s=1.0)
    pair.says("camera", 11, now_s=1.03)
    pair.place("camera").hold(True)
    for seq in range(12, 50):
        pair.says("camera", seq, KEY_FRAME if seq == 30 else DELTA, now_s=seq / 10)
    assert pair.seqs == [10, 11]
    pair.place("camera").hold(False)
    pair.says("camera", 50, now_s=5.0)
    assert pair.key_frames_asked(5.02) == 1
    pair.says("camera", 51, KEY_FRAME, now_s=5.1)
    pair.says("camera", 52, now_s=5.2)
    assert pair.seqs == [10, 11, 12, 13]
    assert [packet.timestamp for packet in pair.rtp[2:]] == [3000 * 51, 3000 * 52]  # the clock is the sender's still


def test_a_link_too_narrow_for_the_camera_is_probed_all_the_same(pair: Pair) -> None:
    """With what the camera sent before it was held, or it would be held for ever."""
    pair.says("camera", 10, KEY_FRAME, now_s=1.0, size=1000)
    pair.place("camera").hold(True)
    estimate = pair.eva.down.estimate
    estimate.arrived([(1, 1.02)], 1.04)
    estimate.bps, before = 100_000.0, len(pair.sent)
    assert estimate.begins_probe(5.0, 2_000_000)
    for step in range(100):
        pair.eva.pace(5.0 + step / 100)
    assert len(pair.sent) >= before + 5


def test_what_comes_late_from_before_a_gap_is_left_out(pair: Pair) -> None:
    """Its number has been given to another by then."""
    pair.says("camera", 10, KEY_FRAME)
    pair.place("camera").hold(True)
    pair.place("camera").hold(False)
    pair.says("camera", 20, KEY_FRAME)
    pair.says("camera", 15)
    pair.says("camera", 21)
    assert pair.seqs == [10, 11, 12]


def test_a_key_frame_whose_beginning_came_last_is_not_gone_on_with(pair: Pair) -> None:
    """The rest of it was left out while it was not known to be one."""
    pair.says("camera", 10, KEY_FRAME)
    pair.place("camera").hold(True)
    pair.place("camera").hold(False)
    for seq, payload in ((21, DELTA), (22, DELTA), (20, KEY_FRAME), (23, DELTA), (24, KEY_FRAME)):
        pair.says("camera", seq, payload)
    assert pair.seqs == [10, 11]
    assert pair.rtp[-1].timestamp == 3000 * 24


def test_sound_is_never_held_back(pair: Pair) -> None:
    pair.eva.down.pacer.set_rate(100_000, 0)
    for seq in range(100):
        pair.says("camera", seq, size=1000)
    sent = len(pair.sent)
    assert sent < 10 and pair.waits == 1
    pair.says("audio", 1, payload_type=OPUS)
    assert len(pair.sent) == sent + 1


def test_a_flushed_backlog_leaves_no_gap_and_asks_for_a_key_frame(pair: Pair) -> None:
    pair.says("camera", 1, KEY_FRAME)
    pair.eva.down.pacer.set_rate(100_000, 0)
    for seq in range(2, 102):
        pair.says("camera", seq, size=1000, now_s=1.0)
    now_s = 1.0
    while (wait_s := pair.eva.pace(now_s)) is not None:
        now_s += wait_s
        assert now_s < 3
    left = len(pair.seqs)
    assert left < 30
    pair.says("camera", 102, now_s=2.0)
    assert len(pair.seqs) == left and pair.key_frames_asked(2.02) == 1
    pair.says("camera", 103, KEY_FRAME, now_s=3.0)
    assert pair.seqs == list(range(1, left + 2))
    pair.eva.receive_rtcp(_nack(pair, range(1, 60)), 3.1)  # what was flushed is not there to be repaired
    repaired = [struct.unpack_from("!H", packet.payload)[0] for packet in pair.rtp[left + 1 :]]
    assert set(repaired) <= set(range(1, left + 2))


def _nack(pair: Pair, seqs: range) -> bytes:
    words = b"".join(struct.pack("!HH", seq, 0) for seq in seqs)
    ssrc = pair.place("camera").source.ssrc
    return struct.pack("!BBHLL", 0x81, 205, 2 + len(words) // 4, 1, ssrc) + words


def test_a_receiver_asks_for_key_frames_seldom_and_the_more_so_on_a_narrow_link(pair: Pair) -> None:
    pli = bytes(RtcpPsfbPacket(RTCP_PSFB_PLI, 1, pair.place("camera").source.ssrc))

    def asks(every_s: float) -> int:
        wanted: list[float] = []
        incoming = pair.ana.incoming["camera"]
        incoming.want_key_frame = lambda: wanted.append(1)
        for step in range(200):
            pair.eva.receive_rtcp(pli, 100 * every_s + step / 10)
        return len(wanted)

    assert asks(1) == 20 / KEY_FRAME_EVERY_S
    pair.eva.down.estimate.bps = 100_000
    pair.says("camera", 1, KEY_FRAME, size=1200)
    for seq in range(2, 40):
        head = HEADER.pack(0x80, VP8, seq, 3000, pair.up.up["camera"].ssrc)
        pair.ana.receive(head + bytes.fromhex("808002").ljust(1200), 0.0)
    now_s = 50.0
    while pair.eva.pace(now_s) is not None:
        now_s += 0.1
    assert asks(2) == 3


def redundant(primary: bytes, before: bytes) -> bytes:
    return struct.pack("!L", (0x80 | OPUS) << 24 | 960 << 10 | len(before)) + bytes([OPUS]) + before + primary


def test_redundant_sound_goes_on_as_it_is_to_who_needs_it(pair: Pair) -> None:
    payload = redundant(b"now", b"before")
    pair.says("audio", 1, payload, RED, size=0)
    pair.place("audio").repeats = True
    pair.says("audio", 2, payload, RED, size=0)
    assert [(packet.payload_type, packet.payload) for packet in pair.rtp] == [(OPUS, b"now"), (RED, payload)]
    assert pair.seqs == [1, 2]


@pytest.mark.parametrize("other", ["a=rtpmap:63 other/48000/2", "a=fmtp:63 109/109"])
def test_who_cannot_read_redundant_sound_gets_what_is_new(other: str) -> None:
    known = "a=rtpmap:63 red/48000/2" if "rtpmap" in other else "a=fmtp:63 111/111"
    pair = Pair(CHROMIUM.replace(known, other))
    pair.place("audio").repeats = True
    pair.says("audio", 1, redundant(b"now", b"before"), RED, size=0)
    pair.says("audio", 2, b"\x6fplain", RED, size=0)
    pair.says("audio", 3, b"opus", OPUS, size=0)
    assert [(packet.payload_type, packet.payload) for packet in pair.rtp] == [
        (OPUS, b"now"),
        (OPUS, b"plain"),
        (OPUS, b"opus"),
    ]


def test_another_codec_of_the_same_track_is_one_unbroken_stream(pair: Pair) -> None:
    pair.says("screen", 1, KEY_FRAME)
    pair.says("screen", 2, b"\x18\x0a", AV1)
    pair.says("screen", 3, b"\x10\x0a", AV1)
    assert [packet.payload_type for packet in pair.rtp] == [VP8, AV1, AV1]
    assert pair.seqs == [1, 2, 3]


def test_a_probe_sends_what_was_sent_as_repair(pair: Pair) -> None:
    arrivals = Arrivals()
    for seq in range(1, 40):
        pair.says("camera", seq, size=1000, now_s=1 + seq / 50)
        arrivals.add(pair.rtp[-1].transport_seq or 0, seq * 20_000)
    told = arrivals.feedback(1, 2)
    assert told is not None
    pair.eva.receive_rtcp(told, 2.0)
    pair.sent.clear()
    pair.eva.down.wanted_bps = 5_000_000
    pair.eva.tick(2.1)
    assert pair.waits == 1
    now_s: float = 2.1
    while (wait_s := pair.eva.pace(now_s)) is not None:
        now_s += wait_s
    assert len(pair.rtp) >= 5
    assert {packet.ssrc for packet in pair.rtp} == {pair.place("camera").source.repair_ssrc}
    assert now_s < 2.3
