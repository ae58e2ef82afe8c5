"""Pictures in files: beside a page, or written into it; articles name them /pictures/<id>."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from ..article import Article

LARGEST = 1024 * 1024  # bytes
SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp", "image/gif": ".gif"}

_SIGNS = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))
_OWN = re.compile(r"(!\[[^\]]*\]\()/pictures/([0-9a-f]{32})(?=[ )])")
_ANY = re.compile(r"(!\[[^\]]*\]\()([^\s()<>]+)(?=[ )])")
_DATA = re.compile(r"data:image/[a-z]+;base64,([A-Za-z0-9+/=\s]+)")


@dataclass(frozen=True, slots=True)
class Picture:
    """Bytes that articles name. Raises ValueError unless they are a PNG, JPEG, WebP or GIF of at most LARGEST."""

    data: bytes

    def __post_init__(self) -> None:
        if len(self.data) > LARGEST:
            raise ValueError(f"The picture has {len(self.data)} bytes; {LARGEST} fit.")
        if not _type(self.data):
            raise ValueError("The picture is not a PNG, JPEG, WebP or GIF.")

    @property
    def type(self) -> str:
        return _type(self.data)

    @property
    def id(self) -> str:
        return hashlib.sha256(self.data).hexdigest()[:32]

    @property
    def name(self) -> str:
        """Of its file."""
        return self.id + SUFFIXES[self.type]

    @property
    def address(self) -> str:
        """As articles name it."""
        return f"/pictures/{self.id}"

    @property
    def inline(self) -> str:
        """As a data: address (RFC 2397)."""
        return f"data:{self.type};base64,{base64.b64encode(self.data).decode()}"


Shelf = Callable[[str], Picture | None]
"""Where pictures are got from by their id; None = there is none."""


def bare(id: str) -> None:
    """A shelf without pictures: articles keep their addresses."""


def named(article: Article) -> set[str]:
    """The ids of the pictures that its answers show."""
    return {found[2] for told in article.translations for found in _OWN.finditer(told.answer)}


def read_inline(address: str) -> Picture | None:
    """The picture written into a data: address; None for any other address. Raises ValueError."""
    found = _DATA.fullmatch(address)
    if not found:
        return None
    try:
        return Picture(base64.b64decode(found[1], validate=False))
    except binascii.Error:
        raise ValueError("The picture's data cannot be read.") from None


def give_out(markdown: str, shelf: Shelf, address: Callable[[Picture], str]) -> str:
    """Pictures of ours under the `address` that the file has them at; those that the shelf lacks as they are."""

    def place(found: re.Match[str]) -> str:
        picture = shelf(found[2])
        return found[1] + address(picture) if picture else found[0]

    return _OWN.sub(place, markdown)


def take_in(markdown: str, find: Callable[[str], str | None]) -> str:
    """Pictures under the address that `find` gives for the file's; None = leave it."""
    return _ANY.sub(lambda found: found[1] + (find(found[2]) or found[2]), markdown)


def _type(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((type for sign, type in _SIGNS if data.startswith(sign)), "")
