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
            sizes.add((Picture(whole[:end]).width, Picture(whole[:end]).height))
    assert sizes <= {(3, 2), (2, 3)}


@given(st.sampled_from([png(), gif(), jpeg(orientation=6), webp()]), st.data())
def test_rubbish_is_a_picture_or_an_error_that_says_so(whole: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(whole) - 1))
    rubbish = data.draw(st.binary(max_size=30))
    with suppress(PictureError):
        Picture(whole[:place] + rubbish + whole[place + len(rubbish) :])


def test_is_kept_once_and_given_as_it_was(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "heard.sqlite")) as tx:
        pictures.put(tx, Picture(png()), 1, "ana")
        pictures.put(tx, Picture(png()), 2, "bor")
        assert pictures.get(tx, Picture(png()).id) == Picture(png())
        assert pictures.get(tx, "none") is None
        (kept,) = tx.query("SELECT at, author FROM pictures", {})
        assert kept == {"at": 1, "author": "ana"}
