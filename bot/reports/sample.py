"""What a filter leaves, counted once however many figures are made of it."""

from functools import cached_property

from bot.reports import choosing, durations, episodes, evidence, ratings, recoveries
from bot.reports.books import Books
from bot.reports.episodes import Handled
from bot.reports.evidence import Evidence
from bot.reports.filter import Filter
from bot.reports.ratings import Answers
from bot.reports.recoveries import Recoveries
from bot.reports.shapes import Figure
from bot.reports.table import Array


class Sample:
    def __init__(self, books: Books, where: Filter) -> None:
        self._books = books
        self._where = where
        self._lengths: dict[str, Array] = {}

    @cached_property
    def askings(self) -> Array:
        return choosing.askings(self._books, self._where)

    @cached_property
    def episodes(self) -> Array:
        return choosing.episodes(self._books, self._where)

    @cached_property
    def answers(self) -> Answers:
        return ratings.answers(self._books, self.askings)[0]

    @cached_property
    def again(self) -> Answers:
        """To what was asked again after a recovery, which is in none of the figures."""
        return ratings.answers(self._books, choosing.asked_again(self._books, self._where))[0]

    @cached_property
    def recoveries(self) -> Recoveries:
        return recoveries.recoveries(self._books, self.askings)[0]

    @cached_property
    def handled(self) -> Handled:
        return episodes.handled(self._books, self.episodes)[0]

    def lengths(self, figure: str) -> Array:
        """In order as bot.reports.durations.Ordered says."""
        if figure not in self._lengths:
            (self._lengths[figure],) = durations.lengths(self._books, self.episodes, figure)
        return self._lengths[figure]

    def figure(self, name: str) -> Figure:
        if name in ratings.FIGURES:
            return ratings.FIGURES[name](self.answers)
        if name in durations.FIGURES:
            return durations.median(self.lengths(name))
        return recoveries.recovered(self.recoveries) if name == "recovered" else episodes.FIGURES[name](self.handled)

    def evidence(self, name: str) -> Evidence:
        if name in ratings.FIGURES:
            return evidence.of_answers(name, self.answers)
        if name in durations.FIGURES:
            return evidence.of_lengths(self.lengths(name))
        if name == "recovered":
            return evidence.of_recoveries(self.recoveries)
        return evidence.of_handled(name, self.handled)
