"""A happy customer is thanked in the conversation, in the transaction of the rating."""

from bot.clock import DAY_MS
from bot.desk.surveys import surveying
from bot.desk.thread import BY_BOT, Thread
from bot.locale import Words, words
from bot.model import Channel, Text
from bot.store import contacts, identities, settings, thanks
from bot.store.engine import Tx
from bot.store.ratings import Request
from bot.surveys.thanks import Kind, Standing, Thanks, due

SETTINGS = "thanks"


def terms(tx: Tx) -> Thanks:
    return settings.get(tx, SETTINGS, Thanks)


def rated(tx: Tx, asked: Request, value: int, now: int, thread: Thread | None) -> tuple[str, ...]:
    """Once for a request, whatever becomes of its value; nobody whom we do not know.

    `thread`: where it was given; None: in no conversation. The streams with news.
    """
    contact = contacts.get(tx, asked.contact) if asked.contact else None
    agreed = terms(tx)
    if contact is None or not due(agreed, asked.metric, value, _standing(tx, asked, now), now):
        return ()
    if thread is not None and thread.conversation.continues_in is None:
        _thank(thread, asked, value, agreed)
        return ()
    found = surveying.thread_about(tx, asked, contact, now)
    _thank(found, asked, value, agreed)
    return found.save().streams


def _thank(thread: Thread, asked: Request, value: int, agreed: Thanks) -> None:
    tx, contact = thread.tx, asked.contact
    for kind in due(agreed, asked.metric, value, _standing(tx, asked, thread.now), thread.now):
        code = thanks.give(tx, contact, asked.id, thread.now) if kind == "code" else None
        said = _said(kind, code, agreed, words(thread.conversation.language))
        if said is not None and thanks.note(tx, asked.id, kind, contact, thread.now):
            thread.say(BY_BOT, Text(text=said))


def _standing(tx: Tx, asked: Request, now: int) -> Standing:
    known = (
        asked.handler in ("agent", "call")
        or bool(identities.of(tx, asked.contact))
        or contacts.address(tx, asked.contact, Channel.TELEGRAM) is not None
    )
    return Standing(known, thanks.had(tx, asked.contact), thanks.given_since(tx, now - DAY_MS))


def given(tx: Tx, asked: Request) -> tuple[str, ...]:
    """What the rating was thanked with, for a page on which somebody sees it who may have no chat."""
    agreed, tongue = terms(tx), words(asked.language)
    said = (_said(kind, code, agreed, tongue) for kind, code in thanks.of_request(tx, asked.id).items())
    return tuple(text for text in said if text is not None)


def _said(kind: Kind, code: str | None, agreed: Thanks, tongue: Words) -> str | None:
    """None: no code is left."""
    if kind == "review":
        site = agreed.review_name
        if site:
            ask = tongue.t("Would you tell others on {site} as well? It takes a minute and helps us a lot:", site=site)
        else:
            ask = tongue.t("Would you tell others as well? It takes a minute and helps us a lot:")
        return f"{ask}\n{agreed.review_url}"
    if code is None:
        return None
    return tongue.t("A small thank-you from us, for your next order: {code}", code=code)
