"""The knowledge of Linden, a shop that does not exist: something to ask before there are own articles."""

from __future__ import annotations

from pathlib import Path

from .article import Article
from .formats import folder

FOLDER = Path(__file__).with_name("sample")


def articles() -> list[Article]:
    """The sample articles by key, each in English first. Raises ValueError for a page that cannot be read."""
    found = []
    for each in folder.read(FOLDER, "en"):
        if not isinstance(each, Article):
            raise ValueError(str(each))
        found.append(each)
    return found
