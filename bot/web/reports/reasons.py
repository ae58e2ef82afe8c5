"""What customers tapped as the reason for their answer."""

from typing import Any

from aiohttp import web

from bot.reports import reasons
from bot.store import surveys
from bot.store.engine import Tx
from bot.web.http import answer
from bot.web.reports.filtering import filter_of
from bot.web.reports.wording import language_of, words_of
from bot.web.services import Services, services

Json = dict[str, Any]


async def every(request: web.Request) -> web.Response:
    it, where = services(request), filter_of(request)
    n, counted = await it.figures.study(lambda books: reasons.reasons(books, where), where.since)
    worded = await it.engine.read(lambda tx: [_reason(tx, it, request, each) for each in counted])
    return answer({"n": n, "questions": worded})


def _reason(tx: Tx, it: Services, request: web.Request, counted: reasons.Question) -> Json:
    words: dict[tuple[str, str], str] = {}
    for version in reversed(surveys.versions(tx, counted.survey)):
        words |= words_of(tx, it, counted.survey, version.version, language_of(request, it))
    return {
        "survey": counted.survey,
        "question": counted.question,
        "text": words.get((counted.question, ""), counted.question),
        "choices": [
            {
                "id": choice.id,
                "label": words.get((counted.question, choice.id), choice.id),
                "n": choice.n,
                "share": choice.share,
                "csat": choice.csat,
            }
            for choice in counted.choices
        ],
    }
