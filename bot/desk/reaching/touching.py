"""What shops tell of their customers, taken once: whose it is, what they permit, what follows from it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Literal

from bot.desk.base import Ground, clean_name
from bot.desk.reaching.unasked import allow, withdraw
from bot.desk.surveys import surveying
from bot.errors import BadRequest, Conflict, NotFound
from bot.journeys.deciding import fits, planned
from bot.journeys.touchpoint import Customer, Touchpoint
from bot.model import Contact
from bot.store import contacts, conversations, identities, journey_steps, journeys, touchpoints
from bot.store.engine import Tx
from bot.store.identities import Known
from bot.store.touchpoints import Kept
from bot.surveys.deciding import Occasion

AT_ONCE = 50
"""Touchpoints in one transaction: customers' messages wait for no more than that."""


@dataclass(frozen=True, slots=True)
class Taken:
    touchpoint: str
    contact: str
    repeated: bool = False  # it had come before
    new_contact: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    code: Literal["conflict", "not_found"]
    field: str
    message: str


_USED = Refused("conflict", "id", "This id was used for another touchpoint. Choose a new one.")


class People:
    """Who has which number and which address."""

    def at(self, tx: Tx, known: Known, external_id: str) -> str | None:
        found = identities.contact_at(tx, known, external_id)
        return found.id if found else None

    def has(self, tx: Tx, who: str, known: Known) -> bool:
        return known in identities.of(tx, who)


class Draft(People):
    """What was rehearsed, as if it were taken; ids of who is new are made up."""

    def __init__(self) -> None:
        self.told: dict[str, str] = {}  # touchpoints, by id: what they say
        self._at: dict[tuple[Known, str], str] = {}
        self._has: set[tuple[str, Known]] = set()

    def at(self, tx: Tx, known: Known, external_id: str) -> str | None:
        return super().at(tx, known, external_id) or self._at.get((known, external_id))

    def has(self, tx: Tx, who: str, known: Known) -> bool:
        return (who, known) in self._has or super().has(tx, who, known)

    def introduce(self, tx: Tx, who: str, customer: Customer) -> None:
        told: tuple[tuple[Known, str | None], ...] = (("shop", customer.number), ("email", customer.email))
        for known, external_id in told:
            if external_id and not self.has(tx, who, known) and self.at(tx, known, external_id) is None:
                self._at[known, external_id] = who
                self._has.add((who, known))


class Touching:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def take(self, sender: str, told: Sequence[Touchpoint]) -> list[Taken | Refused]:
        """An answer for each, in their order. `sender`: within which their ids are unique."""
        answers: list[Taken | Refused] = []
        for at in range(0, len(told), AT_ONCE):
            answers += await self._ground.engine.write(partial(self._take_all, sender, told[at : at + AT_ONCE]))
        return answers

    async def rehearse(self, sender: str, told: Sequence[Touchpoint], before: Draft) -> list[Taken | Refused]:
        """What `take` would answer, with nothing written; ids of what would be new are "". `before`: what was rehearsed
        with it, which is as if taken, and grows.
        """
        return await self._ground.engine.read(lambda tx: [_look(tx, sender, it, before) for it in told])

    def customer(self, tx: Tx, customer: Customer) -> str:
        """The contact, made where nobody is known by that. Raises NotFound, Conflict."""
        if refused := _refused(tx, customer):
            raise (Conflict if refused.code == "conflict" else NotFound)(refused.message, field=refused.field)
        contact = _contact(tx, customer) or self._new(tx, customer)
        self._introduce(tx, contact, customer)
        return contact.id

    def _new(self, tx: Tx, customer: Customer) -> Contact:
        return contacts.create(tx, name=None, language=self._language(customer), at=self._ground.clock())

    def _take_all(self, sender: str, told: Sequence[Touchpoint], tx: Tx) -> list[Taken | Refused]:
        return [self._take(tx, sender, it) for it in told]

    def _take(self, tx: Tx, sender: str, it: Touchpoint) -> Taken | Refused:
        if answer := _earlier(tx, sender, it) or _refused(tx, it.customer):
            return answer
        now = self._ground.clock()
        found = _contact(tx, it.customer)
        contact = found or self._new(tx, it.customer)
        self._introduce(tx, contact, it.customer)
        kept = touchpoints.add(tx, sender, it, contact.id, now)
        if it.consent is not None:
            (allow if it.consent.allowed else withdraw)(tx, contact.id, it.consent.how, it.consent.at)
        self._plan(tx, kept, now)
        return Taken(kept.id, contact.id, new_contact=found is None)

    def _plan(self, tx: Tx, kept: Kept, now: int) -> None:
        for stored in journeys.enabled(tx):
            if not fits(stored.journey.trigger, kept.happened):
                continue
            for step, due_at, late in planned(stored.journey, kept.happened, now):
                journey_steps.plan(
                    tx,
                    journey=stored.journey.id,
                    version=stored.version,
                    step=step,
                    touchpoint=kept.id,
                    contact=kept.contact,
                    due_at=due_at,
                    late_at=now if late else None,
                )
        about = Occasion(
            moment="touchpoint", subject=kept.id, contact=kept.contact, place=kept.kind, product=kept.product
        )
        surveying.plan(tx, self._ground.config, about, now)

    # -- whose it is -------------------------------------------------------------------

    def _introduce(self, tx: Tx, contact: Contact, customer: Customer) -> None:
        """Fills in what is not known yet: customers' own words about themselves hold on."""
        if customer.number:
            identities.give(tx, contact.id, "shop", customer.number)
        if customer.email:
            identities.give(tx, contact.id, "email", customer.email)
        name, language = contact.name, contact.language
        if name is None and customer.name:
            with suppress(BadRequest):  # one that shows nothing
                name = clean_name(customer.name)
        if customer.language and not contacts.chose_language(tx, contact.id) and not _has_written(tx, contact.id):
            language = self._language(customer)
        if (name, language) != (contact.name, contact.language):
            contacts.save(tx, Contact(id=contact.id, name=name, language=language))

    def _language(self, customer: Customer) -> str:
        bot = self._ground.config.bot
        return customer.language if customer.language in bot.languages else bot.fallback_language


# -- with nothing written ----------------------------------------------------------------


def _look(tx: Tx, sender: str, it: Touchpoint, draft: Draft) -> Taken | Refused:
    if answer := _earlier(tx, sender, it) or _refused(tx, it.customer):
        return answer
    if it.id in draft.told:
        return Taken("", "", repeated=True) if draft.told[it.id] == it.body_hash else _USED
    draft.told[it.id] = it.body_hash
    found = _whose(tx, draft, it.customer)
    draft.introduce(tx, found or f"new {len(draft.told)}", it.customer)
    return Taken("", found or "", new_contact=found is None)


def _earlier(tx: Tx, sender: str, it: Touchpoint) -> Taken | Refused | None:
    known = touchpoints.known(tx, sender, it)
    if known is None:
        return None
    if known.same:
        return Taken(known.id, known.contact, repeated=True)
    return _USED


def _refused(tx: Tx, customer: Customer) -> Refused | None:
    if customer.contact is None:
        return None
    contact = identities.present(tx, customer.contact)
    if contacts.get(tx, contact) is None:
        return Refused("not_found", "customer.contact", "There is no such customer.")
    if customer.number is not None and identities.of(tx, contact).get("shop", customer.number) != customer.number:
        return Refused("conflict", "customer.number", "This contact has another number.")
    return None


def _contact(tx: Tx, customer: Customer) -> Contact | None:
    who = _whose(tx, People(), customer)
    return contacts.get(tx, who) if who is not None else None


def _whose(tx: Tx, people: People, customer: Customer) -> str | None:
    """By Heard's own id, else by the number, else by the address; None: nobody is known by any.

    Somebody known by the address is not taken for the customer of a number where they have another one.
    """
    if customer.contact is not None:
        return identities.present(tx, customer.contact)
    if customer.number is not None and (found := people.at(tx, "shop", customer.number)):
        return found
    found = people.at(tx, "email", customer.email) if customer.email is not None else None
    return None if found is not None and customer.number is not None and people.has(tx, found, "shop") else found


def _has_written(tx: Tx, contact: str) -> bool:
    return conversations.any_of(tx, contact)
