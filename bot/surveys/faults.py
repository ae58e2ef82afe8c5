"""What is wrong with a survey, told by its key and in plain words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from bot.sentence import Sentence
from bot.surveys.definition import (
    IDENT,
    LABEL,
    LANGUAGE,
    LOOKS,
    MOST_CHOICES,
    MOST_FILTERS,
    MOST_FOLLOW_UPS,
    PLACEHOLDER,
    PLACEHOLDERS,
    QUESTION,
    RESERVED,
    SCALES,
    YEAR_H,
    Ask,
    FollowUp,
    Survey,
    values,
)
from bot.validation import unfit


@dataclass(frozen=True, slots=True)
class Fault:
    key: str  # such as "follow_ups.0.question.en"; "": the whole
    message: Sentence
    line: int | None = None  # of the file, from 1; None: not known

    def __str__(self) -> str:
        place = f"{self.key}: " if self.key else ""
        return f"line {self.line}: {place}{self.message}" if self.line else f"{place}{self.message}"


class SurveyError(ValueError):
    """What was read is no survey. `faults`: at least one."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


def checked(data: Any) -> Survey:
    """Of JSON or TOML as it was parsed. Raises SurveyError."""
    try:
        made = msgspec.convert(data, Survey)
    except msgspec.ValidationError as error:
        raise SurveyError((_unfit(error),)) from None
    if found := tuple(faults(made)):
        raise SurveyError(found)
    return made


def faults(it: Survey) -> Iterator[Fault]:
    """All that msgspec cannot see."""
    yield from _ident("id", it.id)
    if it.id in RESERVED:
        yield Fault("id", Sentence("{id} means something else already. Choose another id.", id=it.id))
    if it.look not in LOOKS[it.metric]:
        yield Fault("look", _look(it))
    yield from _worded("question", it.question, QUESTION)
    if not it.question:
        yield Fault("question", Sentence("A survey needs its question in at least one language."))
    yield from _worded("thanks", it.thanks, QUESTION)
    yield from _ends("", it.low, it.high)
    yield from _among("book_for", it.book_for, it)
    if it.book_for and it.after != "book":
        yield Fault("book_for", Sentence('Values to book a call after need after = "book".'))
    if len(it.follow_ups) > MOST_FOLLOW_UPS:
        yield Fault("follow_ups", Sentence("A survey has at most {most} follow-up questions.", most=MOST_FOLLOW_UPS))
    yield from _twice("follow_ups", [each.id for each in it.follow_ups])
    for number, each in enumerate(it.follow_ups):
        yield from _follow_up(f"follow_ups.{number}", each, it)
    yield from _asking(it.ask)
    yield from _times(it)


def _follow_up(key: str, it: FollowUp, of: Survey) -> Iterator[Fault]:
    yield from _ident(f"{key}.id", it.id)
    yield from _worded(f"{key}.question", it.question, QUESTION)
    if not it.question:
        yield Fault(f"{key}.question", Sentence("A further question needs its words in at least one language."))
    yield from _among(f"{key}.values", it.values, of)
    yield from _ends(f"{key}.", it.low, it.high)
    if (it.low or it.high) and it.kind != "scale":
        yield Fault(f"{key}.low" if it.low else f"{key}.high", Sentence("Only a scale has words at its ends."))
    if it.kind != "chips":
        if it.choices:
            yield Fault(f"{key}.choices", Sentence("Only chips have choices."))
        return
    if not 2 <= len(it.choices) <= MOST_CHOICES:
        yield Fault(f"{key}.choices", Sentence("Chips need 2 to {most} choices.", most=MOST_CHOICES))
    yield from _twice(f"{key}.choices", [each.id for each in it.choices])
    for number, each in enumerate(it.choices):
        yield from _ident(f"{key}.choices.{number}.id", each.id)
        yield from _worded(f"{key}.choices.{number}.words", each.words, LABEL)
        if not each.words:
            yield Fault(f"{key}.choices.{number}.words", Sentence("A choice needs its words in at least one language."))


def _asking(it: Ask) -> Iterator[Fault]:
    if not 0 <= it.share <= 100:
        yield Fault("ask.share", Sentence("The share is 0 to 100 %."))
    for name in ("channels", "languages", "handlers", "touchpoints", "places"):
        wanted: tuple[str, ...] = getattr(it, name)
        if len(wanted) > MOST_FILTERS:
            yield Fault(f"ask.{name}", Sentence("At most {most} of them.", most=MOST_FILTERS))
        for number, each in enumerate(wanted):
            if not 1 <= len(each.strip()) <= 100:
                yield Fault(f"ask.{name}.{number}", Sentence("This text has 1 to {most} characters.", most=100))


def _times(it: Survey) -> Iterator[Fault]:
    if not 0 <= it.delay_h <= YEAR_H:
        yield Fault("delay_h", Sentence("The delay is 0 to {most} hours.", most=YEAR_H))
    if not 1 <= it.deadline_h <= YEAR_H:
        yield Fault("deadline_h", Sentence("The deadline is 1 to {most} hours after the asking.", most=YEAR_H))
    if it.reminder_h is not None and not 1 <= it.reminder_h < it.deadline_h:
        yield Fault(
            "reminder_h", Sentence("The reminder comes at least 1 hour after the asking, and before the deadline.")
        )


def _ident(key: str, ident: str) -> Iterator[Fault]:
    if not IDENT.fullmatch(ident):
        yield Fault(key, Sentence("An id has 1 to 32 of a-z, 0-9, - and _, and begins with a letter or digit."))


def _ends(prefix: str, low: Mapping[str, str], high: Mapping[str, str]) -> Iterator[Fault]:
    yield from _worded(f"{prefix}low", low, LABEL)
    yield from _worded(f"{prefix}high", high, LABEL)


def _worded(key: str, words: Mapping[str, str], longest: int) -> Iterator[Fault]:
    for language, text in words.items():
        if not LANGUAGE.fullmatch(language):
            yield Fault(f"{key}.{language}", Sentence("A language is named by its code, such as en or sl."))
        if not 1 <= len(text.strip()) <= longest:
            yield Fault(f"{key}.{language}", Sentence("This text has 1 to {most} characters.", most=longest))
        if "\x00" in text:
            yield Fault(f"{key}.{language}", Sentence("Text may not contain the NUL character."))
        yield from _placeholders(f"{key}.{language}", text)


def _placeholders(key: str, text: str) -> Iterator[Fault]:
    for found in PLACEHOLDER.finditer(text):
        if found["name"] not in PLACEHOLDERS:
            known, odd = ", ".join(f"{{{name}}}" for name in sorted(PLACEHOLDERS)), f"{{{found['name']}}}"
            yield Fault(key, Sentence("There is no placeholder {odd}; there are {known}.", odd=odd, known=known))
    rest = PLACEHOLDER.sub("", text)
    if "{" in rest or "}" in rest:
        yield Fault(key, Sentence("Braces stand around placeholders only, such as {name} or {name|there}."))


def _among(key: str, wanted: tuple[int, ...], of: Survey) -> Iterator[Fault]:
    allowed = values(of)
    for number, value in enumerate(wanted):
        if value not in allowed:
            scale = ", ".join(map(str, allowed))
            yield Fault(f"{key}.{number}", Sentence("{value} is not on the scale: {scale}.", value=value, scale=scale))


def _twice(key: str, idents: list[str]) -> Iterator[Fault]:
    for number, ident in enumerate(idents):
        if ident in idents[:number]:
            yield Fault(f"{key}.{number}.id", Sentence("{id} is there twice.", id=ident))


def _look(it: Survey) -> Sentence:
    looks = ", ".join(LOOKS[it.metric])
    return Sentence(
        "{metric} is asked with one of {looks}, not with {look}.", metric=it.metric.upper(), looks=looks, look=it.look
    )


# -- what msgspec says, in plain words ---------------------------------------------------

_CHOICES: dict[str, tuple[str, ...]] = {
    "metric": tuple(SCALES),
    "look": LOOKS["csat"],
    "kind": ("chips", "text", "scale"),
    "after": ("nothing", "book"),
    "moments": ("episode", "call", "later", "touchpoint", "reask", "kiosk", "link"),
}


def _unfit(error: msgspec.ValidationError) -> Fault:
    """Of a choice with what there is to choose from."""
    found = unfit(error)
    name = next((part for part in reversed(found.place.split(".")) if not part.isdigit()), "")
    if found.odd is not None and name in _CHOICES:
        choices = ", ".join(_CHOICES[name])
        return Fault(found.place, Sentence("This must be one of {choices}, not {odd}.", choices=choices, odd=found.odd))
    return Fault(found.place, found.message)
