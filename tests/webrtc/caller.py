"""A browser's network side without the browser: real ICE checks, DTLS and SRTP, and RTP packets made by hand.

It offers what a browser offers (audio, camera, screen, data channel), on one socket of its own, loopback included.
"""

import asyncio
import secrets
import struct
import time
from collections import Counter
from collections.abc import Callable

from aioice import stun
from aiortc import RTCCertificate, RTCDtlsTransport, sdp
from aiortc.rtp import RtcpPacket, is_rtcp

KINDS = ("audio", "camera", "screen")
OPUS, VP8, RTX = 111, 96, 97
MID_ID, TRANSPORT_SEQ_ID = 4, 3
CHECK_S = 0.5
VP8_KEY_FRAME = bytes.fromhex("9080011002009d012a8002e001")  # descriptor, frame header, 640x480
VP8_DELTA_FRAME = bytes.fromhex("908002110200")
VP8_CONTINUED = bytes.fromhex("808002")


class Stream:
    """One of the caller's own tracks."""

    def __init__(self, place: int, kind: str) -> None:
        self.kind = kind
        self.mid = str(place)
        self.ssrc = secrets.randbelow(1 << 31) + 1
        self.repair_ssrc = secrets.randbelow(1 << 31) + 1
        self.seq = secrets.randbelow(1 << 15)
        self.repair_seq = 0
        self.timestamp = secrets.randbelow(1 << 31)
        self.sent: dict[int, bytes] = {}


class Caller(asyncio.DatagramProtocol):
    """`on_rtp(mid, packet)` gets every RTP packet, when given; they are counted by mid in any case."""

    role = "controlling"

    def __init__(self, on_rtp: Callable[[str, bytes], None] | None = None) -> None:
        self.on_rtp = on_rtp
        self.streams = {kind: Stream(place, kind) for place, kind in enumerate(KINDS)}
        self.received: Counter[str] = Counter()
        self.rtcp: list[object] = []
        self.feedback = 0  # transport-wide feedback messages
        self.counting_only = False
        self.answer = ""
        self._mids: dict[int, str] = {}
        self._waiting: asyncio.Queue[bytes] = asyncio.Queue()
        self._transport_seq = 0
        self._server: tuple[str, int] | None = None
        self._remote: tuple[str, str] = ("", "")
        self._checks: asyncio.Task[None] | None = None
        self.responses = 0
        self.restart()

    def restart(self) -> None:
        self.ufrag, self.password = secrets.token_hex(4), secrets.token_hex(12)

    async def open(self, host: str = "127.0.0.1") -> None:
        loop = asyncio.get_running_loop()
        self.socket, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=(host, 0))
        self._host = host
        self._certificate = RTCCertificate.generateCertificate()
        self.dtls = RTCDtlsTransport(self, [self._certificate])
        self.dtls._set_role("server")

    def offer(self, direction: str = "sendrecv", places: int = 1) -> str:
        fingerprint = self._certificate.getFingerprints()[0]
        common = [
            f"a=ice-ufrag:{self.ufrag}",
            f"a=ice-pwd:{self.password}",
            f"a=fingerprint:{fingerprint.algorithm} {fingerprint.value}",
            "a=setup:actpass",
        ]
        lines = ["v=0", f"o=- {secrets.randbelow(1 << 40)} 2 IN IP4 127.0.0.1", "s=-", "t=0 0"]
        mids = ["0", "1", "2", "3", *(str(4 + extra) for extra in range(3 * (places - 1)))]
        lines.append("a=group:BUNDLE " + " ".join(mids))
        for stream in self.streams.values():
            lines += [*self._media_line(stream.kind, stream.mid, direction), *common]
            lines += _ssrc_lines(stream) if direction != "recvonly" else []
        lines += ["m=application 9 UDP/DTLS/SCTP webrtc-datachannel", "c=IN IP4 0.0.0.0", "a=mid:3", *common]
        lines += ["a=sctp-port:5000", "a=max-message-size:262144"]
        for place, mid in enumerate(mids[4:]):
            lines += [*self._media_line(KINDS[place % 3], mid, "recvonly"), *common]
        return "\r\n".join(lines) + "\r\n"

    def _media_line(self, kind: str, mid: str, direction: str) -> list[str]:
        name, types = ("audio", [OPUS]) if kind == "audio" else ("video", [VP8, RTX])
        lines = [f"m={name} 9 UDP/TLS/RTP/SAVPF {' '.join(map(str, types))}", "c=IN IP4 0.0.0.0"]
        lines += [f"a=mid:{mid}", f"a={direction}", "a=rtcp-mux"]
        lines += [f"a=extmap:{MID_ID} urn:ietf:params:rtp-hdrext:sdes:mid"]
        uri = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"
        lines += [f"a=extmap:{TRANSPORT_SEQ_ID} {uri}"]
        if kind == "audio":
            return [
                *lines,
                "a=rtpmap:111 opus/48000/2",
                "a=rtcp-fb:111 transport-cc",
                "a=fmtp:111 minptime=10",
            ]
        feedback = [f"a=rtcp-fb:{VP8} {what}" for what in ("goog-remb", "transport-cc", "nack", "nack pli")]
        return [
            *lines,
            "a=rtpmap:96 VP8/90000",
            *feedback,
            "a=rtpmap:97 rtx/90000",
            f"a=fmtp:{RTX} apt={VP8}",
        ]

    async def answered(self, answer: str) -> None:
        """Checks the path, again for every answer; the first one leads to the handshake."""
        self.answer = answer
        parsed = sdp.SessionDescription.parse(answer)
        first = parsed.media[0]
        for media in parsed.media:
            for one in media.ssrc:
                self._mids[one.ssrc] = media.rtp.muxId
        candidate = next(one for one in first.ice_candidates if one.ip == self._host)
        self._server = (candidate.ip, candidate.port)
        self._remote = (first.ice.usernameFragment, first.ice.password)
        if self._checks is not None:
            self.check()
            return
        self._checks = asyncio.get_running_loop().create_task(self._keep_checking())
        async with asyncio.timeout(30):
            await self.dtls.start(first.dtls)
        assert self.dtls.state == "connected"

    async def _keep_checking(self) -> None:
        while True:
            self.check()
            await asyncio.sleep(CHECK_S if self.responses else 0.05)

    def check(self) -> None:
        request = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
        request.attributes["USERNAME"] = f"{self._remote[0]}:{self.ufrag}"
        request.attributes["PRIORITY"] = 1
        request.attributes["ICE-CONTROLLING"] = 1
        request.attributes["USE-CANDIDATE"] = None
        request.add_message_integrity(self._remote[1].encode())
        self.socket.sendto(bytes(request), self._server)

    async def move(self) -> None:
        """To another port, as when a phone changes networks."""
        loop = asyncio.get_running_loop()
        former = self.socket
        self.socket, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=(self._host, 0))
        former.close()
        self.check()

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if data[0] < 4:
            self.responses += stun.parse_message(data).message_class == stun.Class.RESPONSE
        elif 127 < data[0] < 192:
            self._media(data)
        else:
            self._waiting.put_nowait(data)

    def _media(self, data: bytes) -> None:
        if is_rtcp(data):
            self._rtcp(data)
        elif self.counting_only:
            self.received[self._mids.get(struct.unpack_from("!L", data, 8)[0], "?")] += 1
        elif (session := self.dtls._rx_srtp) is not None:
            packet = session.unprotect(data)
            mid = self._mids.get(struct.unpack_from("!L", packet, 8)[0], "?")
            self.received[mid] += 1
            if self.on_rtp is not None:
                self.on_rtp(mid, packet)

    def _rtcp(self, data: bytes) -> None:
        session = self.dtls._rx_srtp
        if session is None or self.counting_only:
            return
        packet = session.unprotect_rtcp(data)
        if packet[1] == 205 and packet[0] & 31 == 15:
            self.feedback += 1
        else:
            self.rtcp += RtcpPacket.parse(packet)

    async def _recv(self) -> bytes:
        return await self._waiting.get()

    async def _send(self, data: bytes) -> None:
        self.socket.sendto(data, self._server)

    def send(self, kind: str, payload: bytes, marker: bool = True, lose: bool = False) -> int:
        """One packet of a track; with `lose` it is only kept, to be repaired. Its sequence number."""
        stream = self.streams[kind]
        stream.seq = (stream.seq + 1) & 0xFFFF
        self._transport_seq = (self._transport_seq + 1) & 0xFFFF
        payload_type = OPUS if kind == "audio" else VP8
        extension = struct.pack("!BHB", TRANSPORT_SEQ_ID << 4 | 1, self._transport_seq, 0)
        packet = (
            struct.pack("!BBHLL", 0x90, marker << 7 | payload_type, stream.seq, stream.timestamp, stream.ssrc)
            + struct.pack("!HH", 0xBEDE, 1)
            + extension
            + payload
        )
        stream.sent[stream.seq] = packet
        if len(stream.sent) > 1000:
            stream.sent = {}
        if not lose:
            self.send_raw(packet)
        return stream.seq

    def send_raw(self, packet: bytes) -> None:
        session = self.dtls._tx_srtp
        sealed = session.protect_rtcp(packet) if is_rtcp(packet) else session.protect(packet)
        self.socket.sendto(sealed, self._server)

    def send_frame(self, kind: str, size: int, key: bool = False, packet_bytes: int = 1150) -> None:
        """A VP8 frame as far as its payload descriptors and its header go."""
        stream = self.streams[kind]
        stream.timestamp = (stream.timestamp + 3000) & 0xFFFFFFFF
        head = VP8_KEY_FRAME if key else VP8_DELTA_FRAME
        count = max(1, -(-size // packet_bytes))
        for number in range(count):
            payload = (head if number == 0 else VP8_CONTINUED).ljust(min(size // count, packet_bytes), b"\x55")
            self.send(kind, payload, marker=number == count - 1)

    def send_audio(self, size: int = 80) -> None:
        self.streams["audio"].timestamp += 960
        self.send("audio", b"\x78".ljust(size, b"\x55"), marker=False)

    def repair(self, kind: str, seq: int) -> None:
        """Answers a request for a lost packet, by RTX."""
        stream = self.streams[kind]
        packet = stream.sent[seq]
        stream.repair_seq += 1
        self.send_raw(
            struct.pack(
                "!BBHLL",
                0x80,
                (packet[1] & 0x80) | RTX,
                stream.repair_seq,
                struct.unpack_from("!L", packet, 4)[0],
                stream.repair_ssrc,
            )
            + struct.pack("!H", seq)
            + packet[20:]
        )

    async def close(self) -> None:
        if self._checks is not None:
            self._checks.cancel()
        await self.dtls.stop()
        self.socket.close()


def _ssrc_lines(stream: Stream) -> list[str]:
    if stream.kind == "audio":
        return [f"a=ssrc:{stream.ssrc} cname:caller"]
    return [
        f"a=ssrc-group:FID {stream.ssrc} {stream.repair_ssrc}",
        f"a=ssrc:{stream.ssrc} cname:caller",
        f"a=ssrc:{stream.repair_ssrc} cname:caller",
    ]


async def until(condition: Callable[[], object], within_s: float = 30.0) -> None:
    """Waits for a condition with a deadline."""
    deadline = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < deadline, "the condition did not come true in time"
        await asyncio.sleep(0.01)
