"""What a database needs once: the sample knowledge, surveys to begin with, and a way in for the first manager."""

import knowledge.sample
import knowledge.store
import knowledge.words
from bot.alerts import defaults as alert_defaults
from bot.clock import DAY_MS, Clock
from bot.journeys import definition
from bot.locale import words as catalogue
from bot.model import Role
from bot.store import agents, alert_rules, articles, journeys, meta, surveys, words
from bot.store.engine import Engine, Tx
from bot.surveys import toml

FIRST_INVITATION_MS = DAY_MS

FIRST_RULES = frozenset({"low-rating", "low-again", "comes-again", "case-late", "case-due", "call-booked", "long-line"})
"""What a database has that noted only that it was given rules."""


async def fill(engine: Engine, clock: Clock, language: str) -> None:
    """With what this database was never given: a shop's articles, surveys, a journey, rules worded in `language`."""
    await load_sample(engine, clock)
    await load_surveys(engine, clock)
    await load_journeys(engine, clock)
    await load_alert_rules(engine, clock, language)


async def load_sample(engine: Engine, clock: Clock) -> None:
    """Once for each database: who removes the sample does not get it back."""

    def needed(tx: Tx) -> bool:
        return meta.get(tx, "sample") is None and knowledge.store.count(tx) == 0

    if not await engine.read(needed):
        return
    sample, categories = knowledge.sample.articles(), knowledge.sample.categories()
    at = clock()

    def work(tx: Tx) -> None:
        for article in sample:
            articles.put(tx, article, at, "sample")
        before = knowledge.words.words(tx)
        if not before.categories:
            words.put_categories(tx, categories, before.categories_revision, at)
        meta.put(tx, "sample", "loaded")

    await engine.write(work)


async def load_surveys(engine: Engine, clock: Clock) -> None:
    """What is asked to begin with, also in an older database: where no survey ever was."""
    at = clock()
    if not await engine.read(surveys.ever):
        await engine.write(lambda tx: put_surveys(tx, at))


def put_surveys(tx: Tx, at: int) -> None:
    surveys.take_in(tx, toml.defaults(), None, at)


async def load_journeys(engine: Engine, clock: Clock) -> None:
    """A sample, switched off: once for each database, an older one too."""
    if not await engine.read(lambda tx: meta.get(tx, "journeys") is None):
        return
    found, at = definition.sample(), clock()

    def work(tx: Tx) -> None:
        for journey in found:
            journeys.put(tx, journey, None, at)
        meta.put(tx, "journeys", "loaded")

    await engine.write(work)


async def load_alert_rules(engine: Engine, clock: Clock, language: str) -> None:
    """Who is told what to begin with, worded in `language`: each rule once for each database, an older one too."""
    known = await engine.read(_loaded_rules)
    found = [rule for rule in alert_defaults.rules(catalogue(language)) if rule.id not in known]
    if not found:
        return

    def work(tx: Tx) -> None:
        alert_rules.load(tx, found)
        meta.put(tx, "alert_rules", " ".join(sorted(known | {rule.id for rule in found})))

    await engine.write(work)


def _loaded_rules(tx: Tx) -> frozenset[str]:
    """Ids of those that this database was given, whether they are still there or not."""
    value = meta.get(tx, "alert_rules") or ""
    return FIRST_RULES if value == "loaded" else frozenset(value.split())


async def first_invitation(engine: Engine, public_url: str, clock: Clock) -> str | None:
    """A link that makes a manager's account, where nobody can manage yet; earlier ones stop working."""
    at = clock()

    def work(tx: Tx) -> str | None:
        if agents.managers(tx):
            return None
        agents.withdraw_first_invitations(tx)
        return agents.invite(tx, Role.MANAGER, None, at, at + FIRST_INVITATION_MS)

    secret = await engine.write(work)
    return f"{public_url}/join/#{secret}" if secret else None
