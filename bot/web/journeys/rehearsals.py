"""Who would get what and when by a journey: by what has happened lately, or by something made up."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Annotated, Any, Literal

import msgspec
from aiohttp import web
from msgspec import Meta

from bot.answers.answers import Answers
from bot.clock import DAY_MS
from bot.config import Config
from bot.desk.surveys import surveying
from bot.journeys.choosing import choose
from bot.journeys.deciding import Happened, fits
from bot.journeys.definition import AskSurvey, Journey, SendArticles
from bot.journeys.rehearsing import Audience, Outcome, rehearse
from bot.model import Channel, Contact
from bot.store import contacts, conversations, permissions, surveys, touchpoints
from bot.store.engine import Tx
from bot.store.touchpoints import Kept
from bot.surveys.deciding import Customs
from bot.surveys.hours import awake_at
from bot.surveys.wording import Tongue
from bot.web.http import Body, answer, read
from bot.web.journeys.definitions import LARGEST, checked
from bot.web.services import services

MOST = 500
"""Touchpoints that are looked at."""
SHOWN = 50
"""Of them in the answer."""

Line = Annotated[str, Meta(max_length=200)]


class MadeUp(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    product: Line = ""
    place: Line = ""
    name: Annotated[str, Meta(max_length=80)] = ""
    language: Annotated[str, Meta(max_length=35)]
    at: Annotated[int, Meta(ge=0, le=2**53)] | None = None  # None: now


class RehearseBody(Body, frozen=True):
    journey: dict[str, Any]
    days: Annotated[int, Meta(ge=1, le=366)] = 30
    made_up: MadeUp | None = None  # None: what has come in within the days


@dataclass(frozen=True, slots=True)
class Case:
    """One touchpoint with who it belongs to, as far as the journey asks."""

    contact: Contact
    happened: Happened
    later: tuple[Happened, ...]
    allowed: bool | None
    channel: Channel | None
    zone: str


async def run(request: web.Request) -> web.Response:
    it = services(request)
    body = await read(request, RehearseBody, LARGEST)
    journey, now = checked(body.journey), it.clock()
    since = now - body.days * DAY_MS

    def work(tx: Tx) -> tuple[list[Case], Customs, Collection[str]]:
        made_up = body.made_up
        cases = (
            _cases(tx, journey, since, now, it.config)
            if made_up is None
            else [_made_up(journey, made_up, now, it.config)]
        )
        return cases, surveying.customs(tx), surveys.asking(tx).keys()

    cases, customs, asks = await it.engine.read(work)
    return answer(await asyncio.to_thread(_rehearsed, journey, cases, customs, asks, it.answers, it.config))


def _made_up(journey: Journey, said: MadeUp, now: int, config: Config) -> Case:
    happened = Happened(journey.trigger.kind, said.at or now, said.product or None, said.place or None)
    contact = Contact(id="", name=said.name or None, language=said.language)
    return Case(contact, happened, (happened,), True, Channel.TELEGRAM, config.surveys.timezone)


def _cases(tx: Tx, journey: Journey, since: int, now: int, config: Config) -> list[Case]:
    kinds = [kind for kind in touchpoints.kinds(tx) if fits(journey.trigger, _of_kind(kind, journey))]
    found = touchpoints.between(tx, kinds, since, now + 1, MOST) if kinds else []
    return [_case(tx, kept, config) for kept in found if fits(journey.trigger, kept.happened)]


def _of_kind(kind: str, journey: Journey) -> Happened:
    """Something that fits if its kind does."""
    trigger = journey.trigger
    return Happened(kind, 0, trigger.product, trigger.places[0] if trigger.places else None)


def _case(tx: Tx, kept: Kept, config: Config) -> Case:
    contact = contacts.get(tx, kept.contact)
    assert contact is not None
    telegram = contacts.address(tx, contact.id, Channel.TELEGRAM) is not None
    widget = conversations.of_contact(tx, contact.id, Channel.WIDGET) is not None or contacts.has_token(tx, contact.id)
    return Case(
        contact=contact,
        happened=kept.happened,
        later=tuple(touchpoints.since(tx, contact.id, kept.at)),
        allowed=permissions.allowed(tx, contact.id),
        channel=Channel.TELEGRAM if telegram else Channel.WIDGET if widget else None,
        zone=contacts.timezone(tx, contact.id, config.surveys.timezone),
    )


def _rehearsed(
    journey: Journey, cases: list[Case], customs: Customs, asks: Collection[str], answers: Answers, config: Config
) -> dict[str, Any]:
    articles = cache(partial(_articles, journey, answers))
    spoken: dict[str, list[tuple[int, int]]] = {}  # by contact: of what was said, when it was set off and when it came
    rows: list[dict[str, Any]] = []
    counts: dict[str, int] = {}
    for case in cases:
        said = spoken.setdefault(case.contact.id, [])
        lately = partial(_lately, tuple(said), case.happened.at, round(journey.every_days * DAY_MS))
        awake = partial(_awake, case.zone, customs)
        who = Audience(case.allowed, _channel(case.channel), awake)
        outcomes = rehearse(journey, case.happened, case.later, who, lately=lately)
        steps = [_step(journey, case, outcome, articles, asks, config) for outcome in outcomes]
        for step in steps:
            counts[step["fate"]] = counts.get(step["fate"], 0) + 1
            if step["fate"] in ("sent", "visit"):
                said.append((case.happened.at, step["at"]))
        rows.append({
            "contact": case.contact, "kind": case.happened.kind, "product": case.happened.product,
            "place": case.happened.place, "at": case.happened.at, "allowed": case.allowed,
            "channel": case.channel, "steps": steps,
        })  # fmt: skip
    rows.reverse()
    return {"touchpoints": len(rows), "most": MOST, "counts": counts, "rows": rows[:SHOWN]}


def _lately(said: Sequence[tuple[int, int]], at: int, every_ms: int, now: int) -> bool:
    """Whether something was said until `now` because of what happened within `every_ms` before `at`."""
    return every_ms > 0 and any(at - begun <= every_ms and came <= now for begun, came in said)


def _channel(channel: Channel | None) -> Literal["telegram", "widget"] | None:
    return None if channel is None else "telegram" if channel is Channel.TELEGRAM else "widget"


def _awake(zone: str, customs: Customs, at: int) -> int:
    return awake_at(at, zone, customs.quiet_from_min, customs.quiet_until_min)


def _articles(journey: Journey, answers: Answers, step: int, product: str | None, language: str) -> tuple[str, ...]:
    it = journey.steps[step]
    assert isinstance(it, SendArticles)
    return choose(it, product, language, answers.articles.all)


def _step(
    journey: Journey, case: Case, outcome: Outcome, articles: Any, asks: Collection[str], config: Config
) -> dict[str, Any]:
    """What is said, beside when: the text, the articles' keys, the survey. `asks`: surveys that are switched on."""
    it = journey.steps[outcome.step]
    told: dict[str, Any] = {
        "step": outcome.step,
        "does": it.__struct_config__.tag,
        "at": outcome.at,
        "fate": outcome.fate,
        "detail": outcome.detail,
    }
    sent = outcome.fate in ("sent", "visit")
    if isinstance(it, AskSurvey):
        return {**told, "survey": it.survey, "fate": outcome.fate if not sent or it.survey in asks else "nothing"}
    known = {"name": case.contact.name or "", "product": case.happened.product or ""}
    told["text"] = Tongue(case.contact.language, config.bot.fallback_language, known).said(it.text)
    if isinstance(it, SendArticles):
        told["articles"] = articles(outcome.step, case.happened.product, case.contact.language)
        if not told["articles"] and sent:
            told["fate"] = "nothing"
    return told
