"""Figures at a glance, over time, by groups, against each other."""

from collections import Counter
from functools import partial

from aiohttp import web
from msgspec.structs import replace

from bot import reports
from bot.errors import BadRequest
from bot.reports.books import Books
from bot.reports.comparing import USUAL
from bot.reports.filter import DIMENSIONS
from bot.reports.groups import BY
from bot.reports.zone import STEPS
from bot.store import agents, cases_now, kiosks, surveys
from bot.store.engine import Tx
from bot.surveys.wording import Tongue
from bot.web.http import answer
from bot.web.reports.filtering import figures_of, filter_of, other_of
from bot.web.reports.wording import language_of
from bot.web.services import Services, services
from knowledge import words

OCCURRING = ("channel", "language", "handler", "moment", "metric", "team")
FIRST = ("csat",)


async def overview(request: web.Request) -> web.Response:
    it, where = services(request), filter_of(request)
    late = await it.engine.read(partial(cases_now.late, now=it.clock()))
    told = await it.figures.study(lambda books: reports.overview(books, where, late), where.since)
    places = await it.engine.read(kiosks.names)
    parts = [replace(part, place=places.get(part.place, part.place)) for part in told.parts]
    return answer(replace(told, parts=parts))


async def series(request: web.Request) -> web.Response:
    it, where, figures = services(request), filter_of(request), figures_of(request, FIRST)
    wanted = request.query.get("step")
    step = next((known for known in STEPS if known == wanted), None)
    if wanted and step is None:
        raise BadRequest(f"step must be one of {', '.join(STEPS)}.")
    try:
        return answer(await it.figures.study(lambda books: reports.series(books, where, figures, step), where.since))
    except ValueError as error:
        raise BadRequest(str(error)) from None


async def groups(request: web.Request) -> web.Response:
    it, where, (figure, *_) = services(request), filter_of(request), figures_of(request, FIRST)
    by = tuple(dict.fromkeys(request.query.getall("by", ["channel"])))
    if any(name not in BY for name in by):
        raise BadRequest(f"by must be one of {', '.join(BY)}.")
    known = await names(it, language_of(request, it))
    return answer(await it.figures.study(lambda books: reports.groups(books, where, by, figure, known), where.since))


async def compare(request: web.Request) -> web.Response:
    it, first, figures = services(request), filter_of(request), figures_of(request, USUAL)
    other = other_of(request, first)
    since = min(first.since, other.since)
    try:
        return answer(await it.figures.study(lambda books: reports.compare(books, first, other, figures), since))
    except ValueError as error:
        raise BadRequest(str(error)) from None


async def choices(request: web.Request) -> web.Response:
    """What may be chosen from: all that occurs, and the agents that there are."""
    it = services(request)
    found = await it.figures.study(_occurring)
    people = await it.engine.read(agents.everyone)
    known = await names(it, language_of(request, it))
    return answer(
        {
            "timezone": it.figures.zone.name,
            **{f"{name}s": found[name] for name in OCCURRING},
            "places": [{"key": key, "name": known["place"].get(key, key)} for key in found["place"]],
            "surveys": [{"key": key, "name": known["survey"].get(key, key)} for key in found["survey"]],
            "topics": [{"key": key, "name": known["topic"].get(key, key)} for key in found["topic"]],
            "agents": [
                {"key": agent.id, "name": agent.name, "team": agent.team, "active": agent.disabled_at is None}
                for agent in people
            ],
            "articles": [{"key": key, "title": known["article"].get(key, key)} for key in found["article"]],
        }
    )  # fmt: skip


def _occurring(books: Books) -> dict[str, list[str]]:
    return {name: sorted(books.codes[name].texts[1:]) for name in (*DIMENSIONS, "moment", "survey", "place", "metric")}


async def names(it: Services, language: str) -> dict[str, dict[str, str]]:
    """What keys that are ids are called; in `language`, or the fallback one, what is said in several."""
    fallback = it.config.bot.fallback_language
    told = it.answers.articles
    titles = {article.key: told.title(article.key, fallback) for article in told.all}

    def work(tx: Tx) -> dict[str, dict[str, str]]:
        topics = {category.name: category.label(language, fallback) for category in words.categories(tx)}
        tongue = Tongue(language, fallback, {})
        asked = {kept.survey.id: tongue.said(kept.survey.question) for kept in surveys.every(tx)}
        return {"agent": agents.names(tx), "place": kiosks.names(tx), "topic": topics, "survey": _apart(asked)}

    return {"article": titles, **await it.engine.read(work)}


def _apart(asked: dict[str, str]) -> dict[str, str]:
    """By its question a survey is known, and by its id too where another asks the same."""
    often = Counter(asked.values())
    return {key: f"{text} ({key})" if often[text] > 1 else text for key, text in asked.items()}
