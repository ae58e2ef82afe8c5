"""What an agent finds behind the bell: one entry for each subject, whatever number of rules spoke of it."""

from collections.abc import Sequence
from typing import Literal

from bot.alerts.fact import Fact, Kind
from bot.model import Metric, Person, Struct

Gone = Literal["moved", "cancelled"]
"""What has become of a call since it was told that it is booked, or moved, to that time."""


class Alert(Struct, frozen=True, kw_only=True):
    id: str  # the fact's subject
    rules: tuple[str, ...]  # their names
    kind: Kind
    at: int
    contact: Person | None = None  # None: nobody in particular; `name` "": never told
    conversation: str | None = None
    case: str | None = None
    metric: Metric | None = None
    value: int | None = None
    words: str = ""
    since: int | None = None
    was: int | None = None
    colleague: str | None = None
    count: int | None = None
    days: int | None = None
    gone: Gone | None = None
    read: bool = False


def alert(fact: Fact, rules: Sequence[str], at: int, *, gone: Gone | None = None, read: bool = False) -> Alert:
    return Alert(
        id=fact.subject,
        rules=tuple(rules),
        kind=fact.kind,
        at=at,
        contact=Person(id=fact.contact, name=fact.name or "") if fact.contact else None,
        conversation=fact.conversation,
        case=fact.case,
        metric=fact.metric,
        value=fact.value,
        words=fact.words,
        since=fact.since,
        was=fact.was,
        colleague=fact.colleague,
        count=fact.count,
        days=fact.days,
        gone=gone,
        read=read,
    )
