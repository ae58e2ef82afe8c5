"""Records of other systems, each an article in one language, put together as articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..article import ArticleError
from .item import Item
from .piece import Piece, Pieces
from .problem import Problem

Place = tuple[Path, int]
"""A file and a line in it, from 1."""


def join(found: Iterable[tuple[Place, Piece]]) -> Iterator[Item]:
    """Articles in the order in which their first pieces come, when all have come."""
    articles: dict[str, tuple[Place, list[tuple[Place, Piece]]]] = {}
    for place, piece in found:
        articles.setdefault(piece.key, (place, []))[1].append((place, piece))
    for key, (first, parts) in articles.items():
        pieces = Pieces(key)
        for place, piece in parts:
            try:
                pieces.add(piece)
            except ArticleError as error:
                yield Problem(*place, str(error))
        try:
            yield pieces.article()
        except ArticleError as error:
            yield Problem(*first, str(error))
