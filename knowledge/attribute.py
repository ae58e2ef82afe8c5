"""What must be known of a customer before some articles can be answered: which model, which country."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from . import labels
from .article import ATTRIBUTE, LABEL_LENGTH

QUESTION_LENGTH = 500  # characters
MANY = 50  # choices


class AttributeProblem(ValueError):
    """An attribute that cannot be kept; the message says why."""


@dataclass(frozen=True, slots=True)
class AttributeChoice:
    """One value. Raises AttributeProblem."""

    value: str  # as conditions name it; no comma, for these stand between values
    labels: Mapping[str, str] = field(default_factory=dict)  # by language; where there is none the value is shown

    def __post_init__(self) -> None:
        if not labels.is_line(self.value, LABEL_LENGTH) or "," in self.value:
            raise AttributeProblem(f"{self.value[:40]!r} is not a value: one line without a comma.")
        _check(self.labels, LABEL_LENGTH)

    @property
    def names(self) -> tuple[str, ...]:
        """What customers may call it: the value itself, and its labels in all languages."""
        return self.value, *self.labels.values()

    def label(self, language: str, fallback: str) -> str:
        return self.labels.get(language) or self.labels.get(fallback) or self.value


@dataclass(frozen=True, slots=True)
class Attribute:
    """A question about the customer. Raises AttributeProblem."""

    name: str  # in conditions and an article's `needs`: a-z, digits, - and _
    question: Mapping[str, str]  # by language, at least one
    choices: tuple[AttributeChoice, ...] = ()  # () = whatever the customer says

    def __post_init__(self) -> None:
        if not ATTRIBUTE.fullmatch(self.name):
            raise AttributeProblem(f"{self.name[:40]!r} is not a name: 1-40 of a-z, digits, '-' and '_'.")
        if not self.question:
            raise AttributeProblem(f"{self.name!r} has no question in any language.")
        _check(self.question, QUESTION_LENGTH)
        values = {choice.value.casefold() for choice in self.choices}
        if len(values) < len(self.choices):
            raise AttributeProblem(f"{self.name!r} has a value twice.")
        if len(self.choices) > MANY:
            raise AttributeProblem(f"{self.name!r} has {len(self.choices)} values; {MANY} fit.")

    def asked(self, language: str, fallback: str) -> str:
        """The question in `language`, else in `fallback`, else in the first it is written in."""
        return self.question.get(language) or self.question.get(fallback) or next(iter(self.question.values()))

    def value(self, said: str) -> str | None:
        """What a customer's words name: a value or any of its labels, whatever the case. None = none of them."""
        words = " ".join(said.split())
        if not self.choices:
            return words[:LABEL_LENGTH] or None
        for choice in self.choices:
            if words.casefold() in set(map(str.casefold, choice.names)):
                return choice.value
        return None


def named(attribute: Attribute | None, values: Iterable[str], language: str, fallback: str) -> tuple[str, ...]:
    """What customers call the values; one that the attribute does not have (None: it is gone) as it is written."""
    choices = {choice.value.casefold(): choice for choice in attribute.choices} if attribute else {}
    found = ((value, choices.get(value.casefold())) for value in values)
    return tuple(choice.label(language, fallback) if choice else value for value, choice in found)


def _check(texts: Mapping[str, str], longest: int) -> None:
    if wrong := labels.flaw(texts, longest):
        raise AttributeProblem(wrong)
