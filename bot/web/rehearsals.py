"""A draft tried on past questions, over HTTP."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from aiohttp import web

from bot.answers import Answers
from bot.errors import NotFound
from bot.model import Struct
from bot.scope import Scope
from bot.store import questions
from bot.store.engine import Tx
from bot.store.questions import Question
from bot.web.editing import key_of
from bot.web.http import answer
from bot.web.services import services
from knowledge import drafts
from knowledge.article import Article
from knowledge.drafts import Draft
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
        return drafts.get(tx, key), questions.asked(tx, NEWEST)

    draft, asked = await it.engine.read(facts)
    if draft is None:
        raise NotFound("There is no draft to try.")
    article, policy = draft.article, it.answers.policy(it.config.bot)
    own = {name: least for name, least in policy.own.items() if name != key}
    if article.confident is not None:
        own[key] = article.confident
    edited = replace(policy, own=own)
    published = it.answers.articles
    others = [each for each in published if each.key != key]
    now = it.clock()
    time_left = TimeLeft(LONGEST_S)

    def work(matcher: Matcher) -> Rehearsal:
        changed = matcher.copy()
        changed.put(article)
        before = Stage(matcher, policy, _told(published, now))
        after = Stage(changed, edited, _told([*others, article], now))
        return rehearse(before, after, time_left.of(map(_past, asked)))

    found = await it.answers.study(work)
    titles = Titles(it.answers, article)
    return answer(
        RehearsalTold(
            questions=found.replayed,
            asked=len(asked),
            complete=not time_left.ran_out,
            improves=[titles.case(case) for case in found.improves],
            breaks=[titles.case(case) for case in found.breaks],
            changes=[titles.case(case) for case in found.changes],
        )
    )


class TimeLeft:
    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds
        self.ran_out = False

    def of(self, things: Iterable[Past]) -> Iterator[Past]:
        """Them, for as long as there is time."""
        for thing in things:
            if time.monotonic() > self._until:
                self.ran_out = True
                return
            yield thing


def _past(it: Question) -> Past:
    return Past(it.text, it.language, it.at, it.conversation, it.channel, it.meant or it.drafted)


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
            return self._answers.title(key, language)

        return OutcomeTold(
            verdict=it.verdict,
            article=it.nearest,
            title=title(it.nearest) if it.nearest is not None else None,
            confidence=round(it.confidence, 3),
            choices=tuple(map(title, it.articles)) if it.verdict == "choices" else (),
        )
