"""A browser's offer, checked, and the answer to it.

The layout of an offer is [audio, video, video, application, (audio, video, video)*]. The first three lines are the
browser's microphone, camera and screen on the way up and its first place on the way down; each further three, which
only receive, are another place, up to five in sixteen lines. So a browser that wants to see one more participant
offers three lines more, and every line that it had keeps its mid and its meaning.
"""

from dataclasses import dataclass
from typing import NamedTuple

from aiortc import RTCDtlsParameters, RTCIceCandidate, RTCIceParameters, RTCRtpCodecParameters, sdp
from aiortc.rtcrtpparameters import RTCRtcpFeedback, RTCRtpParameters
from aiortc.rtcsctptransport import RTCSctpCapabilities

from webrtc.forwarding.packets import ExtensionIds
from webrtc.signals import CANDIDATES_MAX, KINDS, MEDIA_LINES_MAX, SDP_BYTES_MAX, Kind, SignalError, Streams

MID = "urn:ietf:params:rtp-hdrext:sdes:mid"
TRANSPORT_SEQ = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"

# A browser sends the first codec of the answer, and one answer has to do: Chromium begins its pictures anew, with key
# frames, where a later one orders codecs otherwise. So sound always comes with what was before it once more, for it can
# be left out here on any way down that loses little. Every browser encodes and decodes VP8, and here nothing is decoded
# in between. REMB is left out on purpose: beside transport-wide feedback it only held good links down.
PREFERENCE = ("red", "opus", "vp8", "vp9", "av1", "h264")
AV1 = "av1/0"  # its main profile, as `Codec.key`
FEEDBACK = (("nack", None), ("nack", "pli"), ("transport-cc", None))


class Codec(NamedTuple):
    """One payload type of a line. `key` is equal for payload types of two browsers that mean the same."""

    name: str
    key: str
    payload_type: int
    repair_type: int | None
    clock_rate: int

    def repeats(self, other: "Codec") -> bool:
        """Whether this is the other with what came before once more, in the same packet."""
        return self.key == f"red/{other.payload_type}" and other.name == "opus"


@dataclass(frozen=True)
class Line:
    """One m-line. `ssrc` and `repair_ssrc` are None when the offer does not name them."""

    kind: Kind
    mid: str
    up: bool
    down: bool
    codecs: tuple[Codec, ...]
    extensions: ExtensionIds
    ssrc: int | None
    repair_ssrc: int | None


@dataclass(frozen=True)
class Offer:
    """`up`: the lines that the browser sends on, by kind; `places`: the lines for others' tracks, each by kind."""

    ufrag: str
    dtls: RTCDtlsParameters
    lines: tuple[Line, ...]
    up: dict[Kind, Line]
    places: tuple[dict[Kind, Line], ...]
    sctp: sdp.MediaDescription | None
    parsed: sdp.SessionDescription

    @property
    def fingerprints(self) -> frozenset[str]:
        return frozenset(one.value.upper() for one in self.dtls.fingerprints)

    @property
    def extensions(self) -> ExtensionIds:
        """Of all lines: in a bundle a number means the same everywhere, but not every line has every extension."""
        return ExtensionIds(
            max((line.extensions.mid for line in self.lines), default=0),
            max((line.extensions.transport_seq for line in self.lines), default=0),
        )

    @property
    def streams(self) -> tuple[Streams, ...]:
        return tuple(Streams(*(place[kind].mid for kind in KINDS)) for place in self.places)


class Source(NamedTuple):
    """The SSRCs of what the answerer sends on a line; `group` names the participant's place, for lip sync."""

    ssrc: int
    repair_ssrc: int
    group: str


@dataclass(frozen=True)
class Local:
    """The answerer's own side. `sources` by mid."""

    cname: str
    ice: RTCIceParameters
    candidates: list[RTCIceCandidate]
    dtls: RTCDtlsParameters
    sctp_port: int
    sctp: RTCSctpCapabilities
    sources: dict[str, Source]


def read_offer(text: str) -> Offer:
    """Raises SignalError, and nothing else."""
    if len(text) > SDP_BYTES_MAX:
        raise SignalError("too_large", f"A description has at most {SDP_BYTES_MAX} characters.")
    if text.count("\nm=") > MEDIA_LINES_MAX or text.count("a=candidate:") > CANDIDATES_MAX:
        limits = f"{MEDIA_LINES_MAX} media lines and {CANDIDATES_MAX} candidates"
        raise SignalError("too_large", f"An offer has at most {limits}.")
    try:
        parsed = sdp.SessionDescription.parse(text)
        return _offer(parsed)
    except SignalError:
        raise
    except Exception as error:  # aiortc raises whatever its parsing stumbles over
        raise SignalError("bad_offer", "The offer cannot be read.") from error


def _offer(parsed: sdp.SessionDescription) -> Offer:
    if not parsed.media:
        raise SignalError("bad_offer", "The offer has no media lines.")
    first = parsed.media[0]
    if first.dtls is None or not first.dtls.fingerprints or not first.ice or not first.ice.usernameFragment:
        raise SignalError("bad_offer", "The offer has no fingerprint or no ICE credentials.")
    mids = [media.rtp.muxId for media in parsed.media]
    if len(set(mids)) < len(mids) or not all(mid and len(mid) <= 16 for mid in mids):
        raise SignalError("bad_offer", "The offer's lines need mids that differ.")
    media = [one for one in parsed.media if one.kind != "application"]
    if len(media) % 3 or [one.kind for one in media] != ["audio", "video", "video"] * (len(media) // 3):
        raise SignalError("unsupported_offer", "The offer's lines are not audio, camera and screen.")
    if len(parsed.media) - len(media) > 1:
        raise SignalError("unsupported_offer", "The offer has more than one data channel line.")
    lines = tuple(_line(one, KINDS[place % 3]) for place, one in enumerate(media))
    return Offer(
        first.ice.usernameFragment,
        first.dtls,
        lines,
        {line.kind: line for line in lines[:3] if line.up},
        tuple(
            {line.kind: line for line in three}
            for three in (lines[start : start + 3] for start in range(0, len(lines), 3))
            if all(line.down for line in three)
        ),
        next((one for one in parsed.media if one.kind == "application"), None),
        parsed,
    )


def _line(media: sdp.MediaDescription, kind: Kind) -> Line:
    codecs = _codecs(media)
    if not codecs:
        raise SignalError("unsupported_offer", f"The browser offers no usable codec for {kind}.")
    ids = {one.uri: one.id for one in media.rtp.headerExtensions if 0 < one.id < 15}
    pair = next((group.items for group in media.ssrc_group if group.semantic == "FID"), [])
    ssrcs: list[int | None] = [int(one) for one in pair] or [one.ssrc for one in media.ssrc[:1]]
    ssrc, repair_ssrc = [*ssrcs, None, None][:2]
    return Line(
        kind,
        media.rtp.muxId,
        media.direction in ("sendrecv", "sendonly", None),
        media.direction in ("sendrecv", "recvonly", None),
        codecs,
        ExtensionIds(ids.get(MID, 0), ids.get(TRANSPORT_SEQ, 0)),
        ssrc,
        repair_ssrc,
    )


def _codecs(media: sdp.MediaDescription) -> tuple[Codec, ...]:
    repairs = {
        one.parameters.get("apt"): one.payloadType
        for one in media.rtp.codecs
        if one.name.lower() == "rtx" and one.payloadType is not None
    }
    usable = [one for one in media.rtp.codecs if one.name.lower() in PREFERENCE and _forwardable(one)]
    usable.sort(key=lambda one: PREFERENCE.index(one.name.lower()))
    codecs = [
        Codec(
            one.name.lower(),
            _key(one),
            one.payloadType,
            repairs.get(one.payloadType),
            one.clockRate,
        )
        for one in usable
        if one.payloadType is not None and one.clockRate > 0
    ]
    return tuple(one for one in codecs if one.name != "red" or any(one.repeats(other) for other in codecs))


def _forwardable(codec: RTCRtpCodecParameters) -> bool:
    if codec.name.lower() == "red":
        return len(codec.parameters) == 1 and len(set(next(iter(codec.parameters)).split("/"))) == 1
    return codec.name.lower() != "h264" or str(codec.parameters.get("packetization-mode")) == "1"


def _key(codec: RTCRtpCodecParameters) -> str:
    name = codec.name.lower()
    if name == "h264":
        return f"h264/{str(codec.parameters.get('profile-level-id', '42e01f')).lower()[:4]}"
    if name == "red":  # what it repeats is named by number, in every packet
        return f"red/{next(iter(codec.parameters), '').split('/')[0]}"
    if name in ("vp9", "av1"):
        return f"{name}/{codec.parameters.get('profile-id' if name == 'vp9' else 'profile', 0)}"
    return name


def write_answer(offer: Offer, local: Local) -> str:
    """Raises SignalError when the offer holds something that cannot be said back, and nothing else."""
    try:
        return _answer(offer, local)
    except Exception as error:
        raise SignalError("bad_offer", "The offer cannot be answered.") from error


def _answer(offer: Offer, local: Local) -> str:
    answer = sdp.SessionDescription()
    answer.type = "answer"
    answer.origin = "- 1 1 IN IP4 127.0.0.1"
    answer.msid_semantic.append(sdp.GroupDescription("WMS", ["*"]))
    answer.group.append(sdp.GroupDescription("BUNDLE", [one.rtp.muxId for one in offer.parsed.media]))
    lines = {line.mid: line for line in offer.lines}
    for offered in offer.parsed.media:
        line = lines.get(offered.rtp.muxId)
        media = _data_line(offered, local) if line is None else _media_line(offered, line, local)
        media.host = "0.0.0.0"  # Firefox refuses a line without
        media.rtp.muxId = offered.rtp.muxId
        media.ice, media.ice_candidates, media.ice_candidates_complete = local.ice, local.candidates, True
        media.dtls = local.dtls
        answer.media.append(media)
    return str(answer)


def _data_line(offered: sdp.MediaDescription, local: Local) -> sdp.MediaDescription:
    media = sdp.MediaDescription("application", 9, offered.profile, offered.fmt)
    media.sctp_port, media.sctpCapabilities = local.sctp_port, local.sctp
    return media


def _media_line(offered: sdp.MediaDescription, line: Line, local: Local) -> sdp.MediaDescription:
    codecs = _answered(offered, line)
    media = sdp.MediaDescription(offered.kind, 9, offered.profile, [one.payloadType for one in codecs])
    media.direction = {(True, True): "sendrecv", (True, False): "recvonly", (False, True): "sendonly"}.get(
        (line.up, line.down), "inactive"
    )
    media.rtp = RTCRtpParameters(
        codecs=codecs,
        headerExtensions=[one for one in offered.rtp.headerExtensions if one.id in line.extensions],
    )
    media.rtcp_mux, media.rtcp_host, media.rtcp_port = True, "0.0.0.0", 9
    source = local.sources.get(line.mid)
    if source is not None:
        media.msid = f"{source.group} {line.kind}-{line.mid}"
        ssrcs = [source.ssrc] if line.kind == "audio" else [source.ssrc, source.repair_ssrc]
        media.ssrc = [sdp.SsrcDescription(ssrc=ssrc, cname=local.cname) for ssrc in ssrcs]
        if len(ssrcs) == 2:
            media.ssrc_group = [sdp.GroupDescription("FID", list(ssrcs))]
    return media


def _answered(offered: sdp.MediaDescription, line: Line) -> list[RTCRtpCodecParameters]:
    """The accepted codecs in the order of preference, each before its repair format."""
    by_type = {one.payloadType: one for one in offered.rtp.codecs}
    codecs = []
    for codec in line.codecs:
        kept = by_type[codec.payload_type]
        kept.rtcpFeedback = [
            RTCRtcpFeedback(one.type, one.parameter)
            for one in kept.rtcpFeedback
            if (one.type, one.parameter) in FEEDBACK
        ]
        if codec.name == "opus":
            kept.parameters["useinbandfec"] = 1
        codecs.append(kept)
        if codec.repair_type is not None:
            codecs.append(by_type[codec.repair_type])
    return codecs
