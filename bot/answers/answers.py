"""What a customer means, looked up in memory: the matcher over all articles, kept up to date."""

import asyncio
import threading
import time
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Protocol, TypeVar

import msgspec
import structlog

import knowledge.store
import knowledge.words
from bot.answers.articles import Articles
from bot.answers.matcher_file import MatcherFile, Stand, changed_since, stand
from bot.config import Bot
from bot.dialogue import phrases
from bot.embedding.base import Model
from bot.embedding.compared import Compared
from bot.embedding.patience import BUDGET_MS, Patience
from bot.embedding.phrasings import Phrasings
from bot.events import ARTICLES, ArticleChanged, Recorded, WordsChanged
from bot.idle import Idle
from bot.model import Choice
from bot.store import log as event_log
from bot.store.engine import Engine, Tx
from bot.tasks import Tasks
from knowledge.article import Article
from knowledge.attribute import Attribute
from knowledge.doubt import Policy, confident_from
from knowledge.embedder import EmbedderError, Floats
from knowledge.explanation import Explanation
from knowledge.language import Detector
from knowledge.match import Match
from knowledge.matcher import Matcher

log = structlog.get_logger()

T = TypeVar("T")

LIKELY = 0.5
"""From this confidence on an article's words are made ready to be told."""
AGAIN_S = 60.0
"""After a model failed with phrasings."""
TAKEN_UP = 200
"""Changes that are taken up at a time."""
MANY = 20
"""Changes, or a fiftieth of the articles where that is more, after which the matcher is calibrated again."""
FEW = 300
"""Articles that a matcher is built of and calibrated at once; of more it is calibrated while it answers already."""


class Watched(Protocol):
    """Streams that can be read along (bot.web.streams)."""

    def add(self, stream: str, after: int, reader: Callable[[Sequence[Recorded]], None]) -> None: ...


class Answers:
    """A snapshot that follows the `articles` stream. Searching never touches the database."""

    def __init__(
        self,
        engine: Engine,
        languages: tuple[str, ...],
        fallback: str,
        model: Model | None = None,
        budget_ms: int = BUDGET_MS,
        file: MatcherFile | None = None,
    ) -> None:
        """`model`: what tells what texts mean; None: answers are found by their words alone.

        `file`: where the matcher is kept between starts; None: it is built at each.
        """
        self.languages = languages
        self.fallback = fallback
        self._engine = engine
        self.articles = Articles((), (), fallback)
        self._matcher = Matcher.build([])
        self._stand = Stand()
        self._file = file
        self._detector = Detector(languages)
        self._idle = Idle(self._detector.rest)
        for language, phrase in phrases.wordings():
            self._detector.hear(phrase, language)
        # One thread: searches do not wait for the database's threads, nor for each other's lock.
        self._searches = ThreadPoolExecutor(1, thread_name_prefix="search")
        # Another one for what takes seconds: building, calibrating, reading and writing the matcher.
        self._labours = ThreadPoolExecutor(1, thread_name_prefix="matcher")
        self._following = asyncio.Lock()
        self._since = 0  # changes since it was calibrated
        self._drifted = asyncio.Event()
        self._closing = threading.Event()
        self._patience = Patience(model, budget_ms) if model else None
        self._phrasings = Phrasings(engine, model) if model else None
        self.compared = Compared(model) if model else None
        self._changed = asyncio.Event()  # since the phrasings' vectors were last completed

    async def load(self) -> None:
        """All that the database holds; the matcher from its file, where that knows most of it."""
        synonyms = await self._engine.read(knowledge.words.synonyms)
        kept = await self._aside(partial(self._file.read, synonyms)) if self._file else None

        def work(tx: Tx) -> tuple[Stand, list[Article], list[Attribute], set[str] | None]:
            changed = changed_since(tx, kept[1]) if kept else None
            return stand(tx), list(knowledge.store.articles(tx)), knowledge.words.attributes(tx), changed

        self._stand, articles, attributes, changed = await self._engine.read(work)
        self.articles = Articles(articles, attributes, self.fallback)
        await self._in_thread(partial(self._learn, articles))
        if kept and changed is not None:
            self._matcher = kept[0]
            await self._aside(partial(self._catch_up, changed))
            self._count(len(changed))
        else:
            at_once = len(articles) <= FEW
            self._matcher = await self._aside(partial(Matcher.build, articles, synonyms, calibrated=at_once))
            self._count(0 if at_once else len(articles))
        self._changed.set()

    def _learn(self, articles: Sequence[Article]) -> None:
        for article in articles:
            self._detector.learn(article)

    def _catch_up(self, changed: set[str]) -> None:
        for key in changed | (self._matcher.keys ^ self.articles.keys):
            article = self.articles.get(key)
            if article is None:
                self._matcher.remove(key)
            else:
                self._matcher.put(article)

    def _count(self, changes: int) -> None:
        self._since += changes
        if self._since >= max(MANY, len(self.articles.keys) // 50):
            self._drifted.set()

    async def settle(self) -> None:
        """For ever: calibrates the matcher after many changes, while it answers, and writes it down."""
        while True:
            await self._drifted.wait()
            self._drifted.clear()
            self._since, taken_up = 0, self._stand
            await self._aside(partial(self._matcher.calibrate, self._closing.is_set))
            if self._file:
                await self._aside(partial(self._file.write, self._matcher, taken_up, anew=True))

    def follow_along(self, streams: Watched, tasks: Tasks) -> None:
        """From now on changes are taken up as they are committed, whoever makes them."""

        def changed(events: Sequence[Recorded]) -> None:
            tasks.start(self.follow(), name="articles")

        streams.add(ARTICLES, self._stand.seq, changed)

    async def follow(self) -> None:
        """Takes up what has changed since."""
        async with self._following:
            while events := await self._engine.read(
                lambda tx: event_log.after(tx, ARTICLES, self._stand.seq, TAKEN_UP)
            ):
                changes = [msgspec.json.decode(event.body, type=ArticleChanged | WordsChanged) for event in events]
                if WordsChanged() in changes:
                    await self._take_words()
                await self._take({change.key for change in changes if isinstance(change, ArticleChanged)})
                self._stand = Stand(events[-1].seq, events[-1].at)
                self._count(len(changes))

    async def _take_words(self) -> None:
        words = await self._engine.read(knowledge.words.words)
        self.articles.use(words.attributes)
        await self._in_thread(partial(self._matcher.use, words.synonyms))

    async def _take(self, keys: set[str]) -> None:
        found = await self._engine.read(lambda tx: {key: knowledge.store.get(tx, key) for key in keys})
        for key, article in found.items():
            if article is None:
                self.articles.remove(key)
                await self._in_thread(partial(self._matcher.remove, key))
            else:
                self.articles.put(article)
                await self._in_thread(partial(self._put, article))
        self._changed.set()

    def _put(self, article: Article) -> None:
        self._detector.learn(article)
        self._matcher.put(article)

    async def understand(self) -> None:
        """For ever: phrasings get their vectors in the background, those of new and changed articles too."""
        if self._patience:
            await self._patience.wake()
        while self._phrasings:
            await self._changed.wait()
            self._changed.clear()
            try:
                await self._phrasings.complete(self._matcher)
            except Exception as error:
                self._changed.set()
                if not isinstance(error, EmbedderError):
                    raise
                log.warning("phrasings_not_embedded", reason=str(error))
                await asyncio.sleep(AGAIN_S)

    async def search(self, text: str, limit: int = 5, keys: Collection[str] | None = None) -> list[Match]:
        """`keys`: only these articles (see `scope`); None: all."""
        started = time.perf_counter()
        self._idle.use()
        meaning = await self._meaning(text)
        matches = await self._in_thread(partial(self._search, text, limit, keys, meaning))
        best = matches[0] if matches else None
        log.info(
            "question_looked_up",
            characters=len(text),
            article=best and best.article,
            score=best and round(best.score, 1),
            confidence=best and round(best.confidence, 3),
            tier=best.tier if best else "lexical" if meaning is None else "semantic",
            ms=round(1000 * (time.perf_counter() - started), 1),
        )
        return matches

    async def _meaning(self, text: str) -> Floats | None:
        if self._patience is None or not self._matcher.attuned:
            return None
        return await self._patience.read(await self._in_thread(partial(self._matcher.readings, text)))

    def _search(self, text: str, limit: int, keys: Collection[str] | None, meaning: Floats | None) -> list[Match]:
        self._detector.prepare(text)  # whoever searches also asks for the language, where nothing may wait for it
        matches = self._matcher.search(text, limit=limit, keys=keys, meaning=meaning)
        if matches and matches[0].confidence >= LIKELY:
            self.articles.make_ready(matches[0].article, matches[0].language)
        return matches

    async def suggest(
        self, text: str, language: str | None, least: float, limit: int = 3, keys: Collection[str] | None = None
    ) -> list[Choice]:
        """What somebody who types `text` may be asking, told in `language` (None: the text's own).

        `least` is a confidence, 0-1; `keys`: only these articles.
        """
        matches = await self.search(text, limit, keys)
        told = language or self.language(text, self.fallback)
        return [self.articles.choice(match.article, told) for match in matches if match.confidence >= least]

    def language(self, text: str, prior: str) -> str:
        """One of the configured languages; `prior` where the text does not tell. A tenth of a ms after a search."""
        return self._detector.detect(text, prior) or prior

    def is_foreign(self, text: str) -> bool:
        """Whether the text is hardly in any of the configured languages; False where it is too short to tell."""
        return self._detector.is_foreign(text)

    def leaves(self, text: str, spoken: str, heard: str, *, clearly: bool) -> bool:
        """Whether the text is in the language `heard` rather than borrowing from it; `clearly`: beyond doubt."""
        if clearly:
            return self._detector.is_clearly(text, heard, spoken)
        return not self._detector.is_mixed(text, heard, spoken)

    def policy(self, bot: Bot) -> Policy:
        """How sure the bot must be, as the settings and the articles want it."""
        rehearsed = self._matcher.threshold(bot.wrong_rate)
        confident = bot.confident or max(bot.unsure, confident_from(len(self.articles.keys), rehearsed))
        return Policy(confident=confident, unsure=bot.unsure, margin=bot.margin, own=self.articles.confident)

    async def explain(self, question: str, policy: Policy, keys: Collection[str] | None = None) -> Explanation:
        """Why a customer who asks this gets what he gets; `keys`: only these articles; None: all."""
        meaning = await self._meaning(question)
        return await self._in_thread(lambda: self._matcher.explain(question, keys=keys, policy=policy, meaning=meaning))

    async def _aside(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._labours, work)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._searches, work)

    async def mended(self, text: str) -> dict[str, str]:
        """The words of `text` that are read as others that the articles know."""
        return await self._in_thread(lambda: self._matcher.mended(text))

    async def vectors(self, texts: Sequence[str], within_s: float) -> dict[str, Floats] | None:
        """What texts of managers' tools mean, of those that can be read in this time.

        None: questions are ranked by their letters alone.
        """
        if self.compared is None or not self._matcher.attuned:
            return None
        return await self.compared.vectors(texts, within_s)

    async def study(self, work: Callable[[Matcher], T]) -> T:
        """`work` on the matcher, in a thread of its own: customers' searches go on beside it."""
        return await asyncio.to_thread(work, self._matcher)

    @property
    def revision(self) -> int:
        """Another number after each change of the articles, or of the words about them, that was taken up."""
        return self._stand.seq

    async def aclose(self) -> None:
        """Writes the matcher down first, where it has changed."""
        self._closing.set()
        self._idle.stop()
        if self._file:
            await self._aside(partial(self._file.write, self._matcher, self._stand))
        for threads in (self._searches, self._labours):
            threads.shutdown(wait=False, cancel_futures=True)
