"""Pictures that answers show: what kind, how large, and the id that names them."""

from __future__ import annotations

import base64
import hashlib
import re
import struct
from dataclasses import InitVar, dataclass, field

from . import chunks, jpeg

LARGEST = 1024 * 1024  # bytes
LONGEST = 10_000  # pixels of a side
MOST_PIXELS = 25_000_000  # a browser holds four bytes for each

ID = re.compile(r"[0-9a-f]{32}-([1-9][0-9]{0,4})x([1-9][0-9]{0,4})")
"""Of the bytes and their size, so that a page can make room before it has the picture."""
ADDRESS = re.compile(f"/pictures/({ID.pattern})")
"""As Markdown names a picture; groups: id, width, height."""
CUT_OFF = "The picture is cut off."

_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp", "image/gif": ".gif"}


class PictureError(ValueError):
    """Bytes that are no picture that can be kept; the message says why."""


_BARE = {"image/jpeg": jpeg.bared, "image/png": chunks.bared_png, "image/webp": chunks.bared_webp}


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, JPEG, WebP or GIF of at most `largest` bytes, told by its bytes. Raises PictureError."""

    data: bytes = field(repr=False)
    largest: InitVar[int] = LARGEST
    type: str = field(init=False)  # such as "image/png"
    width: int = field(init=False)  # pixels, as it is shown
    height: int = field(init=False)

    def __post_init__(self, largest: int) -> None:
        if len(self.data) > largest:
            raise PictureError(f"The picture has {len(self.data)} bytes; {largest} fit.")
        try:
            kind, width, height = _measured(self.data)
        except (struct.error, IndexError):
            raise PictureError(CUT_OFF) from None
        if not (0 < width <= LONGEST and 0 < height <= LONGEST and width * height <= MOST_PIXELS):
            raise PictureError(f"The picture has {width} x {height} pixels; scale it down.")
        for name, value in (("type", kind), ("width", width), ("height", height)):
            object.__setattr__(self, name, value)  # frozen for everybody else

    @property
    def bared(self) -> Picture:
        """The same without what a camera has written into it, such as where it was taken. Raises PictureError."""
        bare = _BARE.get(self.type)
        if bare is None:
            return self
        try:
            bared = bare(self.data)
            return Picture(bared, len(bared))
        except (struct.error, IndexError):
            raise PictureError(CUT_OFF) from None

    @property
    def id(self) -> str:
        return f"{hashlib.sha256(self.data).hexdigest()[:32]}-{self.width}x{self.height}"

    @property
    def address(self) -> str:
        """As Markdown names it."""
        return f"/pictures/{self.id}"

    @property
    def name(self) -> str:
        """Of its file."""
        return self.id + _SUFFIXES[self.type]

    @property
    def inline(self) -> str:
        """As a data: address (RFC 2397)."""
        return f"data:{self.type};base64,{base64.b64encode(self.data).decode()}"


def _measured(data: bytes) -> tuple[str, int, int]:
    """Type, width and height. Raises PictureError, struct.error and IndexError."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png", *struct.unpack_from(">II", data, 16)
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif", *struct.unpack_from("<HH", data, 6)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp", *_of_webp(data)
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg", *jpeg.size(data)
    raise PictureError("The picture is not a PNG, JPEG, WebP or GIF.")


def _of_webp(data: bytes) -> tuple[int, int]:
    """https://developers.google.com/speed/webp/docs/riff_container"""
    match data[12:16]:
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", data, 26)
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            (bits,) = struct.unpack_from("<I", data, 21)
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            sides = data[24:27], data[27:30]
            if len(sides[1]) < 3:
                raise IndexError
            return int.from_bytes(sides[0], "little") + 1, int.from_bytes(sides[1], "little") + 1
    raise PictureError("The picture is not a WebP that browsers know.")
