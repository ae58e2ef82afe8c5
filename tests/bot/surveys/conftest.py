"""Surveys, and what has become of them: what the tests around them share."""

from collections.abc import Sequence
from typing import Any

from bot.desk.surveys import surveying
from bot.desk.surveys.due_surveys import DueSurveys
from bot.model import Channel, RatingCard
from bot.store import permissions, settings, surveys
from bot.store.engine import Tx
from bot.surveys import faults
from bot.surveys.deciding import Customs, Occasion
from bot.surveys.definition import Survey
from tests.bot.conftest import Customer, Floor

HOUR_S = 3600
DAY_S = 24 * HOUR_S
AWAKE = Customs(quiet_from_min=0, quiet_until_min=0)


def capped(cap_n: int) -> Customs:
    return Customs(quiet_from_min=0, quiet_until_min=0, cap_n=cap_n)


def made(ident: str, *moments: str, **more: Any) -> Survey:
    plain = {
        "id": ident,
        "metric": "csat",
        "look": "stars",
        "question": {"en": f"{ident}?"},
        "ask": {"moments": moments},
    }
    return faults.checked({**plain, **more})


async def ask_with(floor: Floor, *wanted: Survey, customs: Customs = AWAKE) -> None:
    """These surveys and no others."""

    def work(tx: Tx) -> None:
        for kept in surveys.every(tx):
            surveys.remove(tx, kept.survey.id, 1)
        for survey in wanted:
            surveys.save(tx, survey, None, 1, enabled=True)
        settings.put(tx, surveying.SETTINGS, customs, None, 1)

    await floor.shop.engine.write(work)


async def plan(floor: Floor, it: Occasion, *, allowed: bool = True) -> str | None:
    """`allowed`: the contact has said that we may write unasked."""
    ground, now = floor.shop.ground, floor.clock()

    def work(tx: Tx) -> str | None:
        if allowed:
            permissions.say(tx, it.contact, allowed=True, how="checkout", at=now)
        return surveying.plan(tx, ground.config, it, now)

    return await ground.engine.write(work)


async def turn(floor: Floor, seconds: float = 0) -> None:
    """Time passes, and what is due is done."""
    floor.clock.turn(seconds)
    await DueSurveys(floor.shop.ground).run()


async def cards(customer: Customer) -> list[RatingCard]:
    return [body for body in await customer.bodies() if isinstance(body, RatingCard)]


async def requests(floor: Floor, *columns: str) -> list[Sequence[Any]]:
    rows = await floor.shop.rows(f"SELECT {', '.join(columns)} FROM rating_requests ORDER BY asked_at, rowid")
    return [tuple(row.values()) for row in rows]


async def planned(floor: Floor) -> list[tuple[str, str | None]]:
    rows = await floor.shop.rows("SELECT state, reason FROM planned_askings ORDER BY created_at, rowid")
    return [(row["state"], row["reason"]) for row in rows]


async def solved(floor: Floor, channel: Channel = Channel.WIDGET) -> Customer:
    maja = await floor.customer(channel)
    await maja.ask("where is my order")
    await floor.desk.solved(maja.sender)
    return maja
