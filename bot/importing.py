"""Articles from files into the store: what would change, what changes, what is told of it."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

import knowledge.store
from bot.clock import Clock
from bot.store import articles
from bot.store.engine import Engine, Tx
from knowledge import importing, pictures
from knowledge.article import Article
from knowledge.formats import archive
from knowledge.importing import Picture, Problem

T = TypeVar("T")

AUTHOR = "import"
CHUNK = 200
"""Articles in a transaction: others write in between."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file, a folder or a zip of one, and how it is read; see knowledge.importing.read."""

    path: Path
    format: str | None = None
    columns: Sequence[str] | None = None
    language: str = "en"


@dataclass(slots=True)
class Outcome:
    """What an import did, or in a dry run would do. Lists hold keys, in the order of the file."""

    articles: int = 0
    phrasings: int = 0
    languages: set[str] = field(default_factory=set)
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    same: int = 0
    problems: list[Problem] = field(default_factory=list)
    """Their files are named as they lie in the source."""
    kept: bool = False
    """Asked to remove what the file lacks, it did not: something of the file could not be read."""


async def take_in(
    engine: Engine,
    source: Source,
    clock: Clock,
    *,
    dry_run: bool = False,
    prune: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Outcome:
    """Articles whose keys exist are replaced. The file is read first, off the loop, and whole.

    `dry_run`: changes nothing. `prune`: removes the articles that the file lacks, unless it held problems or no
    article. `progress` is told how many articles are done, of how many. Raises ValueError, OSError, Unavailable.
    """
    items = await asyncio.to_thread(_read, source)
    outcome = Outcome(problems=[item for item in items if isinstance(item, Problem)])
    found = [item for item in items if isinstance(item, Article)]
    if not dry_run:  # before the articles that show them
        for shown in _chunks((item for item in items if isinstance(item, Picture)), CHUNK // 10):
            await engine.write(partial(_keep, shown=shown, at=clock()))
    progress(0, len(found))
    for some in _chunks(found, CHUNK):
        work = partial(_put, some=some, at=None if dry_run else clock())
        _count(outcome, some, await (engine.read(work) if dry_run else engine.write(work)))
        progress(outcome.articles, len(found))
    if prune:
        outcome.kept = bool(outcome.problems) or not found
    if prune and not outcome.kept:
        remove = partial(_prune, keys={article.key for article in found}, at=None if dry_run else clock())
        outcome.removed = await (engine.read(remove) if dry_run else engine.write(remove))
    return outcome


def _read(source: Source) -> list[importing.Item]:
    with archive.opened(source.path) as path:
        root = path if path.is_dir() else path.parent
        return [
            Problem(item.file.relative_to(root), item.line, item.message) if isinstance(item, Problem) else item
            for item in importing.read(path, source.format, source.columns, source.language)
        ]


def _keep(tx: Tx, shown: Iterable[Picture], at: int) -> None:
    for picture in shown:
        pictures.put(tx, picture, at, AUTHOR)


def _put(tx: Tx, some: Iterable[Article], at: int | None) -> list[str]:
    """What becomes of each: "new", "changed" or "same". `at` None: nothing is written."""
    fates = []
    for article in some:
        before = knowledge.store.get(tx, article.key)
        fates.append("new" if before is None else "same" if before == article else "changed")
        if at is not None:
            articles.put(tx, article, at, AUTHOR)
    return fates


def _prune(tx: Tx, keys: set[str], at: int | None) -> list[str]:
    """The keys of those removed. `at` None: nothing is."""
    gone = [article.key for article in knowledge.store.articles(tx) if article.key not in keys]
    if at is not None:
        for key in gone:
            articles.remove(tx, key, at, AUTHOR)
    return gone


def _count(outcome: Outcome, some: Sequence[Article], fates: Sequence[str]) -> None:
    for article, fate in zip(some, fates, strict=True):
        outcome.articles += 1
        outcome.phrasings += sum(1 + len(told.variants) for told in article.translations)
        outcome.languages |= {told.language for told in article.translations}
        match fate:
            case "new":
                outcome.new.append(article.key)
            case "changed":
                outcome.changed.append(article.key)
            case _:
                outcome.same += 1


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk
