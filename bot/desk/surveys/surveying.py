"""Asking customers how it was: at once where an episode ends, later as it is planned, or by a link."""

from dataclasses import replace
from typing import cast

from bot.clock import DAY_MS, MINUTE_MS
from bot.config import Config
from bot.desk.surveys import rating_card
from bot.desk.thread import BY_BOT, Thread
from bot.errors import Conflict
from bot.model import Channel, Contact
from bot.secret import digest, new_secret
from bot.store import cases, contacts, conversations, messages, planned_askings, ratings, settings, surveys
from bot.store.conversations import Standing
from bot.store.engine import Tx
from bot.store.ratings import Request
from bot.surveys import deciding, hours
from bot.surveys.answering import Answered
from bot.surveys.deciding import Customs, Handler, Occasion
from bot.surveys.definition import Survey

SETTINGS = "surveys"
PRESENT_MS = 15 * MINUTE_MS
"""Who has written within this time is still there."""
PREFERRED = (Channel.TELEGRAM, Channel.WIDGET)
"""Where somebody with several threads is asked: first where they are reached though they have left."""


def customs(tx: Tx) -> Customs:
    return settings.get(tx, SETTINGS, Customs)


def often_enough(tx: Tx, contact: str, now: int) -> bool:
    """Whether the contact has been asked as often as may be."""
    wanted = customs(tx)
    return bool(contact) and ratings.asked_since(tx, contact, now - wanted.cap_days * DAY_MS) >= wanted.cap_n


def choose(tx: Tx, it: Occasion, channel: str, language: str) -> tuple[Survey, int] | None:
    """The survey that asks, and its version."""
    asking = surveys.asking(tx)
    survey = deciding.choose((survey for survey, _ in asking.values()), it, channel, language)
    return asking[survey.id] if survey else None


# -- the end of an episode ---------------------------------------------------------------


def ended(thread: Thread, config: Config) -> None:
    """Asks about the episode that has just been resolved, and plans what is asked about it later."""
    it = _of_episode(thread)
    asked = ratings.asked(thread.tx, it.subject, it.occasion, "episode", "call")
    if not asked and not cases.asks_later(thread.tx, thread.id):
        _ask_or_plan(thread, config, it)
    plan(thread.tx, config, deciding.later(it), thread.now)


def _of_episode(thread: Thread) -> Occasion:
    episode = thread.episode()
    return Occasion(
        moment="call" if episode.handler == "call" else "episode",
        subject=thread.id,
        occasion=episode.number,
        contact=thread.conversation.contact.id,
        conversation=thread.id,
        episode=episode.number,
        handler=cast(Handler, episode.handler),
        agent=episode.agent,
        team=episode.team,
        article=episode.article,
        topic=episode.topic,
    )


def _ask_or_plan(thread: Thread, config: Config, it: Occasion) -> None:
    conversation = thread.conversation
    chosen = choose(thread.tx, it, conversation.channel, conversation.language)
    if chosen is None:
        return
    survey, version = chosen
    if not deciding.asks_at_once(survey, it):
        planned_askings.plan(thread.tx, survey.id, it, deciding.due_at(survey, it, thread.now), thread.now)
    elif (awake_at := _awake_at(thread, config)) > thread.now:
        planned_askings.plan(thread.tx, survey.id, it, awake_at, thread.now)
    elif often_enough(thread.tx, it.contact, thread.now):
        if planned := planned_askings.plan(thread.tx, survey.id, it, thread.now, thread.now):
            planned_askings.skip(thread.tx, planned, "cap")
    else:
        ask(thread, config, survey, version, it)


def _awake_at(thread: Thread, config: Config) -> int:
    """When the customer of an episode that has just ended may be asked: at once while they are there, else when it is
    not night for them.
    """
    wrote_at = messages.contact_wrote_at(thread.tx, thread.id)
    if wrote_at is not None and thread.now - wrote_at < PRESENT_MS:
        return thread.now
    wanted = customs(thread.tx)
    zone = contacts.timezone(thread.tx, thread.conversation.contact.id, config.surveys.timezone)
    return hours.awake_at(thread.now, zone, wanted.quiet_from_min, wanted.quiet_until_min)


# -- later -------------------------------------------------------------------------------


def plan(tx: Tx, config: Config, it: Occasion, now: int) -> str | None:
    """The id of the planned asking: it is made once its delay is over, as soon as nothing speaks against it.

    None: no survey fits, or this occasion is planned or asked about already.
    """
    channel, language = _way(tx, config, it)
    chosen = choose(tx, it, channel, language)
    if chosen is None or ratings.asked(tx, it.subject, it.occasion, it.moment):
        return None
    return planned_askings.plan(tx, chosen[0].id, it, deciding.due_at(chosen[0], it, now), now)


def _way(tx: Tx, config: Config, it: Occasion) -> tuple[Channel, str]:
    """The channel and the language in which the contact will be asked, as far as can be told."""
    if (standing := standing_for(tx, it)) is not None:
        return standing.conversation.channel, it.language or standing.conversation.language
    contact = contacts.get(tx, it.contact)
    language = contact.language if contact else config.bot.fallback_language
    return channel_for(tx, it.contact), it.language or language


def standing_for(tx: Tx, it: Occasion) -> Standing | None:
    """The conversation in which it is asked; None: the contact has none yet."""
    if it.conversation is not None:
        return conversations.current(tx, it.conversation)
    found = (conversations.of_contact(tx, it.contact, channel) for channel in PREFERRED)
    return next((standing for standing in found if standing is not None), None)


def channel_for(tx: Tx, contact: str) -> Channel:
    """Of a contact who has no conversation yet."""
    return Channel.TELEGRAM if contacts.address(tx, contact, Channel.TELEGRAM) else Channel.WIDGET


# -- the asking --------------------------------------------------------------------------


def ask(thread: Thread, config: Config, survey: Survey, version: int, it: Occasion) -> Request:
    """A card in the thread. Raises Conflict where this occasion has been asked about."""
    tx, now, conversation = thread.tx, thread.now, thread.conversation
    asked = rating_card.request(
        tx, config, survey, version, it, conversation.channel, it.language or conversation.language, now
    )
    message = thread.say(BY_BOT, rating_card.made(config, asked, survey, Answered(), now))
    reached = conversation.channel is Channel.TELEGRAM  # though they have left; elsewhere the next visit reminds
    return _keep(
        tx,
        replace(
            asked,
            conversation=thread.id,
            episode=it.episode if it.conversation == thread.id else None,
            seq=message.seq,
            remind_at=deciding.remind_at(survey, customs(tx), now) if reached else None,
        ),
    )


def _keep(tx: Tx, asked: Request) -> Request:
    if not ratings.ask(tx, asked):
        raise Conflict("This has been asked already.")
    return asked


# -- by a link ---------------------------------------------------------------------------


def link(tx: Tx, config: Config, it: Occasion, now: int) -> tuple[Request, str]:
    """A request without a message, and the secret of its link; the same occasion again: the same request, another
    secret in place of the one before. Raises Conflict where no survey asks, or the contact was asked often enough.
    """
    if (before := ratings.about(tx, it.moment, it.subject, it.occasion)) is not None:
        return before, relink(tx, before.id)
    _, language = _way(tx, config, it)
    if (chosen := choose(tx, it, "link", language)) is None:
        raise Conflict(_silence(tx, it, language))
    if often_enough(tx, it.contact, now):
        raise Conflict("This customer has been asked as often as the settings allow.")
    secret = new_secret()
    asked = rating_card.request(tx, config, *chosen, it, "link", language, now)
    return _keep(tx, replace(asked, link=digest(secret))), secret


def _silence(tx: Tx, it: Occasion, language: str) -> str:
    """Why no survey asks by a link."""
    if it.survey is not None:
        off = surveys.get(tx, it.survey) is not None
        return "This survey is switched off." if off else "There is no such survey."
    if deciding.fits_any((survey for survey, _ in surveys.asking(tx).values()), it, "link", language):
        return "The survey that asks by a link asks about a share only, and this is not in it. Name it to ask all."
    return "No survey that asks by a link fits. Switch one on, or name it."


def relink(tx: Tx, request: str) -> str:
    """The secret of a new link to an asking; the one before leads nowhere any more."""
    secret = new_secret()
    ratings.give_link(tx, request, secret)
    return secret


def thread_about(tx: Tx, asked: Request, contact: Contact, now: int) -> Thread:
    """Where a rating's customer can be written to: in what was asked about, else where they are reached best."""
    if asked.conversation is not None:
        return Thread.current(tx, asked.conversation, now)
    it = Occasion(moment=asked.moment, subject=asked.subject, occasion=asked.occasion, contact=contact.id)
    standing = standing_for(tx, it)
    if standing is not None:
        return Thread(tx, standing, now)
    return Thread.unasked(tx, contact, channel_for(tx, contact.id), now, asked.language)
