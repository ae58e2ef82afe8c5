"""What customers tapped as the reason for their answer."""

from dataclasses import dataclass

import numpy as np

from bot.reports import choosing, ratings
from bot.reports.books import NEVER, Books
from bot.reports.filter import Filter
from bot.reports.shapes import Figure
from bot.reports.share import share


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    n: int
    share: Figure  # of the ratings for which the question was answered
    csat: Figure


@dataclass(frozen=True, slots=True)
class Question:
    survey: str
    question: str
    choices: list[Choice]  # the most frequent first


def reasons(books: Books, where: Filter) -> tuple[int, list[Question]]:
    """How many ratings have a reason, and each question with what was chosen, the one answered most first."""
    rows = choosing.askings(books, where)
    chosen, reason = books.reasons["row"], books.reasons["reason"]
    wanted = np.zeros(books.askings.n, np.bool_)
    wanted[rows] = True
    among = (chosen != NEVER) & wanted[chosen]
    chosen, reason = chosen[among], reason[among]
    surveys = books.askings["survey"][chosen]
    found: dict[tuple[str, str], list[tuple[str, np.ndarray]]] = {}
    for survey, code in {*zip(surveys.tolist(), reason.tolist(), strict=True)}:
        question, _, choice = books.codes["reason"].texts[code].partition("\n")
        having = np.unique(chosen[(surveys == survey) & (reason == code)])
        found.setdefault((books.codes["survey"].texts[survey], question), []).append((choice, having))
    told = [
        (len(answered), Question(survey, question, _choices(books, choices, len(answered))))
        for (survey, question), choices in found.items()
        if len(answered := np.unique(np.concatenate([having for _, having in choices])))
    ]
    told.sort(key=lambda it: (-it[0], it[1].survey, it[1].question))
    return len(np.unique(chosen)), [question for _, question in told]


def _choices(books: Books, choices: list[tuple[str, np.ndarray]], answered: int) -> list[Choice]:
    """More than one may be chosen, so the shares of a question may add up to more than the whole."""
    told = [
        Choice(choice, len(having), share(len(having), answered), ratings.csat(ratings.answers(books, having)[0]))
        for choice, having in choices
    ]
    return sorted(told, key=lambda it: (-it.n, it.id))
