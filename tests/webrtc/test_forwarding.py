"""Packets in, packets out; no socket, no clock."""

import struct
from pathlib import Path

import pytest
from aiortc.rtp import (
    RTCP_PSFB_FIR,
    RTCP_PSFB_PLI,
    RTCP_RTPFB_NACK,
    RtcpPacket,
    RtcpPsfbPacket,
    RtcpReceiverInfo,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSenderInfo,
    RtcpSrPacket,
    is_rtcp,
)

from webrtc.forwarding.packets import HEADER
from webrtc.forwarding.repair import HISTORY
from webrtc.forwarding.streams import Streams
from webrtc.transport.description import Offer, read_offer

OFFER = (Path(__file__).parent / "offers" / "chromium.sdp").read_text()
VP8, VP8_RTX, OPUS = 96, 97, 111
KEY_FRAME = bytes.fromhex("101002009d012a8002e001") + bytes(100)
DELTA = bytes.fromhex("10110200") + bytes(100)


class Browser:
    """A browser's streams and all that it was sent."""

    def __init__(self) -> None:
        self.offer: Offer = read_offer(OFFER)
        self.sent: list[bytes] = []
        self.streams = Streams(self.sent.append, "cname")
        self.streams.negotiate(self.offer)

    @property
    def rtp(self) -> list[bytes]:
        return [data for data in self.sent if not is_rtcp(data)]

    def rtcp(self, kind: type) -> list[RtcpPacket]:
        compounds = [data for data in self.sent if is_rtcp(data) and data[0] & 31 != 15]
        return [packet for data in compounds for packet in RtcpPacket.parse(data) if isinstance(packet, kind)]

    def ssrc(self, kind: str) -> int:
        ssrc = self.offer.up[kind].ssrc
        assert ssrc is not None
        return ssrc

    def says(
        self, kind: str, seq: int, timestamp: int = 0, payload: bytes = DELTA, now_s: float = 0.0, marker: int = 0
    ) -> None:
        payload_type = OPUS if kind == "audio" else VP8
        head = HEADER.pack(0x80, marker | payload_type, seq & 0xFFFF, timestamp, self.ssrc(kind))
        self.streams.receive(head + payload, now_s)

    def repairs(self, kind: str, seq: int, payload: bytes = DELTA, now_s: float = 0.0) -> None:
        ssrc = self.offer.up[kind].repair_ssrc
        head = HEADER.pack(0x80, VP8_RTX, 1, 0, ssrc)
        self.streams.receive(head + struct.pack("!H", seq) + payload, now_s)

    def place_ssrc(self, kind: str) -> int:
        return self.streams.sources[self.offer.places[0][kind].mid].ssrc


def payload(data: bytes) -> bytes:
    return data[20:] if data[0] & 0x10 else data[12:]


def numbers(packets: list[bytes]) -> list[int]:
    return [HEADER.unpack_from(data)[2] for data in packets]


@pytest.fixture
def ana() -> Browser:
    return Browser()


@pytest.fixture
def eva(ana: Browser) -> Browser:
    eva = Browser()
    eva.streams.attach(0, ana.streams)
    ana.streams.attach(0, eva.streams)
    eva.streams.open()
    return eva


@pytest.mark.parametrize("kind", ["audio", "camera", "screen"])
def test_each_track_goes_to_its_own_line(ana: Browser, eva: Browser, kind: str) -> None:
    ana.says(kind, 7, 1234, DELTA, marker=0x80)
    [data] = eva.rtp
    first, second, seq, timestamp, ssrc = HEADER.unpack_from(data)
    assert (first, second & 0x80, seq, timestamp, ssrc) == (0x90, 0x80, 7, 1234, eva.place_ssrc(kind))
    assert payload(data) == DELTA
    assert ana.rtp == []


def test_padding_is_kept_as_it_is(ana: Browser, eva: Browser) -> None:
    """A packet of nothing but padding counts in the sequence: without it the receiver would ask for it for ever."""
    ana.streams.receive(HEADER.pack(0xA0, VP8, 5, 0, ana.ssrc("camera")) + b"\0\0\3", 0.0)
    assert eva.rtp[0][0] == 0xB0 and payload(eva.rtp[0]) == b"\0\0\3"


def test_a_receiver_without_the_codec_gets_nothing(ana: Browser) -> None:
    only_h264 = "\r\n".join(line.replace("VP8/", "X/") for line in OFFER.splitlines()) + "\r\n"
    eva = Browser()
    eva.streams = Streams(eva.sent.append, "cname")
    eva.streams.negotiate(read_offer(only_h264))
    eva.streams.attach(0, ana.streams)
    ana.says("camera", 1)
    ana.says("audio", 1)
    assert len(eva.rtp) == 1


def test_a_change_of_hands_is_one_unbroken_stream(ana: Browser, eva: Browser) -> None:
    ana.says("camera", 65535, 5000, now_s=1.0)
    again = Browser()
    eva.streams.attach(0, again.streams)
    ana.says("camera", 0, 8000, now_s=1.1)
    again.says("camera", 300, 77, now_s=2.0)
    again.says("camera", 301, 3077, now_s=2.03)
    heads = [HEADER.unpack_from(data) for data in eva.rtp]
    assert [head[2] for head in heads] == [65535, 0, 1]
    assert [head[3] for head in heads] == [5000, 5000 + 90_000, 5000 + 93_000]  # as much as has passed
    assert len({head[4] for head in heads}) == 1


def test_a_new_ssrc_is_learned_by_its_mid_and_goes_on(ana: Browser, eva: Browser) -> None:
    ana.says("camera", 10, now_s=1.0)
    mid = ana.offer.extensions.mid
    extension = bytes([mid << 4]) + b"1" + bytes(2)
    head = HEADER.pack(0x90, VP8, 5000, 0, 4242) + struct.pack("!HH", 0xBEDE, 1) + extension
    ana.streams.receive(head + DELTA, 1.1)
    assert numbers(eva.rtp) == [10, 11]
    ana.streams.receive(HEADER.pack(0x80, VP8, 1, 0, 999_999) + DELTA, 1.2)  # of no line
    assert len(eva.rtp) == 2


def test_lost_packets_are_asked_for_and_their_repair_is_passed_on_once(ana: Browser, eva: Browser) -> None:
    for seq in (1, 2, 5):
        ana.says("camera", seq)
    ana.streams.tick(0.02)
    [nack] = ana.rtcp(RtcpRtpfbPacket)
    assert (nack.fmt, nack.lost, nack.media_ssrc) == (RTCP_RTPFB_NACK, [3, 4], ana.ssrc("camera"))
    for _ in range(2):
        ana.repairs("camera", 3)
    ana.repairs("camera", 2)  # a copy of what came: a probe
    assert numbers(eva.rtp) == [1, 2, 5, 3]
    ana.streams.tick(1.0)
    assert ana.rtcp(RtcpRtpfbPacket)[-1].lost == [4]


def nack(browser: Browser, *seqs: int, now_s: float) -> None:
    packet = RtcpRtpfbPacket(RTCP_RTPFB_NACK, 1, browser.place_ssrc("camera"), list(seqs))
    browser.streams.receive_rtcp(bytes(packet), now_s)


def test_a_receiver_gets_lost_packets_again_once_in_a_round_trip(ana: Browser, eva: Browser) -> None:
    for seq in range(1, 6):
        ana.says("camera", seq, payload=bytes([0x10, 1, 2, 0, seq]))
    eva.sent.clear()
    nack(eva, 2, 3, now_s=0.1)
    nack(eva, 2, 3, now_s=0.12)
    again = [HEADER.unpack_from(data) for data in eva.rtp]
    assert [head[1] & 0x7F for head in again] == [VP8_RTX] * 2
    assert {head[4] for head in again}.isdisjoint({eva.place_ssrc("camera")})
    assert [payload(data)[:2] + data[-1:] for data in eva.rtp] == [b"\0\2\2", b"\0\3\3"]
    nack(eva, 2, 999, now_s=0.4)
    assert len(eva.rtp) == 3


def test_repair_is_a_share_of_what_is_sent(ana: Browser, eva: Browser) -> None:
    payload = DELTA.ljust(1000, b"\1")
    sent = asked = 0
    for seq in range(2000):
        ana.says("camera", seq, payload=payload)
        sent += len(payload)
        nack(eva, *range(max(0, seq - 30), seq), now_s=seq / 10)
        asked += 30
    again = [data for data in eva.rtp if HEADER.unpack_from(data)[1] & 0x7F == VP8_RTX]
    assert sum(map(len, again)) < 0.3 * sent + 12_000
    assert asked > 20 * len(again) > 0


def test_what_is_too_old_is_not_repaired(ana: Browser, eva: Browser) -> None:
    for seq in range(HISTORY + 10):
        ana.says("camera", seq)
    eva.sent.clear()
    nack(eva, 5, now_s=1.0)
    assert eva.rtp == []


def want_picture(browser: Browser, fmt: int) -> None:
    ssrc = browser.place_ssrc("camera")
    fci = struct.pack("!LL", ssrc, 1 << 24) if fmt == RTCP_PSFB_FIR else b""
    browser.streams.receive_rtcp(bytes(RtcpPsfbPacket(fmt, 1, 0 if fci else ssrc, fci)), 0.0)


@pytest.mark.parametrize("fmt", [RTCP_PSFB_PLI, RTCP_PSFB_FIR])
def test_a_wish_for_a_key_frame_is_passed_on_seldom(ana: Browser, eva: Browser, fmt: int) -> None:
    for tick in range(1000):
        now_s = 10 + tick / 50
        if tick % 2 == 0:
            ana.says("camera", tick, now_s=now_s)
            want_picture(eva, fmt)
        ana.streams.tick(now_s)
    assert len(ana.rtcp(RtcpPsfbPacket)) == 7  # at 0, 1, 3, 7, 11, 15, 19 s
    assert {packet.media_ssrc for packet in ana.rtcp(RtcpPsfbPacket)} == {ana.ssrc("camera")}


def test_a_new_receiver_asks_for_a_key_frame_and_gets_it(ana: Browser, eva: Browser) -> None:
    ana.says("camera", 1, now_s=1.0)
    ana.streams.tick(1.02)
    assert len(ana.rtcp(RtcpPsfbPacket)) == 1
    ana.says("camera", 2, payload=KEY_FRAME, now_s=1.1)
    for tick in range(200):
        ana.says("camera", 3 + tick, now_s=1.1 + tick / 50)
        ana.streams.tick(1.1 + tick / 50)
    assert len(ana.rtcp(RtcpPsfbPacket)) == 1


def test_nobody_asks_for_a_receiver_who_cannot_be_reached_yet(ana: Browser) -> None:
    eva = Browser()
    eva.streams.attach(0, ana.streams)
    ana.says("camera", 1, now_s=1.0)
    ana.streams.tick(1.02)
    assert ana.rtcp(RtcpPsfbPacket) == []
    eva.streams.open()
    ana.streams.tick(1.04)
    assert len(ana.rtcp(RtcpPsfbPacket)) == 1


def test_nobody_asks_a_track_that_is_off(ana: Browser, eva: Browser) -> None:
    for tick in range(500):
        ana.streams.tick(tick / 50)
    assert ana.sent == []


def test_sender_reports_go_on_under_the_receivers_numbers(ana: Browser, eva: Browser) -> None:
    again = Browser()
    ana.says("audio", 1, 100, now_s=0.0)
    eva.streams.attach(0, again.streams)
    again.says("audio", 9, 5000, now_s=1.0)
    info = RtcpSenderInfo(0x1122_3344_5566_7788, 5960, 99, 9999)
    again.streams.receive_rtcp(bytes(RtcpSrPacket(again.ssrc("audio"), info)), 1.02)
    [report] = eva.rtcp(RtcpSrPacket)
    assert report.ssrc == eva.place_ssrc("audio")
    assert report.sender_info.ntp_timestamp == 0x1122_3344_5566_7788
    assert report.sender_info.rtp_timestamp == 100 + 48_000 + 960  # the same moment in eva's numbers
    assert report.sender_info.packet_count == 2


def test_receiver_reports_count_the_way_up(ana: Browser, eva: Browser) -> None:
    for seq in (1, 2, 4):
        ana.says("camera", seq, now_s=seq / 100)
    ana.streams.receive_rtcp(
        bytes(RtcpSrPacket(ana.ssrc("camera"), RtcpSenderInfo(0xAABB_CCDD_0000_0000, 0, 0, 0))), 0.5
    )
    ana.streams.tick(1.0)
    [report] = ana.rtcp(RtcpRrPacket)
    [info] = report.reports
    assert (info.ssrc, info.packets_lost, info.fraction_lost) == (ana.ssrc("camera"), 1, 64)
    assert (info.lsr, info.dlsr) == (0xCCDD_0000, 32768)


def test_loss_on_the_way_down_reaches_who_speaks(ana: Browser, eva: Browser) -> None:
    """Opus adds its error correction by this figure alone."""
    ana.says("audio", 1)
    ana.says("camera", 1)
    for _ in range(20):
        lost = [
            RtcpReceiverInfo(eva.place_ssrc(kind), 51, 0, 0, 0, 0, 0)
            for kind in ("audio", "camera")  # 20 %
        ]
        eva.streams.receive_rtcp(bytes(RtcpRrPacket(1, lost)), 0.1)
    ana.streams.tick(1.0)
    reports = {one.ssrc: one.fraction_lost for one in ana.rtcp(RtcpRrPacket)[0].reports}
    assert 45 < reports[ana.ssrc("audio")] <= 51
    assert reports[ana.ssrc("camera")] == 0


def test_arrivals_of_sound_and_picture_are_fed_back_under_one_of_the_senders_own_ssrcs(ana: Browser) -> None:
    number = ana.offer.extensions.transport_seq
    for seq, kind in enumerate(("audio", "camera", "camera")):
        extension = bytes([number << 4 | 1]) + struct.pack("!H", seq) + b"\0"
        payload_type = OPUS if kind == "audio" else VP8
        head = HEADER.pack(0x90, payload_type, seq, 0, ana.ssrc(kind)) + struct.pack("!HH", 0xBEDE, 1)
        ana.streams.receive(head + extension + DELTA, 1.0 + seq / 100)
    ana.streams.tick(1.1)
    feedback = [data for data in ana.sent if data[1] == 205 and data[0] & 31 == 15]
    assert len(feedback) == 1
    assert struct.unpack_from("!LHH", feedback[0], 8) == (ana.ssrc("camera"), 0, 3)


def test_feedback_needs_no_extension_on_the_audio_line() -> None:
    """Firefox numbers its pictures' packets and not its sound's."""
    audio, rest = OFFER.split("m=video", 1)
    kept = "".join(line for line in audio.splitlines(keepends=True) if "transport-wide-cc" not in line)
    browser = Browser()
    browser.streams.negotiate(read_offer(kept + "m=video" + rest))
    number = browser.offer.lines[1].extensions.transport_seq
    head = HEADER.pack(0x90, VP8, 1, 0, browser.ssrc("camera")) + struct.pack("!HH", 0xBEDE, 1)
    browser.streams.receive(head + bytes([number << 4 | 1]) + b"\0\7\0" + DELTA, 1.0)
    browser.streams.tick(1.1)
    assert any(data[1] == 205 and data[0] & 31 == 15 for data in browser.sent)


def test_after_detaching_nothing_flows_either_way(ana: Browser, eva: Browser) -> None:
    eva.streams.detach()
    ana.says("camera", 1)
    eva.says("camera", 1)
    assert ana.rtp == eva.rtp == []


def test_a_second_receiver_gets_the_same(ana: Browser, eva: Browser) -> None:
    sue = Browser()
    sue.streams.attach(0, ana.streams)
    ana.says("screen", 4)
    assert payload(eva.rtp[0]) == payload(sue.rtp[0]) == DELTA
    assert eva.rtp[0][8:12] != sue.rtp[0][8:12]
