"""Something that happened and that somebody may have to know."""

from typing import Literal

from msgspec import field

from bot.model import Metric, Struct

Kind = Literal[
    "rating",
    "episode",
    "case_due",
    "case_late",
    "booking",
    "booking_moved",
    "booking_cancelled",
    "booking_soon",
    "line",
]
"""A rating was given or changed; a contact began an episode; a case will soon be overdue, or is; a call was booked,
moved or cancelled by somebody else than its agent, begins soon; the line is long.
"""

OF_CALLS: frozenset[Kind] = frozenset({"booking", "booking_moved", "booking_cancelled", "booking_soon"})


class Fact(Struct, frozen=True, kw_only=True):
    kind: Kind
    subject: str  # what it is about: a rule speaks of each once, however often the fact is told
    at: int
    contact: str | None = None  # None: nobody in particular, as of the line or a kiosk
    name: str | None = None  # of the contact
    labels: tuple[str, ...] = ()  # of the contact, and
    attributes: dict[str, str] = field(default_factory=dict)
    conversation: str | None = None
    request: str | None = None
    case: str | None = None
    metric: Metric | None = None
    value: int | None = None  # on the metric's scale
    again: bool = False  # of a rating: the customer was asked again, after a recovery
    words: str = ""  # the customer's comment
    agent: str | None = None  # who had the conversation, or who owns the case, or is or was booked
    since: int | None = None  # of a booking: when it begins; of the line: when the longest wait began
    was: int | None = None  # of a booking that was moved: when it was to begin
    colleague: str | None = None  # whose a moved booking is now, no more `agent`'s; who cancelled one for the customer
    count: int | None = None  # of the line: how many wait; else how often it happened to the contact within
    days: int | None = None  # so many, where a rule asks
