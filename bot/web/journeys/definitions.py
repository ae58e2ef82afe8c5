"""Journeys, for managers: written, switched on and off, taken away and brought back, as files."""

from typing import Annotated, Any

import msgspec
from aiohttp import web
from msgspec import Meta

from bot.clock import DAY_MS
from bot.errors import BadRequest, NotFound, Stale
from bot.journeys import definition
from bot.journeys.definition import AskSurvey, Journey, JourneyError
from bot.store import agents, journey_steps, journeys, surveys, touchpoints
from bot.store.engine import Tx
from bot.store.journeys import Stored
from bot.web.accounts import AGENT
from bot.web.http import Body, answer, read
from bot.web.services import services

LARGEST = 256 * 1024  # bytes of a request
COUNTED_DAYS = 30


class SaveBody(Body, frozen=True):
    journey: dict[str, Any]
    version: Annotated[int, Meta(ge=1, le=2**53)] | None = None  # that it was written on; None: it is new


class SwitchBody(Body, frozen=True):
    enabled: bool


class TextBody(Body, frozen=True):
    toml: str


async def every(request: web.Request) -> web.Response:
    it = services(request)
    since = it.clock() - COUNTED_DAYS * DAY_MS

    def work(tx: Tx) -> dict[str, Any]:
        counts = journey_steps.counts(tx, since)
        return {
            "journeys": [{**_told(stored), "counts": _of(counts, stored)} for stored in journeys.every(tx)],
            "languages": it.config.bot.languages,
            "fallback_language": it.config.bot.fallback_language,
            "kinds": touchpoints.kinds(tx),
            "places": touchpoints.places(tx),
            "surveys": [{"id": kept.survey.id, "enabled": kept.enabled} for kept in surveys.every(tx)],
            "days": COUNTED_DAYS,
        }

    return answer(await it.engine.read(work))


def _told(stored: Stored) -> dict[str, Any]:
    return {
        "id": stored.journey.id,
        "version": stored.version,
        "enabled": stored.enabled,
        "journey": stored.journey,
        "toml": definition.to_toml((stored.journey,)),
    }


def _of(counts: list[dict[str, Any]], stored: Stored) -> list[dict[str, Any]]:
    """Of each step: what is planned, was done, was skipped and why."""
    return [
        {name: row[name] for name in ("step", "state", "reason", "n")}
        for row in counts
        if row["journey"] == stored.journey.id
    ]


async def save(request: web.Request) -> web.Response:
    """A new version where it reads differently; one that is new is switched off. Raises Stale."""
    body, it = await read(request, SaveBody, LARGEST), services(request)
    journey, by, at = checked(body.journey), request[AGENT].id, it.clock()
    if journey.id != request.match_info["journey"]:
        raise BadRequest("The journey's id does not match the address.", field="id")

    def work(tx: Tx) -> dict[str, Any]:
        before = journeys.get(tx, journey.id)
        standing = before if before and before.removed_at is None else None
        if (standing and standing.version) != body.version:
            raise _overtaken(body.version, standing)
        _check_surveys(tx, journey)
        journeys.put(tx, journey, by, at)
        return _told(_one(tx, journey.id))

    return answer(await it.engine.write(work))


def _check_surveys(tx: Tx, journey: Journey) -> None:
    """Raises BadRequest for a step that asks by a survey which is not there; one that is off may be switched on."""
    for number, step in enumerate(journey.steps):
        if isinstance(step, AskSurvey) and surveys.get(tx, step.survey) is None:
            raise BadRequest("There is no such survey. Choose another one.", field=f"steps.{number}.survey")


def _overtaken(version: int | None, standing: Stored | None) -> BadRequest | NotFound | Stale:
    if version is None:
        return BadRequest("There is already a journey with this id. Choose another one.", field="id")
    if standing is None:
        return NotFound("Somebody else has removed this journey.")
    return Stale("Somebody else has changed this journey since you opened it.", version=standing.version)


def checked(table: dict[str, Any]) -> Journey:
    """Raises BadRequest, with the `field` that is wrong."""
    try:
        return definition.of_table(table)
    except JourneyError as error:
        raise BadRequest(error.message, field=error.field) from None


async def switch(request: web.Request) -> web.Response:
    body = await read(request, SwitchBody)

    def work(tx: Tx) -> dict[str, Any]:
        journeys.switch(tx, _one(tx, request.match_info["journey"]).journey.id, on=body.enabled)
        return _told(_one(tx, request.match_info["journey"]))

    return answer(await services(request).engine.write(work))


async def remove(request: web.Request) -> web.Response:
    it = services(request)
    now = it.clock()
    await it.engine.write(lambda tx: journeys.remove(tx, _one(tx, request.match_info["journey"]).journey.id, now))
    return answer({})


async def bring_back(request: web.Request) -> web.Response:
    it = services(request)
    await it.engine.write(lambda tx: journeys.remove(tx, request.match_info["journey"], None))
    return answer(await it.engine.read(lambda tx: _told(_one(tx, request.match_info["journey"]))))


async def versions(request: web.Request) -> web.Response:
    def work(tx: Tx) -> list[dict[str, Any]]:
        names = agents.names(tx)
        return [
            {**msgspec.to_builtins(it), "by": names.get(it.created_by or "")}
            for it in journeys.versions(tx, _one(tx, request.match_info["journey"]).journey.id)
        ]

    return answer({"versions": await services(request).engine.read(work)})


def _one(tx: Tx, journey: str) -> Stored:
    """Raises NotFound."""
    stored = journeys.get(tx, journey)
    if stored is None or stored.removed_at is not None:
        raise NotFound("There is no such journey.")
    return stored


# -- as files -----------------------------------------------------------------------


async def export(request: web.Request) -> web.Response:
    """All, or the one that is named by `id`."""
    wanted = request.query.get("id")

    def work(tx: Tx) -> tuple[Journey, ...]:
        if wanted:
            return (_one(tx, wanted).journey,)
        return tuple(stored.journey for stored in journeys.every(tx))

    found = await services(request).engine.read(work)
    return web.Response(
        text=definition.to_toml(found),
        content_type="application/toml",
        charset="utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{wanted or "journeys"}.toml"',
            "Cache-Control": "no-store",
        },
    )


async def of_text(request: web.Request) -> web.Response:
    """The journeys that a TOML text holds, as JSON: nothing is written."""
    body = await read(request, TextBody, LARGEST)
    try:
        return answer({"journeys": definition.of_toml(body.toml)})
    except JourneyError as error:
        raise BadRequest(error.message, field=error.field) from None
