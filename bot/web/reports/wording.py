"""What is told beside figures, in the reader's words: articles by their titles, reasons as they were asked."""

from typing import Any

from aiohttp import web

from bot.errors import NotFound
from bot.reports.filter import mood_of
from bot.store import surveys
from bot.store.behind import Rated
from bot.store.engine import Tx
from bot.surveys.wording import Tongue
from bot.web.services import Services

Json = dict[str, Any]


def language_of(request: web.Request, it: Services) -> str:
    """In which the page is read: reasons are worded in it."""
    return request.query.get("words") or it.config.bot.fallback_language


def article(it: Services, key: str | None) -> Json | None:
    return {"key": key, "title": it.answers.articles.title(key, it.config.bot.fallback_language)} if key else None


def labels(tx: Tx, it: Services, survey: str, version: int, reasons: list[tuple[str, str]], language: str) -> list[str]:
    """Of choices with their questions."""
    words = words_of(tx, it, survey, version, language) if reasons else {}
    return [words.get((question, choice), choice) for question, choice in reasons]


def words_of(tx: Tx, it: Services, survey: str, version: int, language: str) -> dict[tuple[str, str], str]:
    """Of each question ("" as the choice) and each choice."""
    try:
        found = surveys.at_version(tx, survey, version)
    except NotFound:
        return {}
    tongue = Tongue(language, it.config.bot.fallback_language, {})
    return {
        (asked.id, choice): tongue.said(words)
        for asked in found.follow_ups
        for choice, words in [("", asked.question), *((chip.id, chip.words) for chip in asked.choices)]
    }


def mood(row: Rated) -> str | None:
    return mood_of(row.metric, row.value) if row.value is not None else None
