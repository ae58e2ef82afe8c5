"""Articles from files into the store: what would change, what changes, what is told of it."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

import knowledge.store
from bot.clock import Clock
from bot.store import articles
from bot.store.engine import Engine, Tx
from knowledge import drafts, pictures
from knowledge.article import Article
from knowledge.formats import archive
from knowledge.formats.item import Item
from knowledge.formats.problem import Problem
from knowledge.picture import Picture

T = TypeVar("T")

AUTHOR = "import"
NOTE = 100
"""Characters of the file's name in the articles' history."""
CHUNK = 200
"""Articles in a transaction: others write in between."""
PICTURES = 20
"""In a transaction."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to take in, and how."""

    path: Path
    """A file, a folder, or a zip of one; it and the next three as in knowledge.importing.read."""
    format: str | None = None
    columns: Sequence[str] | None = None
    language: str = "en"
    dry_run: bool = False
    """Tell, and change nothing."""
    prune: bool = False
    """Remove the articles that the file lacks, unless something of it could not be read or it holds none."""
    submitted_by: str | None = None
    """An agent whose articles others look at first: they become drafts under review, and nothing is removed."""


@dataclass(slots=True)
class Outcome:
    """What an import did, or in a dry run would do. Lists hold keys, in the order of the file."""

    articles: int = 0
    phrasings: int = 0
    languages: set[str] = field(default_factory=set)
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    """Where others are to look at it first: articles of which there is another draft already, which stays."""
    same: int = 0
    problems: list[Problem] = field(default_factory=list)
    """Their files are named as they lie in what was taken in."""
    kept: bool = False
    """Asked to remove what the file lacks, it did not."""

    @property
    def lost(self) -> bool:
        """Whether something of an article could not be read."""
        return any(problem.lost for problem in self.problems)


async def take_in(
    engine: Engine, order: Order, clock: Clock, progress: Callable[[int, int], None] = lambda done, total: None
) -> Outcome:
    """Articles whose keys exist are replaced. The file is read first, off the loop, and whole.

    `progress` is told how many articles are done, of how many. Raises ValueError, OSError, Unavailable.
    """
    items = await asyncio.to_thread(_read, order)
    outcome = Outcome(problems=[item for item in items if isinstance(item, Problem)])
    found = [item for item in items if isinstance(item, Article)]
    run = engine.read if order.dry_run else engine.write
    for shown in _chunks((item for item in items if isinstance(item, Picture)), PICTURES):
        await run(partial(_keep, order=order, shown=shown, at=clock()))  # before the articles that show them
    progress(0, len(found))
    for some in _chunks(found, CHUNK):
        _count(outcome, some, await run(partial(_take, order=order, some=some, at=clock())))
        progress(outcome.articles, len(found))
    if order.prune:
        outcome.kept = outcome.lost or not found or order.submitted_by is not None
        if not outcome.kept:
            keys = {article.key for article in found}
            outcome.removed = await run(partial(_prune, order=order, keys=keys, at=clock()))
    return outcome


def _read(order: Order) -> list[Item]:
    from knowledge import importing  # what reads HTML is heavy

    with archive.opened(order.path) as path:
        root = path if path.is_dir() else path.parent
        return [
            replace(item, file=item.file.relative_to(root)) if isinstance(item, Problem) else item
            for item in importing.read(path, order.format, order.columns, order.language)
        ]


def _keep(tx: Tx, order: Order, shown: Iterable[Picture], at: int) -> None:
    for picture in shown:
        if not order.dry_run:
            pictures.put(tx, picture, at, AUTHOR)


def _take(tx: Tx, order: Order, some: Iterable[Article], at: int) -> list[str]:
    """What becomes of each: "new", "changed", "same" or "held"."""
    take = _put if order.submitted_by is None else _submit
    return [take(tx, order, article, at) for article in some]


def _put(tx: Tx, order: Order, article: Article, at: int) -> str:
    fate = _fate(knowledge.store.get(tx, article.key), article)
    if fate != "same" and not order.dry_run:
        articles.put(tx, article, at, AUTHOR, order.path.name[:NOTE])
    return fate


def _submit(tx: Tx, order: Order, article: Article, at: int) -> str:
    fate = _fate(knowledge.store.get(tx, article.key), article)
    draft = drafts.get(tx, article.key)
    if fate == "same":
        return fate
    if draft is not None:
        return "same" if draft.article == article else "held"
    if not order.dry_run:
        begun = drafts.save(tx, article, None, at, order.submitted_by or AUTHOR)
        drafts.submit(tx, article.key, begun.revision, at, order.path.name[:NOTE])
    return fate


def _fate(before: Article | None, after: Article) -> str:
    return "new" if before is None else "same" if before == after else "changed"


def _prune(tx: Tx, order: Order, keys: set[str], at: int) -> list[str]:
    """The keys of the articles that are not among `keys`, which are removed."""
    gone = [article.key for article in knowledge.store.articles(tx) if article.key not in keys]
    for key in gone:
        if not order.dry_run:
            articles.remove(tx, key, at, AUTHOR, order.path.name[:NOTE])
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
            case "held":
                outcome.held.append(article.key)
            case _:
                outcome.same += 1


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk
