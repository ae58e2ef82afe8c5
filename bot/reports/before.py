"""The figures of ratings alone, for the page that knows no others yet."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.reports.intervals import wilson

SATISFIED = 4
"""CSAT counts values from here on, of 1-5."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One rating request, with its answer where there is one."""

    request: str
    conversation: str
    channel: str
    language: str
    agent: str | None
    agent_name: str | None
    handler: str
    asked_at: int
    value: int | None  # 1..5; None: not answered
    comment: str | None
    answered_at: int | None


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage with its 95 % interval, all 0-100; None where n is 0."""

    value: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    name: str
    asked: int
    answered: int
    mean: float | None
    csat: Share


@dataclass(frozen=True, slots=True)
class Comment:
    at: int
    value: int
    comment: str
    conversation: str
    channel: str
    language: str
    agent: dict[str, str] | None
    handler: str


@dataclass(frozen=True, slots=True)
class Report:
    asked: int
    answered: int
    mean: float | None  # of 1..5
    csat: Share
    distribution: tuple[int, int, int, int, int]  # how many gave 1, 2, 3, 4, 5
    by: dict[str, list[Group]]  # channel, language, agent, handler
    comments: list[Comment]  # the newest first


def csat(values: Sequence[int]) -> Share:
    """The share of 4 and 5 among answers on 1-5, in %."""
    good = sum(value >= SATISFIED for value in values)
    interval = wilson(good, len(values))
    if interval is None:
        return Share(None, None, None, 0)
    return Share(100 * good / len(values), 100 * interval[0], 100 * interval[1], len(values))


def mean(values: Sequence[int]) -> float | None:
    return sum(values) / len(values) if values else None


def report(askings: Sequence[Asking], comments: int = 200) -> Report:
    """At most `comments` of the newest comments."""
    values = [asking.value for asking in askings if asking.value is not None]
    return Report(
        asked=len(askings),
        answered=len(values),
        mean=mean(values),
        csat=csat(values),
        distribution=(values.count(1), values.count(2), values.count(3), values.count(4), values.count(5)),
        by={
            "channel": _groups(askings, lambda it: (it.channel, it.channel)),
            "language": _groups(askings, lambda it: (it.language, it.language)),
            "agent": _groups(
                [it for it in askings if it.agent is not None],
                lambda it: (it.agent or "", it.agent_name or it.agent or ""),
            ),
            "handler": _groups(askings, lambda it: (it.handler, it.handler)),
        },
        comments=_comments(askings)[:comments],
    )


def _groups(askings: Iterable[Asking], key: Callable[[Asking], tuple[str, str]]) -> list[Group]:
    """The most asked first."""
    grouped: dict[tuple[str, str], list[Asking]] = {}
    for asking in askings:
        grouped.setdefault(key(asking), []).append(asking)
    groups = []
    for (ident, name), members in grouped.items():
        values = [it.value for it in members if it.value is not None]
        groups.append(Group(ident, name, len(members), len(values), mean(values), csat(values)))
    return sorted(groups, key=lambda group: (-group.asked, group.name))


def _comments(askings: Iterable[Asking]) -> list[Comment]:
    found = [
        Comment(
            at=it.answered_at or it.asked_at,
            value=it.value,
            comment=it.comment,
            conversation=it.conversation,
            channel=it.channel,
            language=it.language,
            agent={"id": it.agent, "name": it.agent_name or ""} if it.agent else None,
            handler=it.handler,
        )
        for it in askings
        if it.comment and it.value is not None
    ]
    return sorted(found, key=lambda comment: -comment.at)
