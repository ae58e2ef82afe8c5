"""What stands in a message about alerts, in plain text, for mail and chat alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.alerts.fact import Fact
from bot.clock import MINUTE_MS
from bot.locale import Words, words
from bot.model import Metric
from bot.visitor import name_of

MOST = 20  # entries in one message
QUOTED = 300  # characters of a comment


@dataclass(frozen=True, slots=True)
class Message:
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Who a message is for."""

    language: str
    zone: ZoneInfo
    base: str  # of links, without a slash at the end


def message(spoken: Sequence[tuple[str, Fact]], reader: Reader) -> Message:
    """Of each rule's name and its fact, at least one. Rules that speak of the same share an entry."""
    tongue = words(reader.language)
    entries: dict[str, tuple[list[str], Fact]] = {}
    for name, fact in spoken:
        names, _ = entries.get(fact.subject, ([], fact))
        entries[fact.subject] = ([*names, name] if name not in names else names, fact)
    parts = ["\n".join(_lines(names, fact, reader, tongue)) for names, fact in list(entries.values())[:MOST]]
    if (left := len(entries) - MOST) > 0:
        parts.append(tongue.tn("and {n} more", "and {n} more", left))
    return Message(_title(list(entries.values()), tongue), "\n\n".join(parts))


def _title(entries: Sequence[tuple[list[str], Fact]], tongue: Words) -> str:
    if len(entries) > 1:
        return tongue.tn("{n} alert", "{n} alerts", len(entries))
    names, fact = entries[0]
    return ": ".join(filter(None, [", ".join(names), _who(fact, tongue)]))


def _lines(names: Sequence[str], fact: Fact, reader: Reader, tongue: Words) -> Iterator[str]:
    yield " · ".join(names)
    yield " · ".join(filter(None, [_who(fact, tongue), what(fact, reader, tongue)]))
    if fact.words:
        yield "“" + shortened(fact.words, QUOTED) + "”"
    yield link(fact, reader.base)


def _who(fact: Fact, tongue: Words) -> str | None:
    return None if fact.contact is None else name_of(fact.contact, fact.name, tongue)


def what(fact: Fact, reader: Reader, tongue: Words) -> str:
    match fact.kind:
        case "rating":
            return given(fact.metric, fact.value, tongue)
        case "episode":
            if fact.count is None or fact.days is None:
                return tongue.t("started a conversation")
            often = tongue.tn("{n} conversation", "{n} conversations", fact.count)
            return f"{often} " + tongue.tn("within {n} day", "within {n} days", fact.days)
        case "case_due":
            return tongue.t("The recovery case is due soon.")
        case "case_late":
            return tongue.t("The recovery case is overdue.")
        case "booking":
            return tongue.t("Call booked: {time}", time=_time(fact.since, reader))
        case "booking_soon":
            return tongue.t("Call begins: {time}", time=_time(fact.since, reader))
        case "booking_moved" | "booking_cancelled":
            return _changed(fact, reader, tongue)
        case "line":
            minutes = max(0, fact.at - (fact.since or fact.at)) // MINUTE_MS
            waiting = tongue.tn("{n} customer waits", "{n} customers wait", fact.count or 0)
            longest = tongue.tn("the longest for {n} minute", "the longest for {n} minutes", minutes)
            return f"{waiting}, {longest}" if minutes else waiting


def _changed(fact: Fact, reader: Reader, tongue: Words) -> str:
    """A call that was moved or cancelled."""
    time, was, who = _time(fact.since, reader), _time(fact.was, reader), fact.colleague
    if fact.kind == "booking_cancelled":
        told = tongue.t("Call cancelled by {name}: {time}", name=who, time=time) if who else None
        return told or tongue.t("Call cancelled: {time}", time=time)
    told = tongue.t("Call moved to {name}: {time} (it was {was})", name=who, time=time, was=was) if who else None
    return told or tongue.t("Call moved: {time} (it was {was})", time=time, was=was)


def given(metric: Metric | None, value: int | None, tongue: Words) -> str:
    """A value with its scale."""
    match metric:
        case "nps":
            return tongue.t("{value} of 10 (would recommend)", value=value)
        case "ces":
            return tongue.t("{value} of 7 (was easy)", value=value)
    return tongue.t("{value} of 5", value=value)


def _time(at: int | None, reader: Reader) -> str:
    from babel.dates import format_datetime  # a start does without

    moment = datetime.fromtimestamp((at or 0) / 1000, reader.zone)
    return str(format_datetime(moment, "medium", locale=reader.language))


def link(fact: Fact, base: str) -> str:
    """Where somebody can do something about it."""
    if fact.case is not None:
        return f"{base}/recovery/#case/{fact.case}"
    return f"{base}/desk/#{fact.conversation}" if fact.conversation else f"{base}/desk/"


def shortened(text: str, most: int) -> str:
    """On one line, at most `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
