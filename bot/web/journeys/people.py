"""What agents see of a contact beside the conversation: who they are to the shop, what they bought, what is planned."""

from typing import Annotated, Any

from aiohttp import web
from msgspec import Meta

from bot.desk.reaching import unasked
from bot.errors import NotFound
from bot.store import contacts, identities, journey_steps, journeys, permissions, touchpoints
from bot.store.engine import Tx
from bot.store.journey_steps import PlannedStep
from bot.web.http import Body, answer, read
from bot.web.services import services

SHOWN = 20


class PermissionBody(Body, frozen=True):
    allowed: bool
    how: Annotated[str, Meta(min_length=1, max_length=200, pattern=r"\S")]


async def look(request: web.Request) -> web.Response:
    def work(tx: Tx) -> dict[str, Any]:
        contact = _contact(tx, request)
        known = identities.of(tx, contact)
        return {
            "contact": contact,
            "number": known.get("shop"),
            "email": known.get("email"),
            "permission": permissions.newest(tx, contact),
            "touchpoints": touchpoints.of_contact(tx, contact, SHOWN),
            "steps": [_told(tx, step) for step in journey_steps.of_contact(tx, contact, SHOWN)],
        }

    return answer(await services(request).engine.read(work))


async def permit(request: web.Request) -> web.Response:
    """What a customer has told an agent, such as on the phone."""
    it = services(request)
    body, now = await read(request, PermissionBody), it.clock()

    def work(tx: Tx) -> None:
        contact = _contact(tx, request)
        (unasked.allow if body.allowed else unasked.withdraw)(tx, contact, " ".join(body.how.split()), now)

    await it.engine.write(work)
    return await look(request)


def _contact(tx: Tx, request: web.Request) -> str:
    """Raises NotFound."""
    contact = identities.present(tx, request.match_info["contact"])
    if contacts.get(tx, contact) is None:
        raise NotFound("There is no such customer.")
    return contact


def _told(tx: Tx, step: PlannedStep) -> dict[str, Any]:
    journey = journeys.version(tx, step.journey, step.version)
    does = journey.steps[step.step].__struct_config__.tag if journey else None
    return {
        "id": step.id,
        "journey": step.journey,
        "name": journey.name if journey else step.journey,
        "does": does,
        "due_at": step.due_at,
        "state": step.state,
        "reason": step.reason,
        "detail": step.detail,
        "settled_at": step.settled_at,
    }
