"""A draft tried on past questions, over HTTP."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np
from aiohttp import web

from bot.answers.answers import Answers
from bot.answers.scope import Scope
from bot.embedding.compared import meaning
from bot.errors import NotFound
from bot.model import Struct
from bot.store import questions
from bot.store.engine import Tx
from bot.store.questions import Question
from bot.web.http import answer
from bot.web.knowledge.editing import key_of
from bot.web.services import Services, services
from knowledge import drafts
from knowledge.article import Article
from knowledge.drafts import Draft
from knowledge.embedder import Floats
from knowledge.matcher import Matcher
from knowledge.rehearsal import Case, Outcome, Past, Rehearsal, Stage, Verdict, rehearse

NEWEST = 5_000  # questions that are tried at most
LONGEST_S = 10.0  # what is not tried by then is left out


class OutcomeTold(Struct, frozen=True, kw_only=True, omit_defaults=False):
    verdict: Verdict
    article: str | None  # that answers it, else what comes nearest; None: nothing does
    title: str | None
    confidence: float
    choices: tuple[str, ...]  # titles of what is offered


class CaseTold(Struct, frozen=True, kw_only=True, omit_defaults=False):
    question: str
    language: str
    at: int
    conversation: str
    before: OutcomeTold
    after: OutcomeTold
    right: str | None


class RehearsalTold(Struct, frozen=True, kw_only=True, omit_defaults=False):
    questions: int  # that were tried, each wording once
    asked: int  # that there are to try, the newest NEWEST at most
    complete: bool  # False: there was not time for all of them
    improves: list[CaseTold]
    breaks: list[CaseTold]
    changes: list[CaseTold]


async def run(request: web.Request) -> web.Response:
    """Raises NotFound where the article has no draft."""
    it, key = services(request), key_of(request)

    def facts(tx: Tx) -> tuple[Draft | None, list[Question]]:
        asked = questions.newest(tx, NEWEST)
        return drafts.get(tx, key), [it for it in asked if it.verdict != "chosen"]  # a tap says our own words

    draft, asked = await it.engine.read(facts)
    if draft is None:
        raise NotFound("There is no draft to try.")
    found, complete = await _rehearse(it, draft.article, asked)
    titles = Titles(it.answers, draft.article)
    return answer(
        RehearsalTold(
            questions=found.replayed,
            asked=len(asked),
            complete=complete,
            improves=[titles.case(case) for case in found.improves],
            breaks=[titles.case(case) for case in found.breaks],
            changes=[titles.case(case) for case in found.changes],
        )
    )


async def _rehearse(it: Services, article: Article, asked: Sequence[Question]) -> tuple[Rehearsal, bool]:
    """With the article as it is written; whether there was time for all the questions."""
    answers, policy, now = it.answers, it.answers.policy(it.config.bot), it.clock()
    others = [each for each in answers.articles.all if each.key != article.key]
    own = {key: least for key, least in policy.own.items() if key != article.key}
    if article.confident is not None:
        own[article.key] = article.confident

    def prepare(matcher: Matcher) -> tuple[Matcher, list[str], list[list[str]]]:
        edited = matcher.copy()
        edited.put(article)
        return edited, edited.unread(), [matcher.readings(question.text) for question in asked]

    edited, wordings, readings = await answers.study(prepare)
    vectors = await answers.vectors([*wordings, *chain.from_iterable(readings)], LONGEST_S)
    past = [_past(question, some, vectors) for question, some in zip(asked, readings, strict=True)]
    time_left = TimeLeft(LONGEST_S)

    def work(matcher: Matcher) -> Rehearsal:
        known = [text for text in wordings if vectors and text in vectors]
        if vectors and known:
            edited.understand(known, np.array([vectors[text] for text in known]))
        before = Stage(matcher, policy, _told(answers.articles.all, now))
        after = Stage(edited, replace(policy, own=own), _told([*others, article], now))
        return rehearse(before, after, time_left.of(past))

    found = await answers.study(work)
    return found, not time_left.ran_out


class TimeLeft:
    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds
        self.ran_out = False

    def of(self, questions: Iterable[Past | None]) -> Iterator[Past]:
        """Them, for as long as there is time, and as they can be asked."""
        for question in questions:
            if question is None or time.monotonic() > self._until:
                self.ran_out = True
                return
            yield question


def _past(it: Question, readings: Sequence[str], vectors: Mapping[str, Floats] | None) -> Past | None:
    """None: what it means has not been read yet."""
    past = Past(it.text, it.language, it.at, it.conversation, it.channel, it.meant or it.drafted)
    if vectors is None:
        return past
    meant = meaning(readings, vectors)
    return None if meant is None else replace(past, meaning=meant)


def _told(articles: Sequence[Article], now: int) -> Callable[[str], Collection[str] | None]:
    """Which of them may be told on a channel; who bears which labels is not asked, so those for some are for all."""
    scope = Scope(replace(article, audience=()) for article in articles)
    return lambda channel: scope.keys(now, channel, ())


class Titles:
    """Words outcomes: with the draft's title for the draft, which is not published."""

    def __init__(self, answers: Answers, draft: Article) -> None:
        self._answers = answers
        self._draft = draft

    def case(self, it: Case) -> CaseTold:
        language = it.past.language
        return CaseTold(
            question=it.past.text,
            language=language,
            at=it.past.at,
            conversation=it.past.conversation,
            before=self._outcome(it.before, language, drafted=False),
            after=self._outcome(it.after, language, drafted=True),
            right=it.past.right,
        )

    def _outcome(self, it: Outcome, language: str, *, drafted: bool) -> OutcomeTold:
        def title(key: str) -> str:
            if drafted and key == self._draft.key:
                return self._draft.translation(language, self._answers.fallback).title
            return self._answers.articles.title(key, language)

        return OutcomeTold(
            verdict=it.verdict,
            article=it.nearest,
            title=title(it.nearest) if it.nearest is not None else None,
            confidence=round(it.confidence, 3),
            choices=tuple(map(title, it.articles)) if it.verdict == "choices" else (),
        )
