"""How a survey reads in one language, and the card that holds it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.model import CardQuestion, Chip, Moment, RatingCard
from bot.surveys.answering import Answered, following, told
from bot.surveys.definition import PLACEHOLDER, FollowUp, Survey


@dataclass(frozen=True, slots=True)
class Tongue:
    language: str
    fallback: str  # where a text is not there in that
    placeholders: Mapping[str, str]  # name, agent, article, product; what is not known is not there

    def said(self, words: Mapping[str, str]) -> str:
        """ "" where there are no words at all."""
        for language in (self.language, self.fallback):
            if language in words:
                return filled(words[language], self.placeholders)
        return filled(next(iter(words.values()), ""), self.placeholders)


def filled(text: str, placeholders: Mapping[str, str]) -> str:
    """`{name|there}`: "there" where the name is not known. A placeholder without such words goes with the comma beside
    it.
    """

    def stands(found: re.Match[str]) -> str:
        value = placeholders.get(found["name"]) or found["otherwise"]
        return f"{found['before']}{value}" if value else ""

    text = PLACEHOLDER.sub(stands, text).lstrip(", ").rstrip()
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Asked:
    """One asking, as its card tells it."""

    request: str
    moment: Moment
    until: int | None  # None: a card that nobody answers, such as a preview
    closed: bool = False


def card(survey: Survey, tongue: Tongue, asked: Asked, answered: Answered) -> RatingCard:
    value = answered.value
    booked = value is not None and survey.after == "book" and (not survey.book_for or value in survey.book_for)
    return RatingCard(
        request=asked.request,
        text=tongue.said(survey.question),
        value=value,
        comment=answered.comment,
        survey=survey.id,
        metric=survey.metric,
        look=survey.look,
        low=tongue.said(survey.low),
        high=tongue.said(survey.high),
        questions=() if value is None else tuple(question(each, tongue) for each in following(survey, value)),
        answers=told(survey, answered),
        thanks=(tongue.said(survey.thanks) or None) if value is not None else None,
        until=asked.until,
        closed=asked.closed,
        moment=asked.moment,
        offer=("book",) if booked else (),
    )


def question(it: FollowUp, tongue: Tongue) -> CardQuestion:
    return CardQuestion(
        id=it.id,
        kind=it.kind,
        text=tongue.said(it.question),
        choices=tuple(Chip(id=each.id, label=tongue.said(each.words)) for each in it.choices),
        many=it.many,
        low=tongue.said(it.low),
        high=tongue.said(it.high),
    )
