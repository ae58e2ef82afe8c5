"""A touchpoint as shops tell it: what happened to whom, when, about what. Read strictly, refused in plain sentences."""

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from bot.clock import DAY_MS, MINUTE_MS
from bot.sentence import Sentence
from bot.validation import unfit

KNOWN_KINDS = ("bought", "shipped", "delivered", "returned", "cancelled", "account_changed")
"""Those that the pages have words for; others are free words."""

AHEAD_MS = 366 * DAY_MS
"""How far ahead a touchpoint may lie, such as an appointment."""
SKEW_MS = 5 * MINUTE_MS
"""By which a shop's clock may be fast."""
FIRST_MS = 946_684_800_000  # the year 2000
MOST_FACTS = 20
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,189}")

_SIGNS = r"^[^\x00-\x1f\x7f]*$"
Line = Annotated[str, Meta(max_length=200, pattern=_SIGNS)]
Name = Annotated[str, Meta(min_length=1, max_length=200, pattern=_SIGNS)]
Moment = Annotated[int, Meta(ge=0, le=2**53)] | Annotated[str, Meta(max_length=40)]
"""UTC ms, or ISO 8601 with its offset."""
Fact = bool | int | float | Line
FactName = Annotated[str, Meta(min_length=1, max_length=40, pattern=_SIGNS)]


class TouchpointError(ValueError):
    """A touchpoint that cannot be taken. `field` names what is wrong, "" where it is the whole."""

    def __init__(self, field: str, message: Sentence) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    pass


class Customer(_Part, frozen=True, kw_only=True):
    """Whom it happened to: by the shop's own number, an email address, or Heard's id of the contact."""

    number: Line | None = None
    email: Line | None = None
    contact: Annotated[str, Meta(max_length=64)] | None = None
    name: Annotated[str, Meta(max_length=80)] | None = None
    language: Annotated[str, Meta(max_length=35)] | None = None


class Consent(_Part, frozen=True, kw_only=True):
    """Whether the customer wants to hear from the shop unasked, and how and when they said so."""

    allowed: bool
    how: Name
    at: Moment


class Told(_Part, frozen=True, kw_only=True):
    """As it came in."""

    id: Name  # the sender's own; the same again is taken once
    kind: Name
    customer: Customer
    at: Moment
    product: Line | None = None
    place: Line | None = None  # the shop
    facts: Annotated[dict[FactName, Fact], Meta(max_length=MOST_FACTS)] = {}
    consent: Consent | None = None


class Agreed(_Part, frozen=True, kw_only=True):
    """Consent as it is taken."""

    allowed: bool
    how: str
    at: int


class Touchpoint(_Part, frozen=True, kw_only=True):
    """As it is taken: tidy, with times in UTC ms."""

    id: str
    kind: str
    customer: Customer
    at: int
    product: str | None = None
    place: str | None = None
    facts: dict[str, Fact] = {}
    consent: Agreed | None = None

    @property
    def body_hash(self) -> str:
        """The same for what says the same, whatever the order of its fields."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()


def read(raw: bytes | Mapping[str, Any], now: int, zone: tzinfo | None = None) -> Touchpoint:
    """JSON, or what was read of it. `zone`: of times that say none; None: they must. Raises TouchpointError."""
    try:
        told = msgspec.json.decode(raw, type=Told) if isinstance(raw, bytes) else msgspec.convert(raw, Told)
    except msgspec.ValidationError as error:
        found = unfit(error)
        raise TouchpointError(found.place, found.message) from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise TouchpointError("", unfit(error).message) from None
    return _tidy(told, now, zone)


def _tidy(told: Told, now: int, zone: tzinfo | None) -> Touchpoint:
    at = moment("at", told.at, zone)
    if not FIRST_MS <= at <= now + AHEAD_MS:
        raise TouchpointError("at", Sentence("The time must lie after the year 2000, and at most a year ahead."))
    return Touchpoint(
        id=_line("id", told.id),
        kind=_line("kind", told.kind),
        customer=tidy_customer(told.customer),
        at=at,
        product=_optional(told.product),
        place=_optional(told.place),
        facts=told.facts,
        consent=_consent(told.consent, now, zone) if told.consent else None,
    )


def tidy_customer(told: Customer) -> Customer:
    """Raises TouchpointError."""
    number, email, contact = _optional(told.number), _optional(told.email), _optional(told.contact)
    if number is None and email is None and contact is None:
        raise TouchpointError(
            "customer", Sentence("Say whose it is: customer.number, customer.email or customer.contact.")
        )
    if email is not None and not EMAIL.fullmatch(email):
        raise TouchpointError("customer.email", Sentence("This is not an email address."))
    return Customer(
        number=number,
        email=email.lower() if email else None,
        contact=contact,
        name=_optional(told.name),
        language=(_optional(told.language) or "").partition("-")[0].lower() or None,
    )


def _consent(told: Consent, now: int, zone: tzinfo | None) -> Agreed:
    at = moment("consent.at", told.at, zone)
    if not FIRST_MS <= at <= now + SKEW_MS:
        raise TouchpointError("consent.at", Sentence("Consent cannot be given in the future."))
    return Agreed(allowed=told.allowed, how=_line("consent.how", told.how), at=min(at, now))


def moment(field: str, said: int | str, zone: tzinfo | None = None) -> int:
    """UTC ms. Raises TouchpointError."""
    if isinstance(said, int):
        return said
    try:
        time = datetime.fromisoformat(said.strip())
    except ValueError:
        raise TouchpointError(
            field, Sentence("A time is such as 2026-11-22T14:03:00+01:00, or UTC milliseconds.")
        ) from None
    if time.tzinfo is None:
        if zone is None:
            raise TouchpointError(field, Sentence("Say the time's offset, such as 2026-11-22T14:03:00+01:00 or …Z."))
        time = time.replace(tzinfo=zone)
    try:
        return int(time.astimezone(UTC).timestamp() * 1000)
    except (ValueError, OverflowError):
        raise TouchpointError(field, Sentence("This time is out of range.")) from None


def _line(field: str, text: str) -> str:
    tidy = " ".join(text.split())
    if not tidy:
        raise TouchpointError(field, Sentence("This is empty."))
    return tidy


def _optional(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None
