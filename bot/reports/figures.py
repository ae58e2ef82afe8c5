"""The figures by their names: what each is measured in, and which rows are counted for it."""

from bot.reports import choosing, durations, ratings
from bot.reports.books import Books
from bot.reports.filter import Filter
from bot.reports.shapes import Unit
from bot.reports.table import Array

UNITS: dict[str, Unit] = {
    "csat": "percent", "nps": "points", "ces": "mean", "overall": "percent", "response": "percent", "rating": "mean",
    "ratings": "count", "contained": "percent", "stick": "percent", "repeat": "percent", "solved": "percent",
    "conversations": "count", "recovered": "percent", **dict.fromkeys(durations.FIGURES, "ms"),
}  # fmt: skip
"""Every figure, with what it is measured in."""


def of_askings(figure: str) -> bool:
    """Whether askings are counted for it, else episodes."""
    return figure in ratings.FIGURES or figure == "recovered"


def rows_of(books: Books, figure: str, where: Filter) -> Array:
    return choosing.askings(books, where) if of_askings(figure) else choosing.episodes(books, where)
