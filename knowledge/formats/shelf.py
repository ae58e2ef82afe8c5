"""Pictures in files: beside a page, or written into it; articles name them /pictures/<id>."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable

from ..article import Article
from ..picture import ADDRESS, Picture

_OWN = re.compile(rf"(!\[[^\]]*\]\(){ADDRESS.pattern}(?=[ )])")
_ANY = re.compile(r"(!\[[^\]]*\]\()([^\s()<>]+)(?=[ )])")
_DATA = re.compile(r"data:image/[a-z]+;base64,([A-Za-z0-9+/=\s]+)")

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
