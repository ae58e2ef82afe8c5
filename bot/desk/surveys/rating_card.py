"""One asking: its request, and the card that holds it as it stands."""

from msgspec.structs import replace

import knowledge.store
from bot.config import Config
from bot.model import RatingCard
from bot.secret import new_id
from bot.store import agents, contacts, ratings, surveys
from bot.store.engine import Tx
from bot.store.ratings import Request
from bot.surveys import deciding, wording
from bot.surveys.answering import Answered
from bot.surveys.deciding import Occasion
from bot.surveys.definition import Survey
from bot.surveys.wording import Asked, Tongue


def request(
    tx: Tx, config: Config, survey: Survey, version: int, it: Occasion, channel: str, language: str, now: int
) -> Request:
    """Not stored yet, without a message."""
    return Request(
        id=new_id("q"),
        survey=survey.id,
        version=version,
        metric=survey.metric,
        moment=it.moment,
        subject=it.subject,
        occasion=it.occasion,
        contact=it.contact,
        conversation=it.conversation,
        episode=it.episode,
        channel=channel,
        language=language,
        handler=it.handler,
        agent=it.agent,
        team=it.team,
        article=it.article,
        topic=it.topic,
        place=it.place,
        seq=0,
        asked_at=now,
        edit_until=deciding.deadline(survey, now),
        placeholders=_placeholders(tx, config, it, language),
    )


def _placeholders(tx: Tx, config: Config, it: Occasion, language: str) -> dict[str, str]:
    contact = contacts.get(tx, it.contact)
    agent = agents.get(tx, it.agent) if it.agent else None
    article = knowledge.store.get(tx, it.article) if it.article else None
    known = {
        "name": contact and contact.name,
        "agent": agent and agent.name,
        "article": article and article.translation(language, config.bot.fallback_language).title,
        "product": it.product,
    }
    return {name: value for name, value in known.items() if value}


def card(tx: Tx, config: Config, of: Request, now: int) -> RatingCard:
    """As it stands on disk."""
    return made(config, of, surveys.at_version(tx, of.survey, of.version), ratings.answered(tx, of.id), now)


def made(config: Config, of: Request, survey: Survey, answered: Answered, now: int) -> RatingCard:
    tongue = Tongue(of.language, config.bot.fallback_language, of.placeholders)
    card = wording.card(survey, tongue, Asked(of.id, of.moment, of.edit_until, now >= of.edit_until), answered)
    return card if of.contact else replace(card, offer=())  # nobody can be called whom we do not know
