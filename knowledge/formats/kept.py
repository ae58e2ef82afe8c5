"""What other systems' files have no place for, written into them under a name of ours, so that nothing is lost.

An answer is kept as Markdown beside the HTML that was made of it, with a digest of that HTML: where somebody has
changed the HTML since, it is read and the Markdown is not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from typing import Any

import msgspec

from .piece import EMPTY, Piece


class Kept(msgspec.Struct, omit_defaults=True):
    """Fields of a Piece, as far as the file does not hold them otherwise."""

    key: str | None = None
    language: str | None = None
    variants: tuple[str, ...] = ()
    link: str | None = None
    video: str | None = None
    position: int = 0
    article_link: str | None = None
    category: str | None = None
    tags: tuple[str, ...] = ()
    valid_from: int | None = None
    valid_until: int | None = None
    channels: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    confident: float | None = None
    markdown: str = ""
    html_sha256: str = ""


_NAMES = ("key", "language")  # ours stand before what other systems make of them
_FIELDS = tuple(name for name in Kept.__struct_fields__ if name in _NAMES or name in EMPTY)


def keep(piece: Piece, held: Collection[str], body: str | None = None) -> Kept:
    """`held`: the fields that the file has a place for. `body`: the answer as HTML; None where it is Markdown."""
    kept = Kept(**{name: getattr(piece, name) for name in _FIELDS if name not in held})
    if body is not None:
        kept.markdown, kept.html_sha256 = piece.answer, _digest(body)
    return kept


def restore(kept: Kept | None, body: Callable[[], str], html: str | None = None, **told: Any) -> Piece:
    """The piece that a file tells of: `told`, and what was kept of the fields that are not in it.

    `body` makes Markdown of the file's answer, `html`, where that is not the one that was kept. Raises ArticleError.
    """
    kept = kept or Kept()
    fields = dict(told)
    for name in _FIELDS:
        if name not in told:
            fields[name] = getattr(kept, name)
        elif name in _NAMES:
            fields[name] = getattr(kept, name) or told[name]
    answer = body()  # in any case, for it finds the pictures
    if html is not None and kept.html_sha256 == _digest(html):
        answer = kept.markdown
    return Piece(**fields, answer=answer)


def _digest(html: str) -> str:
    return hashlib.sha256(html.encode()).hexdigest()
