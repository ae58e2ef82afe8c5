"""What kind a picture is and how large, read off its first bytes."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import pictures
from knowledge.picture import ADDRESS, ID, LARGEST, LONGEST, Picture, PictureError
from tests.fakes.pictures import gif, jpeg, png, webp
from tests.knowledge.test_article_store import opened


@pytest.mark.parametrize(
    ("data", "type", "suffix"),
    [
        (png(640, 480), "image/png", ".png"),
        (gif(640, 480), "image/gif", ".gif"),
        (jpeg(640, 480), "image/jpeg", ".jpg"),
        (jpeg(640, 480, orientation=3), "image/jpeg", ".jpg"),
        (jpeg(480, 640, orientation=6), "image/jpeg", ".jpg"),  # a phone held upright
        (jpeg(480, 640, orientation=8, order=">"), "image/jpeg", ".jpg"),
        (webp(640, 480), "image/webp", ".webp"),
        (webp(640, 480, b"VP8L"), "image/webp", ".webp"),
        (webp(640, 480, b"VP8 "), "image/webp", ".webp"),
    ],
)
def test_tells_kind_and_size_by_its_bytes(data: bytes, type: str, suffix: str) -> None:
    picture = Picture(data)
    assert (picture.type, picture.width, picture.height) == (type, 640, 480)
    assert ID.fullmatch(picture.id) and picture.id.endswith("-640x480")
    found = ADDRESS.fullmatch(picture.address)
    assert found and found.groups() == (picture.id, "640", "480")
    assert picture.name == picture.id + suffix


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF88a" + b"\0" * 20,
        b"RIFF\0\0\0\0WEBPVP9 " + b"\0" * 20,
        png(0, 5),
        png(1, 1)[:8] + png(LONGEST + 1, 1)[8:24],
        gif(6000, 6000),
        png() + b"\0" * LARGEST,
    ],
    ids=lambda data: repr(data[:16]),
)
def test_refuses_what_is_no_picture_or_too_large(data: bytes) -> None:
    with pytest.raises(PictureError) as caught:
        Picture(data)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("whole", [png(), gif(), jpeg(orientation=6), webp(), webp(kind=b"VP8L"), webp(kind=b"VP8 ")])
def test_refuses_what_is_cut_off_before_its_size(whole: bytes) -> None:
    sizes = set()
    for end in range(len(whole)):
        with suppress(PictureError):
            bared = Picture(whole[:end]).bared
            sizes.add((bared.width, bared.height))
    assert sizes <= {(3, 2), (2, 3)}


def segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2) + content


@pytest.mark.parametrize("orientation", [None, 1, 6])
def test_a_photograph_does_not_say_where_it_was_taken(orientation: int | None) -> None:
    """But which way it is turned, and its colours (APP2)."""
    secrets = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0 home") + segment(0xED, b"Photoshop 3.0\0 home")
    taken = Picture(jpeg(30, 20, orientation, ">", secrets + segment(0xE2, b"ICC_PROFILE\0 colours")))
    bared = taken.bared
    assert b"home" in taken.data and b"home" not in bared.data
    assert b"colours" in bared.data
    assert (bared.width, bared.height) == (taken.width, taken.height)
    assert (b"Exif" in bared.data) == (orientation == 6)
    assert bared.bared == bared


def test_neither_do_a_png_and_a_webp_say_it() -> None:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4) + kind + content + b"\0\0\0\0"

    whole = png(30, 20)
    told = whole[:33] + b"".join(chunk(kind, b"home") for kind in (b"tEXt", b"iTXt", b"eXIf")) + whole[33:]
    assert Picture(told + b"home").bared == Picture(whole)
    assert Picture(whole[:33] + chunk(b"iCCP", b"colours") + whole[33:]).bared.data.count(b"colours") == 1

    plain = webp(30, 20)
    flagged = bytearray(plain)
    flagged[20] |= 0b1100
    secret = b"EXIF" + (5).to_bytes(4, "little") + b"home!\0" + b"XMP " + (4).to_bytes(4, "little") + b"home"
    assert Picture(bytes(flagged) + secret).bared == Picture(plain)


@pytest.mark.parametrize("cut", [png()[:30], png()[:-1], webp()[:-1]])
def test_what_is_cut_off_behind_its_size_is_not_bared(cut: bytes) -> None:
    with pytest.raises(PictureError, match="cut off"):
        _ = Picture(cut).bared


@pytest.mark.parametrize("data", [png(), gif(), webp(), jpeg()])
def test_a_picture_without_secrets_stays_as_it_is(data: bytes) -> None:
    assert Picture(data).bared == Picture(data)


@given(st.sampled_from([png(), gif(), jpeg(orientation=6), webp()]), st.data())
def test_rubbish_is_a_picture_or_an_error_that_says_so(whole: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(whole) - 1))
    rubbish = data.draw(st.binary(max_size=30))
    with suppress(PictureError):
        assert Picture(whole[:place] + rubbish + whole[place + len(rubbish) :]).bared.type


def test_is_kept_once_and_given_as_it_was(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "heard.sqlite")) as tx:
        pictures.put(tx, Picture(png()), 1, "ana")
        pictures.put(tx, Picture(png()), 2, "bor")
        assert pictures.get(tx, Picture(png()).id) == Picture(png())
        assert pictures.get(tx, "none") is None
        (kept,) = tx.query("SELECT at, author FROM pictures", {})
        assert kept == {"at": 1, "author": "ana"}
