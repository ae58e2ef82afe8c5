"""A recovery case: what a low value opened, and how far it has come."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from bot.model import Contact, Metric, Person, Struct


class Step(StrEnum):
    """What is to be done next, in this order."""

    HEAR = "hear"
    APOLOGISE = "apologise"  # and say that one understands
    RESOLVE = "resolve"
    DIAGNOSE = "diagnose"
    CLOSED = "closed"


class Outcome(StrEnum):
    RECOVERED = "recovered"  # asked again, the customer was content
    NOT_RECOVERED = "not_recovered"
    UNANSWERED = "unanswered"  # asked again, and no answer by the deadline
    NOT_ASKED = "not_asked"  # resolved, and nobody could or should be asked again
    DISMISSED = "dismissed"  # closed without recovery: a slip of the finger, a joke


VERDICTS = frozenset({Outcome.RECOVERED, Outcome.NOT_RECOVERED})
"""Outcomes that a customer gave; nothing but a later answer replaces one."""

Lack = Literal["missing", "wrong"]
"""What the knowledge lacks: an article, or a right one."""


class Case(Struct, frozen=True, kw_only=True):
    id: str
    request: str  # the rating request whose value opened it
    contact: Contact
    conversation: str
    episode: int | None = None  # that was asked about; None: something else was
    metric: Metric
    value: int  # as it is now
    words: str = ""  # the customer's comment
    channel: str
    language: str
    agent: Person | None = None  # who had the conversation when it was asked about
    opened_at: int
    round: int = 1  # how often it was opened
    step: Step
    owner: Person | None = None  # None: nobody's yet
    due_at: int  # by when it is to be resolved
    remind_at: int | None = None  # None: nobody is reminded
    reminded_at: int | None = None
    escalated_at: int | None = None  # late, and those who must know have been told
    touched_at: int | None = None  # a person has begun with it in this round; None: nobody has
    heard_at: int | None = None
    apologised_at: int | None = None
    resolved_at: int | None = None
    diagnosed_at: int | None = None
    closed_at: int | None = None
    cause: str | None = None
    tags: tuple[str, ...] = ()
    article: str | None = None  # that was told and is wrong, or that answers it
    lack: Lack | None = None  # None: nothing
    note: str | None = None  # of the diagnosis
    reask_at: int | None = None  # when the customer is to be asked again; None: not now
    reasked_at: int | None = None  # when that was begun
    reask_until: int | None = None  # when it is looked whether they have answered; None: nothing is awaited
    reask: str | None = None  # the rating request of it
    reask_value: int | None = None
    outcome: Outcome | None = None  # None: not known yet

    @property
    def closed(self) -> bool:
        return self.step is Step.CLOSED

    def runs(self) -> bool:
        """Whether its deadline counts: nothing has been resolved yet."""
        return not self.closed and self.resolved_at is None

    def late(self, now: int) -> bool:
        return self.runs() and self.due_at <= now


What = Literal[
    "opened", "value", "withdrawn", "reopened", "claimed", "assigned", "released", "heard", "apologised",
    "apologised_elsewhere", "resolved", "diagnosed", "dismissed", "noted", "reminded", "escalated", "reasked",
    "not_reasked", "answered", "unanswered",
]  # fmt: skip
"""`value`, `withdrawn`, `reminded`, `escalated` and those of the re-ask happen by themselves; `reopened` may."""


class CaseMoment(Struct, frozen=True, kw_only=True):
    """A line of a case's history."""

    at: int
    what: What
    by: Person | None = None  # None: by itself
    text: str | None = None  # what was said or noted; of `assigned` whose it is, of `value` and `answered` the figures


@dataclass(frozen=True, slots=True)
class Change:
    """A case as it is afterwards, and what its history tells of it; no moments: nothing has changed."""

    case: Case
    moments: tuple[CaseMoment, ...] = ()
