import random
from pathlib import Path

import pytest
from aiortc import RTCDtlsParameters, RTCIceParameters, sdp
from aiortc.rtcdtlstransport import RTCDtlsFingerprint
from aiortc.rtcsctptransport import RTCSctpCapabilities
from caller import Caller
from hypothesis import given, settings
from hypothesis import strategies as st

from webrtc.signals import MEDIA_LINES_MAX, SDP_BYTES_MAX, SignalError, Streams
from webrtc.transport.description import MID, TRANSPORT_SEQ, Local, Offer, Source, read_offer, write_answer

OFFERS = Path(__file__).parent / "offers"
CHROMIUM, FIREFOX = ((OFFERS / name).read_text() for name in ("chromium.sdp", "firefox.sdp"))


def answer(offer: Offer) -> str:
    sources = {line.mid: Source(7, 8, "person-0") for place in offer.places for line in place.values()}
    dtls = RTCDtlsParameters([RTCDtlsFingerprint("sha-256", "AB:CD")], "client")
    ice = RTCIceParameters(usernameFragment="ufrag", password="password", iceLite=True)
    return write_answer(offer, Local("cname", ice, [], dtls, 5000, RTCSctpCapabilities(65536), sources))


def test_chromiums_offer_is_understood() -> None:
    offer = read_offer(CHROMIUM)
    assert [line.kind for line in offer.lines] == ["audio", "camera", "screen"]
    assert offer.streams == (Streams("0", "1", "2"),)
    assert list(offer.up) == ["audio", "camera", "screen"]
    assert [codec.key for codec in offer.up["audio"].codecs] == ["red/111", "opus"]
    keys = [codec.key for codec in offer.up["camera"].codecs]
    assert keys[:4] == ["vp8", "vp9/0", "vp9/2", "av1/0"] and "h264/42e0" in keys
    assert all(codec.repair_type for codec in offer.up["camera"].codecs)
    assert offer.up["screen"].ssrc and offer.up["screen"].repair_ssrc
    assert offer.lines[0].extensions.mid and offer.lines[0].extensions.transport_seq


def test_firefoxs_offer_is_understood() -> None:
    offer = read_offer(FIREFOX)
    assert offer.streams == (Streams("0", "1", "2"),)
    assert list(offer.up) == ["audio", "camera", "screen"]
    assert [codec.key for codec in offer.up["camera"].codecs] == ["vp8", "vp9/0", "av1/0"]
    assert offer.up["screen"].ssrc and offer.up["screen"].repair_ssrc and offer.extensions.transport_seq
    assert offer.fingerprints  # they stand before the first line


@pytest.mark.parametrize("offered", [CHROMIUM, FIREFOX], ids=["chromium", "firefox"])
def test_the_answer_holds_what_the_forwarding_needs(offered: str) -> None:
    text = answer(read_offer(offered))
    parsed = sdp.SessionDescription.parse(text)
    assert "a=ice-lite" in text and "goog-remb" not in text
    assert [media.kind for media in parsed.media] == ["audio", "video", "video", "application"]
    assert all(media.direction == "sendrecv" for media in parsed.media[:3])
    assert text.count("\nc=IN IP4 ") == 4  # Firefox refuses an answer without
    assert parsed.media[1].rtp.codecs[0].name == "VP8"
    for media in parsed.media[:3]:
        codec = next(one for one in media.rtp.codecs if one.name != "red")  # Chromium asks for none of red itself
        assert "transport-cc" in {one.type for one in codec.rtcpFeedback}
        assert {one.uri for one in media.rtp.headerExtensions} == {MID, TRANSPORT_SEQ}
    [opus] = [one for one in parsed.media[0].rtp.codecs if one.name == "opus"]
    assert opus.parameters["useinbandfec"] == 1
    assert parsed.media[0].msid.split()[0] == parsed.media[1].msid.split()[0] == "person-0"


@pytest.mark.parametrize(("offered", "sound"), [(CHROMIUM, "red"), (FIREFOX, "opus")])
def test_the_answer_puts_first_what_is_to_come(offered: str, sound: str) -> None:
    parsed = sdp.SessionDescription.parse(answer(read_offer(offered)))
    assert [media.rtp.codecs[0].name for media in parsed.media[:3]] == [sound, "VP8", "VP8"]


async def test_more_places_are_more_lines() -> None:
    caller = Caller()
    await caller.open()
    offer = read_offer(caller.offer(places=3))
    await caller.close()
    assert offer.streams == (Streams("0", "1", "2"), Streams("4", "5", "6"), Streams("7", "8", "9"))
    assert list(offer.up) == ["audio", "camera", "screen"]


async def test_whoever_only_receives_has_nothing_on_the_way_up() -> None:
    caller = Caller()
    await caller.open()
    offer = read_offer(caller.offer(direction="recvonly"))
    await caller.close()
    assert offer.up == {} and len(offer.places) == 1
    assert "a=sendonly" in answer(offer)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda text: "", "bad_offer"),
        (lambda text: text.replace("a=fingerprint", "a=other"), "bad_offer"),
        (lambda text: text.replace("a=ice-ufrag", "a=other"), "bad_offer"),
        (lambda text: text.replace("a=mid:1", "a=mid:0"), "bad_offer"),
        (lambda text: text.replace("a=mid:1", "a=mid:" + "1" * 17), "bad_offer"),
        (lambda text: text.replace("m=audio", "m=video"), "unsupported_offer"),
        (lambda text: text.replace("opus", "speex"), "unsupported_offer"),
        (lambda text: text + "a=x\r\n" * SDP_BYTES_MAX, "too_large"),
        (lambda text: text + "m=audio 9 X 0\r\n" * MEDIA_LINES_MAX, "too_large"),
    ],
)
def test_what_cannot_be_used_is_refused(change, code: str) -> None:
    with pytest.raises(SignalError) as refused:
        read_offer(change(CHROMIUM))
    assert refused.value.code == code


def mutated(text: str, seed: int) -> str:
    """Lines dropped, doubled, swapped, cut, and characters changed."""
    luck = random.Random(seed)
    lines = text.splitlines()
    for _ in range(luck.randrange(1, 6)):
        at, other = luck.randrange(len(lines)), luck.randrange(len(lines))
        change = luck.randrange(6)
        if change == 0:
            del lines[at]
        elif change == 1:
            lines.insert(other, lines[at])
        elif change == 2:
            lines[at], lines[other] = lines[other], lines[at]
        elif change == 3:
            lines[at] = lines[at][: luck.randrange(len(lines[at]) + 1)]
        elif change == 4 and lines[at]:
            where = luck.randrange(len(lines[at]))
            lines[at] = lines[at][:where] + luck.choice("\0 :/=-9aé\ud800𝟗") + lines[at][where + 1 :]
        else:
            lines[at] = luck.choice(["a=", "m=", "m=audio 9 UDP/TLS/RTP/SAVPF", "a=ssrc:", "a=fmtp:x", "="])
    return "\r\n".join(lines)


@settings(max_examples=400)
@given(st.sampled_from([CHROMIUM, FIREFOX]), st.integers(0, 1 << 30))
def test_a_mutated_offer_is_answered_or_refused(offered: str, seed: int) -> None:
    try:
        assert answer(read_offer(mutated(offered, seed))).startswith("v=0")
    except SignalError as error:
        assert error.message


@given(st.text())
def test_any_text_is_refused_in_words(text: str) -> None:
    with pytest.raises(SignalError):
        read_offer(text)
