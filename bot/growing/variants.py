"""Articles learn customers' own wordings: weighed as their meaning is known, offered to managers or taken at once."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import structlog

import knowledge.store
from bot.answers.answers import Answers
from bot.bus.base import Bus
from bot.clock import Clock
from bot.config import Config
from bot.dialogue.references import stands_alone
from bot.errors import BadRequest, NotFound
from bot.events import ARTICLES
from bot.store import articles, variants
from bot.store.engine import Engine, Tx
from bot.store.variants import Learnt, State, Suggested
from knowledge import drafts
from knowledge.article import Article, ArticleError
from knowledge.match import Match
from knowledge.variants import added, taken_out, told_in, worth

log = structlog.get_logger()

BY_ITSELF = "bot"
"""Who took a variant that nobody had to look at."""


class Variants:
    def __init__(self, engine: Engine, bus: Bus, answers: Answers, config: Config, clock: Clock) -> None:
        self._engine = engine
        self._bus = bus
        self._answers = answers
        self._config = config
        self._clock = clock

    async def weigh(self) -> None:
        """Suggests what is worth it of the questions whose meaning has become known."""
        learnt = await self._engine.read(variants.unweighed)
        if not learnt:
            return
        matches = [await self._answers.search(it.text) for it in learnt]
        now = self._clock()
        taken = await self._engine.write(lambda tx: self._suggest(tx, list(zip(learnt, matches, strict=True)), now))
        log.info("variants_weighed", questions=len(learnt), taken=taken)
        if taken:
            self._bus.hint((ARTICLES,))

    def _suggest(self, tx: Tx, learnt: Sequence[tuple[Learnt, Sequence[Match]]], now: int) -> int:
        """How many were taken at once."""
        taken = 0
        for it, matches in learnt:
            variants.weighed(tx, it, now)
            article = knowledge.store.get(tx, it.article)
            if article is None or not stands_alone(it.text) or not worth(it.text, article, matches):
                continue
            fresh = variants.suggest(tx, it)
            if fresh is not None and self._config.knowledge.take_variants and told_in(article, it.language):
                suggested = variants.get(tx, fresh)
                assert suggested is not None
                _take(tx, suggested, BY_ITSELF, now)
                taken += 1
        return taken


def take(tx: Tx, ident: str, by: str, at: int) -> Suggested:
    """Its article is found by the wording from now on. Raises NotFound, BadRequest."""
    suggested = _get(tx, ident)
    if suggested.state is State.TAKEN:
        return suggested
    return _take(tx, suggested, by, at)


def dismiss(tx: Tx, ident: str, by: str, at: int) -> Suggested:
    """Raises NotFound, BadRequest for one that was taken."""
    suggested = _get(tx, ident)
    if suggested.state is State.TAKEN:
        raise BadRequest("This variant was taken. Undo that first.")
    return _decide(tx, suggested, State.DISMISSED, by, at)


def undo(tx: Tx, ident: str, by: str, at: int) -> Suggested:
    """Open again; a variant that was taken is taken out of its article. Raises NotFound."""
    suggested = _get(tx, ident)
    if suggested.state is State.TAKEN:
        _change(tx, suggested, taken_out, by, at, "A customer's wording taken out again")
    return _decide(tx, suggested, State.OPEN, None, at)


def _take(tx: Tx, suggested: Suggested, by: str, at: int) -> Suggested:
    article = knowledge.store.get(tx, suggested.article)
    if article is None:
        raise NotFound("This article is no longer there.")
    if not told_in(article, suggested.language):
        raise BadRequest("The article has no translation in this language yet, to which the wording could belong.")
    try:
        _change(tx, suggested, added, by, at, "A customer's wording")
    except ArticleError as error:
        raise BadRequest(str(error)) from error
    return _decide(tx, suggested, State.TAKEN, by, at)


def _change(tx: Tx, it: Suggested, how: Callable[[Article, str, str], Article], by: str, at: int, note: str) -> None:
    """In the article, and in what is being written of it."""
    article = knowledge.store.get(tx, it.article)
    if article is not None and articles.put(tx, how(article, it.language, it.text), at, by, note):
        drafts.carry(tx, it.article, lambda draft: how(draft, it.language, it.text), at)


def _decide(tx: Tx, it: Suggested, state: State, by: str | None, at: int) -> Suggested:
    variants.decide(tx, it.id, state, by, at)
    return replace(it, state=state, decided_by=by)


def _get(tx: Tx, ident: str) -> Suggested:
    found = variants.get(tx, ident)
    if found is None:
        raise NotFound("There is no such suggestion.")
    return found
