"""Who somebody is beside the browser or the chat that they write from: the shop's customer, where that is proved.

Two contacts become one only where nothing of either is lost: neither has a number of another customer, and no chat app
holds a conversation of both. Two conversations on the website are merged. Else the browser goes on as the customer, and
what was written before stays as it is.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import msgspec

from bot.desk.base import Ground, Sender
from bot.desk.reaching import merging
from bot.desk.speaking import introduce
from bot.desk.thread import Thread, Touched
from bot.errors import Conflict, Gone
from bot.journeys.identity import Identity, vouched
from bot.model import Channel, Traits
from bot.store import contacts, conversations, identities, room_members, rooms, settings
from bot.store.engine import Tx

SETTING = "identity"
MERGED = {Channel.WIDGET, "shop", "email"}
"""Where both may be: two conversations become one, and by addresses somebody is only known."""


@dataclass(frozen=True, slots=True)
class Identified:
    contact: str
    token: str | None = None  # with which the browser comes back as this contact; None: with the one that it has
    later: bool = False  # they are in a call, and become the customer when they say hello after it
    touched: Touched | None = None


class Identifying:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def identify(self, contact: str, number: str, at_s: int, signature: str) -> Identified | None:
        """A browser whose page says which of the shop's customers is there. None: the shop has not signed that."""
        now = self._ground.clock()

        def vouch(tx: Tx) -> bool:
            return vouched(settings.get(tx, SETTING, Identity), number, at_s, signature, now)

        if not await self._ground.engine.read(vouch):
            return None
        return await self._become(lambda tx: as_customer(tx, contact, number, now))

    async def open_link(self, sender: Sender, secret: str) -> Sender:
        """Who the sender is from now on. Raises Gone, Conflict."""
        now = self._ground.clock()
        known = await self._become(lambda tx: by_link(tx, sender.contact, secret, now))
        return Sender(known.contact, sender.channel)

    async def _become(self, work: Callable[[Tx], Identified]) -> Identified:
        def run(tx: Tx) -> tuple[Identified, Touched | None]:
            known = work(tx)
            return known, known.touched

        known = await self._ground.commit(run)
        self._ground.wake_bursts()  # a reply may be owed elsewhere now
        return known


def as_customer(tx: Tx, contact: str, number: str, now: int) -> Identified:
    """A browser's contact, of whom the shop says that it is its customer `number`."""
    mine = identities.of(tx, contact).get("shop")
    if mine == number:
        return Identified(contact)
    customer = identities.contact_at(tx, "shop", number)
    if mine is None and customer is None:
        identities.give(tx, contact, "shop", number)
        return Identified(contact)
    if mine is None and customer is not None:
        if _in_call(tx, contact):
            return Identified(contact, later=True)
        if not _shared(tx, contact, customer.id):
            return Identified(customer.id, touched=_unite(tx, contact, customer.id, now))
    return _go_on_as(tx, customer.id if customer else _new_customer(tx, contact, number, now), now)


def by_link(tx: Tx, contact: str, secret: str, now: int) -> Identified:
    """A Telegram chat's contact, who has opened a one-time link. Raises Gone, Conflict."""
    customer = identities.linked(tx, secret, now)
    if customer is None:
        raise Gone("This link was used or has expired. Ask the shop for a new one.")
    identities.use_link(tx, secret, now)
    if customer == contact:
        return Identified(contact)
    if "shop" in identities.of(tx, contact) and "shop" in identities.of(tx, customer):
        raise Conflict("This chat belongs to another customer of the shop.")
    if _shared(tx, contact, customer) or _in_call(tx, contact):
        raise Conflict("Another chat is connected with this customer already.")
    return Identified(customer, touched=_unite(tx, contact, customer, now))


def _shared(tx: Tx, contact: str, customer: str) -> set[str]:
    """The channels on which both are, and which cannot be merged."""
    return identities.channels(tx, contact) & identities.channels(tx, customer) - MERGED


def _in_call(tx: Tx, contact: str) -> bool:
    """Whether the contact has joined a call, which knows them by who they are now."""
    return any(
        (room := rooms.open_in(tx, standing.conversation.id)) is not None
        and (room.started_at is not None or room_members.get(tx, room.id, contact) is not None)
        for standing in _threads(tx, contact)
    )


def _threads(tx: Tx, contact: str) -> list[conversations.Standing]:
    found = (conversations.of_contact(tx, contact, channel) for channel in Channel)
    return [standing for standing in found if standing is not None]


def _traits(tx: Tx, contact: str, customer: str) -> Traits:
    """Of both together."""
    known, more = contacts.traits(tx, customer), contacts.traits(tx, contact)
    return msgspec.structs.replace(
        known,
        labels=tuple(dict.fromkeys((*known.labels, *more.labels))),
        attributes=more.attributes | known.attributes,
        check=known.check or more.check,
    )


def _unite(tx: Tx, contact: str, customer: str, now: int) -> Touched:
    traits = _traits(tx, contact, customer)
    touched = _merge(tx, contact, customer, now)
    moved = identities.unite(tx, contact, customer)
    streams = {*touched.streams, *contacts.know(tx, customer, traits, now)}
    person = contacts.get(tx, customer)
    assert person is not None
    for conversation in moved:
        thread = Thread.load(tx, conversation, now)
        introduce(thread, person)
        streams |= set(thread.save().streams)
    return replace(touched, streams=tuple(streams))


def _merge(tx: Tx, contact: str, customer: str, now: int) -> Touched:
    """Where both have a conversation on the website."""
    own, other = (conversations.of_contact(tx, each, Channel.WIDGET) for each in (customer, contact))
    if own is None or other is None:
        return Touched((), outgoing=False)
    threads = Thread(tx, own, now), Thread(tx, other, now)
    merging.merge(*threads)
    saved = [thread.save() for thread in threads]
    return Touched(
        streams=tuple(stream for touched in saved for stream in touched.streams),
        outgoing=any(touched.outgoing for touched in saved),
        ended=tuple(room for touched in saved for room in touched.ended),
    )


def _new_customer(tx: Tx, contact: str, number: str, now: int) -> str:
    """Somebody else than who has used this browser before."""
    before = contacts.get(tx, contact)
    language = before.language if before else "en"
    fresh = contacts.create(tx, name=None, language=language, at=now)
    identities.give(tx, fresh.id, "shop", number)
    return fresh.id


def _go_on_as(tx: Tx, contact: str, now: int) -> Identified:
    return Identified(contact, contacts.give_token(tx, contact, now))
