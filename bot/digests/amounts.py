"""Figures by their names and amounts, as a language writes them."""

from bot.locale import Words
from bot.reports.shapes import Unit


def figure_name(name: str, tongue: Words) -> str:
    match name:
        case "csat":
            return tongue.t("Satisfied customers (CSAT)")
        case "nps":
            return tongue.t("Would recommend (NPS)")
        case "ces":
            return tongue.t("It was easy (CES, 1 to 7)")
        case "overall":
            return tongue.t("Overall satisfaction")
        case "response":
            return tongue.t("Answered when asked")
        case "contained":
            return tongue.t("Solved without a person")
        case "stick":
            return tongue.t("Answers that stuck (stick rate)")
        case "repeat":
            return tongue.t("Came back within 7 days")
        case "first_human":
            return tongue.t("First reply by a person")
        case "resolution":
            return tongue.t("Time to resolution")
        case "recovered":
            return tongue.t("Recovered after a bad rating")
    return name


def amount(value: float | None, unit: Unit, tongue: Words, language: str) -> str:
    from babel.numbers import format_decimal, format_percent

    if value is None:
        return "–"
    match unit:
        case "percent":
            return str(format_percent(round(value) / 100, locale=language))
        case "points":
            sign = "+" if value > 0 else ""
            return sign + str(format_decimal(round(value), locale=language))
        case "mean":
            return str(format_decimal(round(value, 1), locale=language))
        case "ms":
            return length(value, tongue)
    return str(format_decimal(round(value), locale=language))


def length(ms: float, tongue: Words) -> str:
    """In its two largest units: "1 min 52 s", "3 h 5 min", "2 d 4 h"."""
    seconds = round(ms / 1000)
    if seconds < 60:
        return tongue.t("{n} s", n=seconds)
    minutes, seconds = divmod(seconds, 60)
    if minutes < 60:
        return tongue.t("{minutes} min {seconds} s", minutes=minutes, seconds=seconds)
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return tongue.t("{hours} h {minutes} min", hours=hours, minutes=minutes)
    days, hours = divmod(hours, 24)
    return tongue.t("{days} d {hours} h", days=days, hours=hours)
