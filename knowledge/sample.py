"""The knowledge of Linden, a shop that does not exist: something to ask before there are own articles."""

from __future__ import annotations

import tomllib
from pathlib import Path

from .article import Article
from .category import Category
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


def categories() -> list[Category]:
    """In the order in which the shop shows them."""
    with (FOLDER / "categories.toml").open("rb") as file:
        return [Category(name, labels) for name, labels in tomllib.load(file).items()]
