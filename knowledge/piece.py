"""Pieces of articles, as files hold them (a row of a table, a page in one language), and joining them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from .article import KEY, Article, ArticleError, Translation
from .normalize import normalize

_REFUSED = re.compile(r"[^A-Za-z0-9._/-]+")
_SHORT = 60  # characters of a question that make a key


@dataclass(frozen=True, slots=True)
class Piece:
    """What one row or file says of an article, in one language. Raises ArticleError."""

    key: str
    language: str
    title: str | None = None
    variants: tuple[str, ...] = ()
    answer: str = ""
    link: str | None = None
    category: str | None = None
    tags: tuple[str, ...] = ()
    article_link: str | None = None  # of all languages that have no link of their own

    def __post_init__(self) -> None:
        if not (self.title or self.variants or self.answer):
            raise ArticleError("title", "There is neither a question nor an answer.")
        title = self.title or "nobody asked yet"
        translation = Translation(self.language, title, self.answer, self.link, self.variants)
        Article(self.key, self.category, self.article_link, self.tags, (translation,))


@dataclass(slots=True)
class _Told:
    titles: list[str] = field(default_factory=list)
    variants: list[str] = field(default_factory=list)
    answer: str = ""
    link: str | None = None


class Pieces:
    """All that was found of one article, in the order in which it was found."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._category: str | None = None
        self._link: str | None = None
        self._tags: dict[str, None] = {}
        self._told: dict[str, _Told] = {}

    def add(self, piece: Piece) -> None:
        """The first title, answer, link and category stand; further titles become variants.

        Raises ArticleError when the piece brings another answer; all else that it brings is taken.
        """
        told = self._told.setdefault(piece.language, _Told())
        if piece.title and piece.title not in told.titles:
            (told.variants if told.titles else told.titles).append(piece.title)
        told.variants += piece.variants
        told.link = told.link or piece.link
        self._category = self._category or piece.category
        self._link = self._link or piece.article_link
        self._tags |= dict.fromkeys(piece.tags)
        if told.answer and piece.answer not in ("", told.answer):
            raise ArticleError("answer", f"{self._key!r} has another answer already; that one is kept.")
        told.answer = piece.answer or told.answer

    def article(self) -> Article:
        """The whole; a language without a title has its first variant for one. Raises ArticleError."""
        translations = tuple(
            Translation(language, (told.titles or told.variants)[0], told.answer, told.link, tuple(told.variants))
            for language, told in self._told.items()
            if told.titles or told.variants
        )
        if not translations:
            raise ArticleError("title", f"{self._key!r} has no question in any language.")
        return Article(self._key, self._category, self._link, tuple(self._tags), translations)


def key_of(text: str) -> str:
    """A key made of what a file calls an article, which may hold spaces or question marks."""
    name = text.strip()
    return name if KEY.fullmatch(name) else _REFUSED.sub("-", name).strip("-./_")


def key_for(question: str) -> str:
    """A key for an article that its file does not name: the question's words, or a digest of them."""
    spoken = normalize(question)
    if spoken.isascii():
        return key_of(spoken[:_SHORT])
    return "q-" + hashlib.sha256(spoken.encode(errors="replace")).hexdigest()[:12]
