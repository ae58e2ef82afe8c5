"""Writing surveys, switching them on and off, their order, and taking them away."""

from typing import Annotated, Any

from aiohttp import web
from msgspec import Meta

from bot.errors import BadRequest, NotFound, Stale
from bot.sentence import told
from bot.store import agents, surveys
from bot.store.engine import Tx
from bot.surveys import faults
from bot.surveys.definition import Survey
from bot.surveys.faults import SurveyError
from bot.web.accounts import AGENT, person
from bot.web.http import Body, answer, read
from bot.web.services import services

LARGEST = 256 * 1024  # bytes of a survey in a request
UNKNOWN = "There is no such survey."


class SaveBody(Body, frozen=True):
    survey: dict[str, Any]
    version: Annotated[int, Meta(ge=1, le=2**53)] | None = None  # that it was written on; None: it is new


class SwitchBody(Body, frozen=True):
    enabled: bool


class OrderBody(Body, frozen=True):
    order: Annotated[list[str], Meta(max_length=1000)]


def checked(data: dict[str, Any]) -> Survey:
    """Raises BadRequest, with the first wrong `field` and all `faults`."""
    try:
        return faults.checked(data)
    except SurveyError as error:
        found = [{"field": fault.key, **told(fault.message)} for fault in error.faults]
        raise BadRequest(error.faults[0].message, field=error.faults[0].key, faults=found) from None


async def save(request: web.Request) -> web.Response:
    """A new version where it reads differently; one that is new is switched off. Raises Stale."""
    body, it = await read(request, SaveBody, LARGEST), services(request)
    survey, by, at = checked(body.survey), request[AGENT].id, it.clock()
    if survey.id != request.match_info["survey"]:
        raise BadRequest("The survey's id does not match the address.", field="id")

    def work(tx: Tx) -> int:
        now = surveys.get(tx, survey.id)
        if (now and now.version) != body.version:
            if body.version is None:
                raise BadRequest("There is already a survey with this id. Choose another one.", field="id")
            raise _stale(tx, now)
        return surveys.save(tx, survey, by, at)

    return answer({"version": await it.engine.write(work)})


def _stale(tx: Tx, now: surveys.Kept | None) -> Stale | NotFound:
    if now is None:
        return NotFound("Somebody else has removed this survey.")
    by = person(now.by or "", agents.names(tx))
    known = {"id": by.id, "name": by.name} if by else None
    return Stale("Somebody else has changed this survey since you opened it.", version=now.version, by=known)


async def switch(request: web.Request) -> web.Response:
    ident, body = request.match_info["survey"], await read(request, SwitchBody)
    if not await services(request).engine.write(lambda tx: surveys.enable(tx, ident, body.enabled)):
        raise NotFound(UNKNOWN)
    return answer({})


async def order(request: web.Request) -> web.Response:
    """The named ones first, in this order."""
    body = await read(request, OrderBody)
    await services(request).engine.write(lambda tx: surveys.order(tx, body.order))
    return answer({})


async def remove(request: web.Request) -> web.Response:
    """Its answers keep their questions."""
    ident, it = request.match_info["survey"], services(request)
    at = it.clock()
    if not await it.engine.write(lambda tx: surveys.remove(tx, ident, at)):
        raise NotFound(UNKNOWN)
    return answer({})


async def bring_back(request: web.Request) -> web.Response:
    ident = request.match_info["survey"]
    if not await services(request).engine.write(lambda tx: surveys.bring_back(tx, ident)):
        raise NotFound(UNKNOWN)
    return answer({})
