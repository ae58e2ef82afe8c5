"""The help centre of this node: its shelf, kept up to date, and the pages that were made from it."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from bot.answers.answers import Answers
from bot.clock import Clock
from bot.config import Config
from bot.store import help as help_store
from bot.store import popular
from bot.store.engine import Engine, Tx
from bot.web.compression import Packed, pack_quickly
from bot.web.help.shelf import Shelf, put_up
from knowledge import words
from knowledge.attribute import Attribute
from knowledge.category import Category

FRESH_MS = 600_000
"""How long "asked most often" may be as it was."""
MOST_PAGES = 500


@dataclass(frozen=True, slots=True)
class Page:
    body: Packed
    etag: str
    changed_at: int  # UTC ms


def page(text: str, changed_at: int) -> Page:
    body = text.encode()
    return Page(pack_quickly(body), sha256(body).hexdigest()[:20], changed_at)


@dataclass(slots=True)
class Opening:
    """A shelf, and what has been made of it so far."""

    shelf: Shelf
    attributes: Mapping[str, Attribute]
    revision: int
    pages: OrderedDict[Hashable, Page] = field(default_factory=OrderedDict)

    async def page(self, name: Hashable, make: Callable[[], Awaitable[Page]]) -> Page:
        """The page of this name, made once; of many pages those that were asked for last are kept."""
        found = self.pages.get(name)
        if found is None:
            found = await make()
            self.pages[name] = found
            if len(self.pages) > MOST_PAGES:
                self.pages.popitem(last=False)
        else:
            self.pages.move_to_end(name)
        return found


class HelpCentre:
    def __init__(self, engine: Engine, answers: Answers, config: Config, clock: Clock) -> None:
        self.started_at = clock()
        self._engine = engine
        self._answers = answers
        self._config = config
        self._clock = clock
        self._opening: Opening | None = None
        self._renewing = asyncio.Lock()

    async def opening(self) -> Opening:
        """The one of this moment: another one once an article has changed, or begins or ends to be valid."""
        opening = self._current()
        if opening is None:
            async with self._renewing:
                opening = self._current() or await self._opened()
                self._opening = opening
        return opening

    def _current(self) -> Opening | None:
        opening = self._opening
        if opening is None or opening.revision != self._answers.revision or self._clock() >= opening.shelf.until:
            return None
        return opening

    async def _opened(self) -> Opening:
        def work(tx: Tx) -> tuple[dict[str, int], list[str], list[Attribute], list[Category]]:
            return help_store.stamps(tx), popular.articles(tx), words.attributes(tx), words.categories(tx)

        revision, articles = self._answers.revision, self._answers.articles.all
        stamps, asked, attributes, categories = await self._engine.read(work)
        shelf = await asyncio.to_thread(
            put_up,
            articles,
            stamps,
            asked,
            categories,
            fallback=self._config.bot.fallback_language,
            at=self._clock(),
            fresh_ms=FRESH_MS,
        )
        return Opening(shelf, {it.name: it for it in attributes}, revision)
