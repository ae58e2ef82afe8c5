"""The list of cases, and one with all that is known of it."""

from typing import Any, Literal, cast

from aiohttp import web

from bot.errors import BadRequest, NotFound
from bot.model import Person, RatingCard, Role
from bot.recovery import phrases
from bot.recovery.case import Case
from bot.recovery.deeds import Actor, may
from bot.store import cases, messages, ratings
from bot.store.engine import Tx
from bot.web.accounts import AGENT
from bot.web.http import answer, limit, search_words, whole
from bot.web.services import services

PAGE, MOST = 50, 200  # closed cases in an answer


def actor(request: web.Request) -> Actor:
    agent = request[AGENT]
    return Actor(Person(id=agent.id, name=agent.name), manager=agent.role is Role.MANAGER)


async def every(request: web.Request) -> web.Response:
    """Open ones, the next due first; or closed ones, the newest first."""
    it = services(request)
    words, offset = search_words(request), whole(request, "offset") or 0
    most = limit(request, PAGE, MOST)
    if _state(request) == "open":
        found = await it.engine.read(cases.every_open)
        return answer({"cases": found, "total": len(found)})
    page, total = await it.engine.read(lambda tx: cases.closed(tx, words=words, offset=offset, limit=most))
    return answer({"cases": page, "total": total})


def _state(request: web.Request) -> Literal["open", "closed"]:
    state = request.query.get("state") or "open"
    if state not in ("open", "closed"):
        raise BadRequest("state must be open or closed.")
    return cast(Literal["open", "closed"], state)


async def one(request: web.Request) -> web.Response:
    it, me, ident = services(request), actor(request), request.match_info["case"]

    def work(tx: Tx) -> dict[str, Any]:
        case = found(tx, ident)
        return {
            "case": case,
            "moments": cases.moments(tx, ident),
            "card": _card(tx, case),
            "may": may(case, me),
            "others": [other for other in cases.of_contact(tx, case.contact.id) if other.id != ident],
        }

    return answer(await it.engine.read(work))


def found(tx: Tx, ident: str) -> Case:
    """Raises NotFound."""
    kept = cases.get(tx, ident)
    if kept is None:
        raise NotFound("There is no such case.")
    return kept.case


def _card(tx: Tx, case: Case) -> RatingCard | None:
    """What the customer was asked and has answered; None where they were asked by a link."""
    asked = ratings.get(tx, case.request)
    message = messages.get(tx, asked.conversation, asked.seq) if asked is not None and asked.conversation else None
    return message.body if message is not None and isinstance(message.body, RatingCard) else None


async def wordings(request: web.Request) -> web.Response:
    """In the language of the query, else in that of the conversation."""
    it, ident = services(request), request.match_info["case"]

    def work(tx: Tx) -> tuple[Case, tuple[str, ...]]:
        case = found(tx, ident)
        answers = ratings.answered(tx, case.request).answers.values()
        return case, tuple(choice for given in answers for choice in given.choices)

    case, reasons = await it.engine.read(work)
    language = request.query.get("language") or case.language
    return answer(
        {
            "situation": phrases.situation(reasons),
            "language": language,
            "wordings": phrases.wordings(language, case.contact.name),
        }
    )
