"""A digest in words: headings, figures, quotes and links, in one language and for no medium in particular."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from bot.alerts.wording import given, shortened
from bot.digests.amounts import amount, figure_name
from bot.digests.digest import Digest, Item, Line, Quote, is_better
from bot.locale import Words, words
from bot.visitor import name_of

QUOTED = 300  # characters of a comment


@dataclass(frozen=True, slots=True)
class Row:
    """A figure: `value`, how sure (`about`), what became of it (`change`), and whether that is good."""

    name: str
    value: str
    about: str
    change: str
    mood: Literal["good", "bad", ""] = ""


@dataclass(frozen=True, slots=True)
class Said:
    value: str
    words: str
    who: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Todo:
    """`words` with where it is done; links beneath it are (name, address)."""

    words: str
    link: str
    items: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    language: str
    title: str
    period: str
    summary: str
    rows: tuple[Row, ...]
    todo: tuple[Todo, ...]
    nothing_to_do: str
    worst: tuple[Said, ...]
    best: tuple[Said, ...]
    figures_heading: str
    todo_heading: str
    worst_heading: str
    best_heading: str
    trend_words: str | None  # what the picture shows; None: there is none
    empty: str | None  # instead of figures, where there are none
    foot: str
    reports: str  # the address of the page with all figures
    reports_words: str


def sheet(digest: Digest, base: str) -> Sheet:
    """`base`: of links, without a slash at the end."""
    plan, tongue = digest.plan, words(digest.plan.language)
    period = _period(digest)
    name = {"day": tongue.t("Yesterday"), "week": tongue.t("Last week"), "month": tongue.t("Last month")}[plan.every]
    rows = tuple(_row(line, plan.language, tongue) for line in digest.lines)
    return Sheet(
        language=plan.language,
        title=f"{name}: {_headline(digest, tongue)}",
        period=period,
        summary=_summary(digest, tongue),
        rows=rows,
        todo=tuple(_todo(digest, base, tongue)),
        nothing_to_do=tongue.t("Nothing is waiting for a person."),
        worst=tuple(_said(quote, base, tongue) for quote in digest.worst),
        best=tuple(_said(quote, base, tongue) for quote in digest.best),
        figures_heading=tongue.t("The figures"),
        todo_heading=tongue.t("What needs a person"),
        worst_heading=tongue.t("The least satisfied said"),
        best_heading=tongue.t("The most satisfied said"),
        trend_words=_trend(digest, tongue),
        empty=None if rows else tongue.t("Nobody was asked and nothing was resolved in this period."),
        foot=" ".join(
            (
                tongue.t(
                    "Each figure comes with its 95% interval and n, the number of answers or conversations behind it."
                ),
                tongue.t("“No change beyond chance” means that the difference may be chance alone."),
            )
        ),
        reports=f"{base}/reports/",
        reports_words=tongue.t("All figures"),
    )


# -- the period ------------------------------------------------------------------------


def _period(digest: Digest) -> str:
    from babel.dates import format_date, format_interval, format_skeleton  # as below: a start does without

    zone, language = ZoneInfo(digest.plan.zone), digest.plan.language
    first = datetime.fromtimestamp(digest.since / 1000, zone).date()
    last = datetime.fromtimestamp((digest.until - 1) / 1000, zone).date()
    match digest.plan.every:
        case "day":
            return str(format_date(first, "full", locale=language))
        case "week":
            return str(format_interval(first, last, "yMMMd", locale=language))
    return str(format_skeleton("yMMMM", first, locale=language))


def short_day(at: int, zone: str, every: str, language: str) -> str:
    """Of a point of the trend."""
    from babel.dates import format_skeleton

    day: date = datetime.fromtimestamp(at / 1000, ZoneInfo(zone)).date()
    return str(format_skeleton("yMMM" if every == "month" else "MMMd", day, locale=language))


# -- figures ---------------------------------------------------------------------------


def _row(line: Line, language: str, tongue: Words) -> Row:
    def shown(value: float | None) -> str:
        return amount(value, line.unit, tongue, language)

    interval = f"{shown(line.low)} – {shown(line.high)}, " if line.low is not None and line.high is not None else ""
    mood: Literal["good", "bad", ""] = ""
    if line.verdict in ("higher", "lower"):
        mood = "good" if is_better(line.name, line.verdict == "higher") else "bad"
    return Row(
        name=figure_name(line.name, tongue),
        value=shown(line.value),
        about=f"{interval}n {amount(line.n, 'count', tongue, language)}",
        change=_change(line, shown(line.before), tongue),
        mood=mood,
    )


def _change(line: Line, before: str, tongue: Words) -> str:
    match line.verdict:
        case "higher":
            return tongue.t("up from {before}", before=before)
        case "lower":
            return tongue.t("down from {before}", before=before)
        case "alike":
            return tongue.t("no change beyond chance (before: {before})", before=before)
        case "too_few":
            if line.needed is None:
                return tongue.t("too little to compare")
            return tongue.tn(
                "too little to compare: {n} answer would be needed",
                "too little to compare: {n} answers would be needed",
                line.needed,
            )
    return ""


def _headline(digest: Digest, tongue: Words) -> str:
    """The first figure, or that there is none."""
    known = [line for line in digest.lines if line.value is not None]
    if not known:
        return tongue.t("no answers")
    row = _row(known[0], digest.plan.language, tongue)
    return f"{row.name} {row.value}"


def _summary(digest: Digest, tongue: Words) -> str:
    ended = tongue.tn("{n} conversation ended.", "{n} conversations ended.", digest.conversations)
    asked = tongue.tn("{n} customer was asked,", "{n} customers were asked,", digest.asked)
    told = f"{ended} {asked} " + tongue.tn("{n} answered.", "{n} answered.", digest.answered)
    if not digest.kiosk:
        return told
    return f"{told} " + tongue.tn("{n} more answered at a kiosk.", "{n} more answered at a kiosk.", digest.kiosk)


def _trend(digest: Digest, tongue: Words) -> str | None:
    if digest.trend is None:
        return None
    name = figure_name(digest.trend.name, tongue)
    return tongue.t("{figure} over time, with the 95% interval as a band", figure=name)


# -- what needs a person, and what was said ----------------------------------------------


def _todo(digest: Digest, base: str, tongue: Words) -> Iterator[Todo]:
    needs = digest.needs
    if needs.late:
        yield Todo(
            tongue.tn("{n} recovery case is overdue", "{n} recovery cases are overdue", needs.late),
            f"{base}/recovery/#cases?list=late",
            _links(needs.late_items, base, tongue),
        )
    if needs.open:
        yield Todo(
            tongue.tn("{n} more case is open", "{n} more cases are open", needs.open),
            f"{base}/recovery/#cases?list=open",
        )
    if needs.unanswered:
        yield Todo(
            tongue.tn("{n} customer waits for a reply", "{n} customers wait for a reply", needs.unanswered),
            f"{base}/desk/",
            _links(needs.unanswered_items, base, tongue),
        )
    if needs.risk:
        yield Todo(
            tongue.tn("{n} customer may leave", "{n} customers may leave", needs.risk),
            f"{base}/reports/#risk",
            _links(needs.risk_items, base, tongue),
        )


def _links(items: tuple[Item, ...], base: str, tongue: Words) -> tuple[tuple[str, str], ...]:
    def address(item: Item) -> str:
        if item.case:
            return f"{base}/recovery/#case/{item.case}"
        return f"{base}/desk/#{item.conversation}" if item.conversation else f"{base}/contact/#{item.contact}"

    return tuple((name_of(item.contact or "", item.name, tongue), address(item)) for item in items)


def _said(quote: Quote, base: str, tongue: Words) -> Said:
    return Said(
        value=given(quote.metric, quote.value, tongue),
        words=shortened(quote.words, QUOTED),
        who=name_of(quote.contact or "", quote.name, tongue)
        if quote.contact or quote.name
        else tongue.t("Somebody at a kiosk"),
        link=f"{base}/desk/#{quote.conversation}" if quote.conversation else None,
    )
