"""What the desk knows. An article is one answer in several languages, with the ways people ask for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

KEY = re.compile(r"(?!.*(?:\.\.|//|/\.))[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,98}[A-Za-z0-9_-])?")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
LINK = re.compile(r"(?:https?://|mailto:|tel:|/(?!/))[^\s<>\"]+")

TITLE_LENGTH = 500  # characters, as all lengths here
VARIANT_LENGTH = 2_000
ANSWER_LENGTH = 100_000
LINK_LENGTH = 2_000
LABEL_LENGTH = 100  # of a category or a tag

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class ArticleError(ValueError):
    """An article that cannot be kept. `field` names the part that is wrong, the message says how."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Translation:
    """An article in one language.

    Text is kept tidy: trimmed, lines ended by \\n, titles and variants on one line. Raises ArticleError.
    """

    language: str  # BCP 47, such as "sl"
    title: str  # also the first way of asking
    answer: str = ""  # Markdown; "" = nobody has written one
    link: str | None = None  # to read on; None = the article's
    variants: tuple[str, ...] = ()  # further ways of asking

    def __post_init__(self) -> None:
        if not LANGUAGE.fullmatch(self.language):
            raise ArticleError("language", f"{self.language[:20]!r} is not a language code such as 'en'.")
        _keep(self, "title", _line("title", self.title, TITLE_LENGTH))
        _keep(self, "answer", _text("answer", self.answer, ANSWER_LENGTH))
        _keep(self, "link", _link(self.link))
        _keep(self, "variants", tuple(_line("variant", text, VARIANT_LENGTH) for text in self.variants))


@dataclass(frozen=True, slots=True)
class Article:
    """One answer in all its languages; others fall back on the first translation. Raises ArticleError."""

    key: str  # names the article in files and links: letters, digits, . _ - and / between parts
    category: str | None = None
    link: str | None = None  # the help page, where a translation has none of its own
    tags: tuple[str, ...] = ()
    translations: tuple[Translation, ...] = ()  # at least one, one a language

    def __post_init__(self) -> None:
        if not KEY.fullmatch(self.key):
            raise ArticleError(
                "key", f"{self.key[:40]!r} is not a key: use 1-100 letters, digits, '-', '_', '.' or '/'."
            )
        if self.category is not None:
            _keep(self, "category", _line("category", self.category, LABEL_LENGTH))
        _keep(self, "link", _link(self.link))
        _keep(self, "tags", tuple(_tag(tag) for tag in self.tags))
        languages = [translation.language for translation in self.translations]
        if not languages:
            raise ArticleError("translations", "An article needs a title in at least one language.")
        if len(set(languages)) < len(languages):
            raise ArticleError("translations", "An article has one translation a language.")

    def translation(self, language: str | None, fallback: str | None = None) -> Translation:
        """In `language` if there is one, else in `fallback`, else the first; its `language` tells which."""
        by_language = {translation.language: translation for translation in self.translations}
        for wanted in (language, fallback):
            if wanted in by_language:
                return by_language[wanted]
        return self.translations[0]


def _keep(owner: Article | Translation, field: str, value: object) -> None:
    object.__setattr__(owner, field, value)  # frozen for everybody else


def _text(field: str, text: str, longest: int) -> str:
    tidy = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if _CONTROL.search(tidy):
        raise ArticleError(field, f"The {field} holds a character that is not text (a NUL, a control or half a pair).")
    if len(tidy) > longest:
        raise ArticleError(field, f"The {field} is {len(tidy)} characters long; {longest} fit.")
    return tidy


def _line(field: str, text: str, longest: int) -> str:
    tidy = " ".join(_text(field, text, longest).split())
    if not tidy:
        raise ArticleError(field, f"The {field} is empty.")
    return tidy


def _tag(tag: str) -> str:
    tidy = _line("tag", tag, LABEL_LENGTH)
    if "," in tidy:
        raise ArticleError("tags", "A tag holds no comma: commas stand between tags.")
    return tidy


def _link(link: str | None) -> str | None:
    if link is None:
        return None
    tidy = _line("link", link, LINK_LENGTH)
    if not LINK.fullmatch(tidy):
        raise ArticleError("link", "A link starts with https://, http://, mailto:, tel: or /, and holds no spaces.")
    return tidy
