"""Steps of journeys whose time has come: weighed, and done as messages in the contact's conversation."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import structlog
from msgspec.structs import replace

from bot.clock import DAY_MS, MINUTE_MS
from bot.desk.base import Ground
from bot.desk.surveys import surveying
from bot.desk.thread import BY_BOT, Thread, Touched
from bot.journeys.choosing import choose
from bot.journeys.deciding import Do, Facts, Reach, Skip, Wait, decide, ends
from bot.journeys.definition import AskSurvey, CheckIn, Journey, SayText, SendArticles, Words
from bot.model import Body, Channel, Contact, Text
from bot.store import contacts, conversations, journey_steps, journeys, permissions, touchpoints
from bot.store.conversations import Standing
from bot.store.engine import Tx
from bot.store.journey_steps import PlannedStep
from bot.store.touchpoints import Kept
from bot.surveys.deciding import Occasion
from bot.surveys.hours import awake_at
from bot.surveys.wording import Tongue

log = structlog.get_logger()

AGAIN_MS = 10 * MINUTE_MS
"""After which a step that failed is tried anew."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where a contact is reached."""

    channel: Channel
    reach: Reach
    standing: Standing | None = None  # the conversation there; None: it is still to begin


@dataclass(frozen=True, slots=True)
class Due:
    """A step with all that it is about."""

    planned: PlannedStep
    journey: Journey
    kept: Kept
    contact: Contact
    way: Way

    @property
    def language(self) -> str:
        return self.way.standing.conversation.language if self.way.standing else self.contact.language


class Journeys:
    def __init__(self, ground: Ground, watched: Callable[[str], bool]) -> None:
        """`watched`: whether the customer has this conversation open just now."""
        self._ground = ground
        self._watched = watched

    async def do_due(self) -> None:
        now = self._ground.clock()
        for step in await self._ground.engine.read(lambda tx: journey_steps.due(tx, now)):
            await self._look_at(step, visiting=False)

    async def visited(self, contact: str) -> None:
        """The contact has opened the website's chat: what has waited for that is said."""
        now = self._ground.clock()
        for step in await self._ground.engine.read(lambda tx: journey_steps.waiting(tx, contact, now)):
            await self._look_at(step, visiting=True)

    async def _look_at(self, step: str, *, visiting: bool) -> None:
        """A step that fails must not keep the others from their turn."""
        try:
            articles = await self._articles(step)
            await self._ground.commit(partial(self._settle, step=step, articles=articles, visiting=visiting))
        except Exception:
            log.exception("journey_step_failed", step=step)
            until = self._ground.clock() + AGAIN_MS
            await self._ground.engine.write(lambda tx: journey_steps.wait(tx, step, until))

    async def _articles(self, step: str) -> tuple[str, ...]:
        """Keys of those that the step would send, looked for outside of any transaction."""

        def work(tx: Tx) -> tuple[Due, tuple[str, ...]] | None:
            due = self._due(tx, step, visiting=False)
            return (due, contacts.traits(tx, due.contact.id).labels) if due else None

        found = await self._ground.engine.read(work)
        it = found[0].journey.steps[found[0].planned.step] if found else None
        if found is None or not isinstance(it, SendArticles):
            return ()
        due, labels = found
        answers = self._ground.answers
        keys = answers.articles.scope.keys(self._ground.clock(), due.way.channel, labels)
        return await asyncio.to_thread(choose, it, due.kept.product, due.language, answers.articles.all, keys)

    def _settle(self, tx: Tx, *, step: str, articles: tuple[str, ...], visiting: bool) -> tuple[None, Touched | None]:
        now, due = self._ground.clock(), self._due(tx, step, visiting=visiting)
        if due is None:
            return None, None
        facts = self._facts(tx, due, now)
        match decide(due.journey, facts):
            case Skip(reason):
                journey_steps.skip(tx, step, reason, now, facts.ended_by)
            case Wait(until):
                journey_steps.wait(tx, step, until)
            case Do():
                return None, self._do(tx, due, articles, now)
        return None, None

    def _due(self, tx: Tx, step: str, *, visiting: bool) -> Due | None:
        """None: it is settled."""
        planned = journey_steps.get(tx, step)
        if planned is None or planned.state != "planned":
            return None
        journey = journeys.version(tx, planned.journey, planned.version)
        kept, contact = touchpoints.get(tx, planned.touchpoint), contacts.get(tx, planned.contact)
        assert journey is not None and kept is not None and contact is not None
        return Due(planned, journey, kept, contact, self._way(tx, contact.id, visiting=visiting))

    def _facts(self, tx: Tx, due: Due, now: int) -> Facts:
        planned, journey, kept, way = due.planned, due.journey, due.kept, due.way
        stored = journeys.get(tx, planned.journey)
        since = kept.at - round(journey.every_days * DAY_MS)
        here = way.channel is Channel.WIDGET and way.reach == "now"
        return Facts(
            now=now,
            due_at=planned.due_at,
            enabled=stored is not None and stored.enabled and stored.removed_at is None,
            allowed=permissions.allowed(tx, planned.contact),
            ended_by=ends(journey, kept.happened, touchpoints.since(tx, planned.contact, kept.at), now),
            lately=journey.every_days > 0 and journey_steps.began_lately(tx, planned, kept.at, since),
            reach=way.reach,
            awake_at=now if here else self._awake_at(tx, planned.contact, now),
            spoke_at=journey_steps.spoke_at(tx, planned),
            owner=way.standing.conversation.owner.kind if way.standing else None,
        )

    def _awake_at(self, tx: Tx, contact: str, now: int) -> int:
        customs = surveying.customs(tx)
        zone = contacts.timezone(tx, contact, self._ground.config.surveys.timezone)
        return awake_at(now, zone, customs.quiet_from_min, customs.quiet_until_min)

    def _way(self, tx: Tx, contact: str, *, visiting: bool) -> Way:
        """The website's chat while the contact has it open; else Telegram, which reaches who has left; else the next
        visit.
        """
        widget = conversations.of_contact(tx, contact, Channel.WIDGET)
        here = visiting or (widget is not None and self._watched(widget.conversation.id))
        if here:
            return Way(Channel.WIDGET, "now", widget)
        if contacts.address(tx, contact, Channel.TELEGRAM) is not None:
            return Way(Channel.TELEGRAM, "now", conversations.of_contact(tx, contact, Channel.TELEGRAM))
        if widget is not None or contacts.has_token(tx, contact):
            return Way(Channel.WIDGET, "visit", widget)
        return Way(Channel.WIDGET, "never")

    # -- what a step does ----------------------------------------------------------------

    def _do(self, tx: Tx, due: Due, articles: tuple[str, ...], now: int) -> Touched | None:
        it, planned = due.journey.steps[due.planned.step], due.planned
        if isinstance(it, AskSurvey):
            self._ask(tx, due, it, now)
            return None
        bodies = self._bodies(tx, due, it, articles)
        if not bodies:
            journey_steps.skip(tx, planned.id, "nothing", now)
            return None
        thread = Thread.unasked(tx, due.contact, due.way.channel, now, due.contact.language)
        said = [thread.say(BY_BOT, body) for body in bodies]
        journey_steps.done(tx, planned.id, now, thread.id, said[0].seq)
        log.info("journey_step_done", step=planned.id, journey=due.journey.id, conversation=thread.id)
        return thread.save()

    def _bodies(self, tx: Tx, due: Due, it: SendArticles | SayText | CheckIn, articles: tuple[str, ...]) -> list[Body]:
        """The messages, the last of which bears the button that stops them; none where there is nothing to send."""
        said = self._worded(due, it.text)
        match it:
            case SayText():
                return [Text(text=said, offer=("stop",))]
            case CheckIn():
                return [Text(text=said, offer=("works", "need_help", "stop"))]
            case SendArticles():
                told, known = self._ground.answers.articles, contacts.traits(tx, due.contact.id).attributes
                replies = [told.reply(key, due.language, known) for key in articles if told.knows(key)]
                if not replies:
                    return []
                replies[-1] = replace(replies[-1], offer=("stop",))
                return [*([Text(text=said)] if said else []), *replies]

    def _worded(self, due: Due, texts: Words) -> str:
        """ "" where there is no text."""
        known = {"name": due.contact.name or "", "product": due.kept.product or ""}
        return Tongue(due.language, self._ground.config.bot.fallback_language, known).said(texts)

    def _ask(self, tx: Tx, due: Due, it: AskSurvey, now: int) -> None:
        about = Occasion(
            moment="touchpoint",
            subject=due.planned.id,
            contact=due.contact.id,
            place=due.kept.kind,
            product=due.kept.product,
            survey=it.survey,
            delay_h=0,
        )
        if surveying.plan(tx, self._ground.config, about, now) is None:
            journey_steps.skip(tx, due.planned.id, "nothing", now)
        else:
            journey_steps.done(tx, due.planned.id, now, None, None)
