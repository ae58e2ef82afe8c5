"""The list of articles as who writes them sees it: what there is, what it lacks, and what is being written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf
from typing import Literal

from .article import Article
from .drafts import Draft
from .versions import Version


class State(StrEnum):
    DRAFT = "draft"  # is being written
    REVIEW = "review"  # waits for somebody to look at it
    PUBLISHED = "published"
    UNPUBLISHED = "unpublished"  # only a draft yet
    UNTRANSLATED = "untranslated"  # misses a language
    EXPIRED = "expired"
    UNANSWERED = "unanswered"  # no answer in one language or more
    UNSHOWN = "unshown"  # published, and no customer has been told it yet


class Sort(StrEnum):
    UPDATED = "updated"  # the newest first
    TITLE = "title"
    CATEGORY = "category"
    VARIANTS = "variants"  # the most first
    SHOWN = "shown"  # told most often first
    STICK = "stick"  # first what helped least, as far as can be said
    PEOPLE = "people"  # first what a person had to follow most often


BY_FIGURES = frozenset({Sort.SHOWN, Sort.STICK, Sort.PEOPLE})


@dataclass(frozen=True, slots=True)
class Listed:
    article: Article  # as it is published, else as it is drafted
    version: Version | None  # None: only a draft yet
    draft: Draft | None

    @property
    def updated_at(self) -> int:
        """UTC ms of the newest words."""
        return max(self.version.at if self.version else 0, self.draft.updated_at if self.draft else 0)

    @property
    def variants(self) -> int:
        return sum(len(told.variants) for told in self.article.translations)

    def missing(self, languages: Sequence[str]) -> list[str]:
        """Those of `languages` that it is not told in."""
        told = {translation.language for translation in self.article.translations}
        return [language for language in languages if language not in told]

    def is_in(self, state: State, at: int, languages: Sequence[str], shown: Collection[str] = ()) -> bool:
        match state:
            case State.DRAFT | State.REVIEW:
                return self.draft is not None and self.draft.state == state.value
            case State.PUBLISHED:
                return self.version is not None
            case State.UNPUBLISHED:
                return self.version is None
            case State.UNTRANSLATED:
                return bool(self.missing(languages))
            case State.EXPIRED:
                return self.article.valid_until is not None and self.article.valid_until <= at
            case State.UNANSWERED:
                return not all(told.answer for told in self.article.translations)
            case State.UNSHOWN:
                return self.version is not None and self.article.key not in shown

    def says(self, words: str) -> bool:
        """Whether its key or any of its texts holds `words`, which are casefolded."""
        texts = [self.article.key]
        for told in self.article.translations:
            texts += (told.title, told.answer, *told.variants)
        return any(words in text.casefold() for text in texts)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; "" and None = whatever."""

    words: str = ""
    near: Sequence[str] = ()  # keys of articles that mean what `words` ask, the best first
    category: str = ""
    tag: str = ""
    language: str = ""  # told in it
    state: State | None = None
    sort: Sort | None = None  # None: those that are meant first where there are words, else the newest first
    shown: Collection[str] = ()  # keys of articles that customers were told, for UNSHOWN
    figures: Mapping[str, float] = field(
        default_factory=dict
    )  # by key, for BY_FIGURES: the highest first, without last


def of(published: Sequence[Article], versions: dict[str, Version], drafts: Sequence[Draft]) -> list[Listed]:
    """`versions`: the newest of each article by key; an article without one is no longer there."""
    written = {draft.article.key: draft for draft in drafts}
    found = [
        Listed(article, versions[article.key], written.pop(article.key, None))
        for article in published
        if article.key in versions
    ]
    return found + [
        Listed(draft.article, None, draft) for draft in written.values() if draft.article.key not in versions
    ]


def select(listed: Sequence[Listed], wanted: Wanted, at: int, languages: Sequence[str], fallback: str) -> list[Listed]:
    """Those that are wanted, in order. `at`: now, UTC ms; `languages`: those that there should be; titles sort in
    the language that is wanted, else in `fallback`.
    """
    near = {key: place for place, key in enumerate(wanted.near)}
    words = wanted.words.casefold()

    def fits(it: Listed) -> bool:
        article = it.article
        return (
            (not wanted.category or article.category == wanted.category)
            and (not wanted.tag or wanted.tag in article.tags)
            and (not wanted.language or any(told.language == wanted.language for told in article.translations))
            and (wanted.state is None or it.is_in(wanted.state, at, languages, wanted.shown))
            and (not words or article.key in near or it.says(words))
        )

    def title(it: Listed) -> str:
        return it.article.translation(wanted.language or fallback, fallback).title.casefold()

    found = sorted(filter(fits, listed), key=lambda it: (-it.updated_at, it.article.key))
    match wanted.sort:
        case Sort.TITLE:
            found.sort(key=title)
        case Sort.CATEGORY:
            found.sort(key=lambda it: (it.article.category is None, (it.article.category or "").casefold(), title(it)))
        case Sort.VARIANTS:
            found.sort(key=lambda it: -it.variants)
        case Sort.SHOWN | Sort.STICK | Sort.PEOPLE:
            found.sort(key=lambda it: -wanted.figures.get(it.article.key, -inf))
        case None if words:
            found.sort(key=lambda it: (not _named(it.article, words), near.get(it.article.key, len(near))))
    return found


def values(listed: Sequence[Listed], field: Literal["tags", "audience"]) -> list[str]:
    """All that some article has, in alphabetical order."""
    return _sorted(value for it in listed for value in getattr(it.article, field))


def categories(listed: Sequence[Listed], known: Sequence[str]) -> list[str]:
    """`known` in their order, then those that some article bears beside them, in alphabetical order."""
    return [*known, *_sorted({it.article.category for it in listed if it.article.category}.difference(known))]


def languages(listed: Sequence[Listed]) -> list[str]:
    return sorted({told.language for it in listed for told in it.article.translations})


def _named(article: Article, words: str) -> bool:
    """Whether the words are in its key or a title: whoever types those looks for this article."""
    return words in article.key.casefold() or any(words in told.title.casefold() for told in article.translations)


def _sorted(values: Iterable[str]) -> list[str]:
    return sorted(set(values), key=str.casefold)
