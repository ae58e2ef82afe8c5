"""Pieces of articles, as files hold them (a row of a table, a page in one language), and joining them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

from ..article import KEY, LABEL_LENGTH, LANGUAGE, Article, ArticleError, Translation
from ..normalize import normalize

_REFUSED = re.compile(r"[^A-Za-z0-9._/-]+")
_SHORT = 60  # characters of a question that make a key

SHARED = ("category", "tags", "valid_from", "valid_until", "channels", "audience", "needs", "confident")
"""Fields of an article that a piece has under the same name."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one row or file says of an article, in one language. Raises ArticleError."""

    key: str
    language: str
    title: str | None = None
    variants: tuple[str, ...] = ()
    answer: str = ""
    link: str | None = None
    video: str | None = None
    position: int = 0  # of this language among the article's; those of the same keep the order of the file
    article_link: str | None = None  # of all languages that have no link of their own
    category: str | None = None
    tags: tuple[str, ...] = ()
    valid_from: int | None = None
    valid_until: int | None = None
    channels: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    confident: float | None = None

    def __post_init__(self) -> None:
        if not (self.title or self.variants or self.answer):
            raise ArticleError("title", "There is neither a question nor an answer.")
        title = self.title or "nobody asked yet"
        translation = Translation(self.language, title, self.answer, self.link, self.variants, self.video)
        _article(self.key, self.article_link, (translation,), {name: getattr(self, name) for name in SHARED})


EMPTY: Mapping[str, Any] = {each.name: each.default for each in fields(Piece) if each.default is not MISSING}
"""What a piece's fields are when nothing is told."""


def pieces(article: Article) -> Iterator[Piece]:
    """The article as files hold it: a piece a language, each with all that the languages share."""
    shared = {name: getattr(article, name) for name in SHARED}
    for position, told in enumerate(article.translations):
        yield Piece(
            article.key,
            told.language,
            told.title,
            told.variants,
            told.answer,
            told.link,
            told.video,
            position,
            article.link,
            **shared,
        )


@dataclass(slots=True)
class _Told:
    position: int
    titles: list[str] = field(default_factory=list)
    variants: list[str] = field(default_factory=list)
    answer: str = ""
    link: str | None = None
    video: str | None = None


class Pieces:
    """All that was found of one article, in the order in which it was found."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._link: str | None = None
        self._shared: dict[str, Any] = {name: EMPTY[name] for name in SHARED}
        self._told: dict[str, _Told] = {}

    def add(self, piece: Piece) -> None:
        """What was told first stands, but tags add up and further titles become variants.

        Raises ArticleError when the piece brings another answer; all else that it brings is taken.
        """
        told = self._told.setdefault(piece.language, _Told(piece.position))
        if piece.title and piece.title not in told.titles:
            (told.variants if told.titles else told.titles).append(piece.title)
        told.variants += piece.variants
        told.link = told.link or piece.link
        told.video = told.video or piece.video
        self._link = self._link or piece.article_link
        for name in SHARED:
            if self._shared[name] == EMPTY[name]:
                self._shared[name] = getattr(piece, name)
        self._shared["tags"] = tuple(dict.fromkeys((*self._shared["tags"], *piece.tags)))
        if told.answer and piece.answer not in ("", told.answer):
            raise ArticleError("answer", f"{self._key!r} has another answer already; that one is kept.")
        told.answer = piece.answer or told.answer

    def article(self) -> Article:
        """The whole; a language without a title has its first variant for one. Raises ArticleError."""
        translations = tuple(
            Translation(
                language,
                (told.titles or told.variants)[0],
                told.answer,
                told.link,
                tuple(told.variants),
                told.video,
            )
            for language, told in sorted(self._told.items(), key=lambda each: each[1].position)
            if told.titles or told.variants
        )
        if not translations:
            raise ArticleError("title", f"{self._key!r} has no question in any language.")
        return _article(self._key, self._link, translations, self._shared)


def _article(key: str, link: str | None, translations: tuple[Translation, ...], shared: dict[str, Any]) -> Article:
    return Article(key=key, link=link, translations=translations, **shared)


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


def labels(texts: Iterable[str]) -> tuple[str, ...]:
    """Labels of other systems as tags: without the commas that ours do not hold, cut to what fits."""
    tidy = (" ".join(text.replace(",", " ").split())[:LABEL_LENGTH].strip() for text in texts)
    return tuple(dict.fromkeys(text for text in tidy if text))


def language_of(code: str, beside: Collection[str] = ()) -> str:
    """The language of a locale as other systems write it: "EN" is "en", "pt_BR" is "pt-BR".

    `beside`: the locales that the same article is in; where no other shares its language the region says
    nothing, and "en-us" is "en". Without them the region stays, and what is a language code already.
    """
    if not beside and LANGUAGE.fullmatch(code):
        return code
    primary, dash, rest = code.strip().replace("_", "-").partition("-")
    primary = primary.lower()
    alike = [each for each in beside if re.split("[-_]", each.lower())[0] == primary]
    if not dash or len(set(alike)) == 1:
        return primary
    return f"{primary}-{'-'.join(_subtag(part) for part in rest.split('-'))}"


def _subtag(part: str) -> str:
    """A region in capitals, a script with one (RFC 5646, 2.1.1)."""
    return part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part
