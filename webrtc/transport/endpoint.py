"""One browser's connection: ICE-lite, then aiortc's DTLS and SCTP, and SRTP in and out. All that is used beneath
aiortc's public surface is named in beneath.py.
"""

import asyncio
import functools
import secrets
import struct
import time
from collections.abc import Callable
from typing import Any

import pylibsrtp
import structlog
from aiortc import (
    RTCCertificate,
    RTCDataChannel,
    RTCDtlsTransport,
    RTCSctpTransport,
)

from webrtc.bandwidth.pacer import WAIT_S
from webrtc.forwarding.packets import is_rtcp
from webrtc.forwarding.streams import Streams
from webrtc.tasks import Tasks
from webrtc.transport.channels import CHANNELS, Beside
from webrtc.transport.description import Local, Offer, write_answer
from webrtc.transport.ice import Port, Transport

log = structlog.get_logger(__name__)

HANDSHAKE_MAX_S = 30.0
SILENT_S = 8.0  # a browser checks its path every 2.5 s or so (RFC 7675: 5 s at most)


class Dtls(RTCDtlsTransport):
    """aiortc's handshake and data; media goes past its queue, sealed and opened in the caller's turn."""

    def __init__(self, transport: Transport) -> None:
        super().__init__(transport, [RTCCertificate.generateCertificate()])  # type: ignore[arg-type]
        self._set_role("client")

    def open(self, datagram: bytes, rtcp: bool) -> bytes | None:
        """What SRTP or SRTCP protected; None before the handshake. Raises pylibsrtp.Error."""
        session: pylibsrtp.Session | None = self._rx_srtp
        if session is None:
            return None
        return session.unprotect_rtcp(datagram) if rtcp else session.unprotect(datagram)

    def seal(self, packet: bytes) -> bytes | None:
        """None before the handshake. Raises pylibsrtp.Error."""
        session: pylibsrtp.Session | None = self._tx_srtp
        if session is None:
            return None
        return session.protect_rtcp(packet) if is_rtcp(packet) else session.protect(packet)


class Sctp(RTCSctpTransport):
    """aiortc's, which asserts where a browser's packet is not as it should be."""

    async def _handle_data(self, data: bytes) -> None:
        try:
            await super()._handle_data(data)
        except (AssertionError, LookupError, ValueError, struct.error):
            log.warning("sctp_packet_refused", size=len(data))


class Endpoint:
    """From the first offer on, until `close`. `on_connected(bool)` tells when media may flow and when the browser
    fell silent; `on_beside(channel, message)` gives what came on its data channels.
    """

    def __init__(
        self,
        port: Port,
        offer: Offer,
        on_connected: Callable[[bool], None],
        on_beside: Callable[[Beside, str | bytes], None],
    ) -> None:
        self._port = port
        self._offer = offer
        self._on_connected = on_connected
        self._on_beside = on_beside
        self._tasks = Tasks()
        self._cname = secrets.token_urlsafe(12)
        self._transport = Transport(port, self._receive)
        self._dtls = Dtls(self._transport)
        self._sctp = Sctp(self._dtls)
        self._channels: dict[Beside, RTCDataChannel] = {}
        self._heard_s = time.monotonic()
        self.connected = False
        self._paced: asyncio.TimerHandle | None = None
        self.streams = Streams(self._send, self._cname, lambda: self._pace_in(WAIT_S))
        self._tasks.start(self._start(), "endpoint")

    def continues(self, offer: Offer) -> bool:
        """Whether an offer is of the same connection: of the same certificate, with every line that there was."""
        mids = [line.mid for line in offer.lines[: len(self._offer.lines)]]
        same = [line.mid for line in self._offer.lines]
        return offer.fingerprints == self._offer.fingerprints and mids == same

    def answer(self, offer: Offer) -> str:
        """To the first offer, or to another of the same connection; new ICE credentials in it make new ones here."""
        if offer.ufrag != self._offer.ufrag:
            self._transport.restart()
            self.streams.down.estimate.moved()
        self._offer = offer
        self.streams.negotiate(offer)
        dtls = self._dtls.getLocalParameters()
        dtls.fingerprints = [one for one in dtls.fingerprints if one.algorithm == "sha-256"]
        dtls.role = "client"
        local = Local(
            self._cname,
            self._transport.parameters,
            self._port.candidates(),
            dtls,
            self._sctp.port,
            self._sctp.getCapabilities(),
            self.streams.sources,
        )
        return write_answer(offer, local)

    async def _start(self) -> None:
        await self._transport.reached.wait()
        try:
            async with asyncio.timeout(HANDSHAKE_MAX_S):
                await self._dtls.start(self._offer.dtls)
        except TimeoutError:
            log.warning("dtls_timeout")
            return
        if self._dtls.state != "connected":
            log.warning("dtls_failed", state=self._dtls.state)
            return
        self._become(True)
        await self._open_channels()

    async def _open_channels(self) -> None:
        offered = self._offer.sctp
        if offered is None:
            return
        await self._sctp.start(offered.sctpCapabilities, offered.sctp_port or 5000)
        for beside in CHANNELS:
            channel = self._channels[beside] = RTCDataChannel(self._sctp, beside.parameters)
            channel.on("message", functools.partial(self._told, beside))

    def _told(self, beside: Beside, message: str | bytes) -> None:
        if len(message) <= beside.bytes_max:
            self._on_beside(beside, message)

    def tell(self, beside: Beside, message: str | bytes) -> bool:
        """Whether it is on its way: not where the browser cannot take it now."""
        channel = self._channels.get(beside)
        if channel is None or channel.readyState != "open" or channel.bufferedAmount >= beside.waiting_bytes_max:
            return False
        channel.send(message)
        return True

    def _receive(self, datagram: bytes) -> None:
        now_s = time.monotonic()
        try:
            rtcp = is_rtcp(datagram)
            packet = self._dtls.open(datagram, rtcp)
            if packet is None:
                return
            self._heard_s = now_s
            if rtcp:
                self.streams.receive_rtcp(packet, now_s)
            else:
                self.streams.receive(packet, now_s)
        except (pylibsrtp.Error, ValueError, LookupError, struct.error):
            return  # forged, repeated or broken: as if it had been lost

    def _send(self, packet: bytes) -> None:
        try:
            sealed = self._dtls.seal(packet)
        except pylibsrtp.Error:
            return  # too old to be sent again
        if sealed is not None:
            self._transport.send(sealed)

    def _pace_in(self, wait_s: float) -> None:
        self._paced = asyncio.get_running_loop().call_later(wait_s, self._pace)

    def _pace(self) -> None:
        wait_s: float | None = WAIT_S
        try:
            wait_s = self.streams.pace(time.monotonic())
        except Exception:  # whatever one packet's trouble is, the next ones are not to wait for ever
            log.exception("pace_failed")
        if wait_s is not None:
            self._pace_in(wait_s)

    def tick(self, now_s: float) -> None:
        """Sends reports and requests that are due, and notices silence; to be called every 20 ms or so."""
        if self._dtls.state != "connected":
            self._become(False)
            return
        self._become(now_s - max(self._heard_s, self._transport.heard_s) < SILENT_S)
        self.streams.tick(now_s)

    def _become(self, connected: bool) -> None:
        if connected != self.connected:
            self.connected = connected
            if connected:
                self.streams.open()
            self._on_connected(connected)

    async def close(self) -> None:
        """Media stops at once. The browser is told, as far as it can be."""
        self.streams.detach()
        self.connected = False
        if self._paced is not None:
            self._paced.cancel()
        if self._dtls.state != "connected":
            self._transport.close()  # a handshake may not hear that it is cancelled, until something comes or is over
        await self._tasks.aclose()
        await _quietly(self._sctp.stop())
        await _quietly(self._dtls.stop())
        self._transport.close()


async def _quietly(closing: Any) -> None:
    """A half-open aiortc transport raises whatever it stumbles over when it is closed."""
    try:
        await closing
    except Exception as error:
        log.info("close_failed", error=type(error).__name__)
