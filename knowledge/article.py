"""What the desk knows. An article is one answer in several languages, with the ways people ask for it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

KEY = re.compile(r"(?!.*(?:\.\.|//|/\.))[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,98}[A-Za-z0-9_-])?")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
LINK = re.compile(r"(?:https?://|mailto:|tel:|/(?!/))[^\s<>\"]+")
FILM = re.compile(r"https?://[^\s<>\"]+")
ATTRIBUTE = re.compile(r"[a-z][a-z0-9_-]{0,39}")  # the name of something to be known of a customer, such as "model"

CHANNELS = ("widget", "telegram", "help")
LATEST = 253_402_300_799_999  # UTC ms: the last moment of the year 9999, after which calendars end

TITLE_LENGTH = 500  # characters, as all lengths here
VARIANT_LENGTH = 2_000
ANSWER_LENGTH = 100_000
LINK_LENGTH = 2_000
LABEL_LENGTH = 100  # of a category, a tag or an audience

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
    video: str | None = None  # a film that shows it, at an http address

    def __post_init__(self) -> None:
        if not LANGUAGE.fullmatch(self.language):
            raise ArticleError("language", f"{self.language[:20]!r} is not a language code such as 'en'.")
        _keep(self, "title", _line("title", self.title, TITLE_LENGTH))
        _keep(self, "answer", _text("answer", self.answer, ANSWER_LENGTH))
        _keep(self, "link", _link(self.link))
        _keep(self, "variants", tuple(_line("variant", text, VARIANT_LENGTH) for text in self.variants))
        _keep(self, "video", _film(self.video))


@dataclass(frozen=True, slots=True)
class Article:
    """One answer in all its languages; others fall back on the first translation. Raises ArticleError."""

    key: str  # names the article in files and links: letters, digits, . _ - and / between parts
    category: str | None = None
    link: str | None = None  # the help page, where a translation has none of its own
    tags: tuple[str, ...] = ()
    translations: tuple[Translation, ...] = ()  # at least one, one a language
    valid_from: int | None = None  # UTC ms, inclusive; None = always was
    valid_until: int | None = None  # UTC ms, exclusive; None = for ever
    channels: tuple[str, ...] = ()  # of CHANNELS, where it may be told; () = everywhere
    audience: tuple[str, ...] = ()  # labels of contacts, one of which is enough; () = everybody
    needs: tuple[str, ...] = ()  # attributes to be known before it is told, asked for in this order
    confident: float | None = None  # the confidence, 0-1, from which it is the answer; None = the store's own

    def __post_init__(self) -> None:
        if not KEY.fullmatch(self.key):
            raise ArticleError(
                "key", f"{self.key[:40]!r} is not a key: use 1-100 letters, digits, '-', '_', '.' or '/'."
            )
        if self.category is not None:
            _keep(self, "category", _line("category", self.category, LABEL_LENGTH))
        _keep(self, "link", _link(self.link))
        _keep(self, "tags", tuple(_tag(tag) for tag in self.tags))
        self._keep_rules()
        languages = [translation.language for translation in self.translations]
        if not languages:
            raise ArticleError("translations", "An article needs a title in at least one language.")
        if len(set(languages)) < len(languages):
            raise ArticleError("translations", "An article has one translation a language.")

    def _keep_rules(self) -> None:
        """Whom it is for, where and when."""
        for field in ("valid_from", "valid_until"):
            at = getattr(self, field)
            if at is not None and not 0 <= at <= LATEST:
                raise ArticleError(field, "A date lies between the years 1970 and 9999.")
        if self.valid_from is not None and self.valid_until is not None and self.valid_from >= self.valid_until:
            raise ArticleError("valid_until", "The article must begin to be valid before it ends to be.")
        for channel in self.channels:
            if channel not in CHANNELS:
                raise ArticleError("channels", f"{channel[:40]!r} is not a channel: there are {', '.join(CHANNELS)}.")
        for name in self.needs:
            if not ATTRIBUTE.fullmatch(name):
                raise ArticleError("needs", f"{name[:40]!r} is not an attribute: use 1-40 of a-z, digits, - and _.")
        if self.confident is not None and not 0 <= self.confident <= 1:
            raise ArticleError("confident", "The confidence from which it is the answer lies between 0 and 1.")
        _keep(self, "channels", _once(self.channels))
        _keep(self, "audience", _once(_tag(label, "audience") for label in self.audience))
        _keep(self, "needs", _once(self.needs))

    def stands(self, at: int, channel: str | None = None, labels: Collection[str] = ()) -> bool:
        """Whether it may be told at this moment (UTC ms), on a channel (None: on some), to who bears `labels`."""
        return (
            (self.valid_from is None or self.valid_from <= at)
            and (self.valid_until is None or at < self.valid_until)
            and (channel is None or not self.channels or channel in self.channels)
            and (not self.audience or not set(self.audience).isdisjoint(labels))
        )

    def translation(self, language: str | None, fallback: str | None = None) -> Translation:
        """In `language` if there is one, else in `fallback`, else the first; its `language` tells which."""
        return _among(self.translations, language, fallback)

    def answered(self, language: str | None, fallback: str | None = None) -> Translation:
        """The same among the translations that have an answer; among all where none has one."""
        told = tuple(translation for translation in self.translations if translation.answer)
        return _among(told or self.translations, language, fallback)


def _among(translations: Sequence[Translation], language: str | None, fallback: str | None) -> Translation:
    by_language = {translation.language: translation for translation in translations}
    for wanted in (language, fallback):
        if wanted in by_language:
            return by_language[wanted]
    return translations[0]


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


def _tag(tag: str, field: str = "tags") -> str:
    what = {"tags": "tag", "audience": "label"}[field]
    tidy = _line(what, tag, LABEL_LENGTH)
    if "," in tidy:
        raise ArticleError(field, f"A {what} holds no comma: commas stand between {what}s.")
    return tidy


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _link(link: str | None) -> str | None:
    if link is None:
        return None
    tidy = _line("link", link, LINK_LENGTH)
    if not LINK.fullmatch(tidy):
        raise ArticleError("link", "A link starts with https://, http://, mailto:, tel: or /, and holds no spaces.")
    return tidy


def _film(video: str | None) -> str | None:
    if video is None:
        return None
    tidy = _line("video", video, LINK_LENGTH)
    if not FILM.fullmatch(tidy):
        raise ArticleError("video", "A video is at an address that starts with https:// or http://, without spaces.")
    return tidy
