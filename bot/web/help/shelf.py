"""Which articles the help centre shows at a moment, and in which order. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from knowledge.article import Article, Translation
from knowledge.category import Category

CHANNEL = "help"


@dataclass(frozen=True, slots=True)
class Entry:
    article: Article
    updated_at: int  # UTC ms

    @property
    def key(self) -> str:
        return self.article.key

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(told.language for told in self.article.translations)


@dataclass(frozen=True, slots=True)
class Shelf:
    entries: Mapping[str, Entry]  # by key
    asked: tuple[str, ...]  # keys, the most asked first; all of them are there
    categories: frozenset[str]  # as the articles that are shown bear them
    named: Mapping[str, Category]  # by name, in their order
    fallback: str
    until: int  # UTC ms, exclusive: from then on others may be shown

    @property
    def changed_at(self) -> int:
        """When an article was changed last, UTC ms; 0 where there is none."""
        return max((entry.updated_at for entry in self.entries.values()), default=0)

    def told(self, entry: Entry, language: str) -> Translation:
        return entry.article.translation(language, self.fallback)

    def listed(self, entries: Iterable[Entry], language: str) -> list[Entry]:
        """What is told in `language` first, each by its title."""

        def place(entry: Entry) -> tuple[bool, str]:
            told = self.told(entry, language)
            return told.language != language, told.title.casefold()

        return sorted(entries, key=place)

    def label(self, category: str, language: str) -> str:
        """The name of a category for readers."""
        return (self.named.get(category) or Category(category)).label(language, self.fallback)

    def by_category(self, language: str) -> dict[str | None, list[Entry]]:
        """In the order of the table of categories, then those that are not in it; None: in no category, at the end."""
        places = {name: place for place, name in enumerate(self.named)}

        def place(entry: Entry) -> tuple[bool, int, str]:
            category = entry.article.category or ""
            return not category, places.get(category, len(places)), category

        groups = groupby(sorted(self.entries.values(), key=place), key=lambda entry: entry.article.category)
        return {category: self.listed(entries, language) for category, entries in groups}

    def most_asked(self, language: str, count: int) -> list[Entry]:
        """Told in `language`; those tagged "popular" where too few have been asked for, then any."""
        told = [self.entries[key] for key in self.asked]
        told += [entry for entry in self.entries.values() if "popular" in entry.article.tags]
        mine = (entry for entry in dict.fromkeys(told) if language in entry.languages)
        return [entry for _, entry in zip(range(count), mine, strict=False)]

    def related(self, entry: Entry, near: Sequence[str], count: int) -> list[Entry]:
        """`near`: keys, the nearest first; filled up with others of the same category."""
        same = [other.key for other in self.entries.values() if other.article.category == entry.article.category]
        keys = [*near, *(same if entry.article.category else ())]
        others = [key for key in dict.fromkeys(keys) if key in self.entries and key != entry.key]
        return [self.entries[key] for key in others[:count]]


def put_up(
    articles: Iterable[Article],
    stamps: Mapping[str, int],
    asked: Iterable[str],
    categories: Iterable[Category],
    *,
    fallback: str,
    at: int,
    fresh_ms: int,
) -> Shelf:
    """What may be read by everybody `at` (UTC ms). `stamps`: by key, when it was changed; `asked`: most asked first;
    `categories`: in their order.

    The shelf is good for `fresh_ms` at most, for less where an article begins or ends to be valid before.
    """
    everything = [article for article in articles if article.key in stamps]
    shown = {it.key: Entry(it, stamps[it.key]) for it in everything if it.stands(at, CHANNEL, ())}
    turns = [turn for it in everything for turn in (it.valid_from, it.valid_until) if turn is not None and turn > at]
    return Shelf(
        entries=shown,
        asked=tuple(key for key in asked if key in shown),
        categories=frozenset(it.article.category for it in shown.values() if it.article.category),
        named={category.name: category for category in categories},
        fallback=fallback,
        until=min([at + fresh_ms, *turns]),
    )
