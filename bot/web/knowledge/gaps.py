"""Gaps over HTTP: what customers asked and nothing answered, and what managers do about it."""

from collections import Counter

from aiohttp import web

from bot.answers.answers import Answers
from bot.clock import DAY_MS, MINUTE_MS
from bot.errors import BadRequest, NotFound
from bot.growing import gaps
from bot.locale import words
from bot.model import Person, Struct
from bot.store import unanswered, wishes
from bot.store.engine import Tx
from bot.web.accounts import AGENT
from bot.web.http import Body, answer, days, limit, one_of, read, whole
from bot.web.knowledge.editing import change
from bot.web.services import services
from knowledge.gaps import Gap, Reason, State
from knowledge.match import Match

DAYS = 90
PAGE, MOST = 50, 200  # gaps in an answer
TOLD = 50  # questions of a gap in an answer, the newest


class AskedTold(Struct, frozen=True, kw_only=True):
    conversation: str
    seq: int
    text: str
    language: str
    at: int
    reason: Reason
    agent_reply: str | None = None  # what agents wrote after it; None: nothing


class Cost(Struct, frozen=True, kw_only=True, omit_defaults=False):
    agent_minutes: float
    low_ratings: int
    score: float  # minutes; see knowledge.gaps.Gap.score


class Nearest(Struct, frozen=True, kw_only=True):
    key: str
    title: str
    confidence: float


class GapTold(Struct, frozen=True, kw_only=True, omit_defaults=False):
    id: str
    state: State
    wording: str
    language: str
    languages: tuple[str, ...]
    count: int
    people: int
    cost: Cost
    first_at: int
    last_at: int
    reasons: dict[Reason, int]
    questions: list[AskedTold]  # the newest TOLD, the newest first
    nearest: Nearest | None
    wish_to_know: int  # people who want to be told and have not been
    article: str | None  # that answers it, or is being written; None: there is none


class DraftBody(Body, frozen=True):
    """The question whose reply is to be the answer; none: the server chooses."""

    conversation: str | None = None
    seq: int | None = None


class SettleBody(Body, frozen=True):
    article: str


async def every(request: web.Request) -> web.Response:
    it = services(request)
    now = it.clock()
    state = one_of(request, "state", State) or State.OPEN
    offset = whole(request, "offset") or 0
    since = now - days(request, DAYS) * DAY_MS
    recent = [gap for gap in await gaps.every(it.engine, it.answers, now) if gap.questions[-1].at >= since]
    found = [gap for gap in recent if gap.state is state]
    page = found[offset : offset + limit(request, PAGE, MOST)]
    asked = await it.engine.read(lambda tx: [_asked(tx, gap) for gap in page])
    near = await gaps.nearest(it.answers, page)
    told = [
        _told(gap, some, _nearest(it.answers, match, gap)) for gap, some, match in zip(page, asked, near, strict=True)
    ]
    return answer({"gaps": told, "total": len(found), "counts": Counter(gap.state for gap in recent)})


def _asked(tx: Tx, gap: Gap) -> list[AskedTold]:
    return [
        AskedTold(
            conversation=it.conversation,
            seq=it.seq,
            text=it.text,
            language=it.language,
            at=it.at,
            reason=it.reason,
            agent_reply="\n\n".join(gaps.replies(tx, it)) or None,
        )
        for it in gap.questions[: -TOLD - 1 : -1]
    ]


def _nearest(answers: Answers, match: Match | None, gap: Gap) -> Nearest | None:
    if match is None:
        return None
    title = answers.articles.title(match.article, gap.language)
    return Nearest(key=match.article, title=title, confidence=round(match.confidence, 3))


def _told(gap: Gap, asked: list[AskedTold], nearest: Nearest | None) -> GapTold:
    return GapTold(
        id=gap.id,
        state=gap.state,
        wording=gap.wording,
        language=gap.language,
        languages=gap.languages,
        count=len(gap.questions),
        people=gap.people,
        cost=Cost(
            agent_minutes=round(gap.agent_ms / MINUTE_MS, 1), low_ratings=gap.low_ratings, score=round(gap.score, 1)
        ),
        first_at=gap.questions[0].at,
        last_at=gap.questions[-1].at,
        reasons=gap.reasons(),
        questions=asked,
        nearest=nearest,
        wish_to_know=gap.wish_to_know,
        article=gap.article,
    )


async def _gap(request: web.Request) -> Gap:
    """Raises NotFound."""
    it = services(request)
    return await gaps.find(it.engine, it.answers, it.clock(), request.match_info["gap"])


async def draft(request: web.Request) -> web.Response:
    gap, body = await _gap(request), await read(request, DraftBody)
    of = None
    if body.conversation is not None or body.seq is not None:
        of = next((it for it in gap.questions if (it.conversation, it.seq) == (body.conversation, body.seq)), None)
        if of is None:
            raise NotFound("This question is not among the gap's.")
    return answer({"key": await change(request, lambda tx, author, now: gaps.draft(tx, gap, of, author, now))})


async def settle(request: web.Request) -> web.Response:
    gap, body = await _gap(request), await read(request, SettleBody)
    if not services(request).answers.articles.knows(body.article):
        raise BadRequest("There is no such article.", field="article")
    await change(request, lambda tx, author, now: unanswered.settle(tx, gap.questions, body.article))
    return answer({})


async def dismiss(request: web.Request) -> web.Response:
    gap = await _gap(request)
    await change(request, lambda tx, author, now: unanswered.dismiss(tx, gap.questions))
    return answer({})


async def reopen(request: web.Request) -> web.Response:
    gap = await _gap(request)
    await change(request, lambda tx, author, now: unanswered.reopen(tx, gap.questions))
    return answer({})


async def tell(request: web.Request) -> web.Response:
    """Who is with a person, or in line for one, is told later: see bot.desk.wishes."""
    it, gap = services(request), await _gap(request)
    if gap.article is None or not it.answers.articles.knows(gap.article):
        raise BadRequest("There is no published article to tell them yet.")
    key = gap.article
    await change(request, lambda tx, author, now: unanswered.tell(tx, gap.questions, key))
    wished = {one.conversation for one in gap.questions if one.wished_at is not None and one.told_at is None}
    await it.desk.tell_wishes()
    told, later = await it.engine.read(lambda tx: wishes.progress(tx, key))
    for conversation in wished & later:
        await _tell_agent(request, conversation, key)
    return answer({"told": len(wished & told), "later": len(wished & later)})


async def _tell_agent(request: web.Request, conversation: str, article: str) -> None:
    """That there is an answer by now: who has the conversation may give it before the bot may."""
    it, manager = services(request), request[AGENT]
    language = it.config.bot.fallback_language
    text = words(language).t(
        "“{title}” now answers what was asked here. The bot tells it as soon as no person has the conversation.",
        title=it.answers.articles.title(article, language),
    )
    me = Person(id=manager.id, name=manager.name)
    await it.desk.note(me, conversation, f"tell:{conversation}:{article}", text)
