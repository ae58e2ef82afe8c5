"""A journey as data: what sets it off, its steps, and what speaks against them."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import tomli_w
from msgspec import Meta

from bot.sentence import Sentence
from bot.surveys.definition import PLACEHOLDER
from bot.validation import unfit
from knowledge.article import KEY, LANGUAGE

ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
MOST_STEPS = 20
PLACEHOLDERS = ("name", "product")

Line = Annotated[str, Meta(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f]*\S[^\x00-\x1f]*$")]
Hours = Annotated[float, Meta(ge=0, le=24 * 366)]
Words = dict[str, Annotated[str, Meta(max_length=2000)]]
"""By language. A text may hold {name} and {product}; `{name|there}` says what stands for one that is not known."""


class JourneyError(ValueError):
    """A journey that cannot be kept. `field` is the place of what is wrong, such as "steps.0.text"."""

    def __init__(self, field: str, message: Sentence) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    pass


class Trigger(_Part, frozen=True, kw_only=True):
    kind: Line  # of touchpoint
    product: Annotated[str, Meta(max_length=100)] = "*"  # a pattern, in which * stands for anything
    places: tuple[Line, ...] = ()  # shops; (): anywhere


class SendArticles(_Part, frozen=True, kw_only=True, tag_field="does", tag="articles"):
    """Articles of these keys, and those that fit all of category, label and product, as far as these are given."""

    after_h: Hours  # since the touchpoint, as in all steps
    text: Words = {}  # said above them
    keys: tuple[str, ...] = ()
    category: Line | None = None
    label: Line | None = None  # a tag of theirs
    about_product: bool = False  # only those that name the touchpoint's product
    most: Annotated[int, Meta(ge=1, le=5)] = 3


class SayText(_Part, frozen=True, kw_only=True, tag_field="does", tag="text"):
    after_h: Hours
    text: Words


class AskSurvey(_Part, frozen=True, kw_only=True, tag_field="does", tag="survey"):
    after_h: Hours
    survey: Line  # its id


class CheckIn(_Part, frozen=True, kw_only=True, tag_field="does", tag="check_in"):
    """Asks whether all works, with two buttons; who needs help gets it from the bot, or joins the line."""

    after_h: Hours
    text: Words
    help: Literal["bot", "person"] = "bot"


Step = SendArticles | SayText | AskSurvey | CheckIn


class Journey(_Part, frozen=True, kw_only=True):
    id: str
    name: Line  # for managers
    trigger: Trigger
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=MOST_STEPS)]
    unless: tuple[Line, ...] = ("returned", "cancelled")  # kinds of touchpoints that end it for this product
    every_days: Annotated[float, Meta(ge=0, le=3660)] = 0  # not again for the same contact within; 0: each time
    skip_if_open: bool = False  # a conversation under way ends a step; False: the step waits until it is over


_decoder = msgspec.json.Decoder(Journey)


def decode(stored: str | bytes) -> Journey:
    """Of what `encode` made."""
    return _decoder.decode(stored)


def encode(journey: Journey) -> str:
    return msgspec.json.encode(journey).decode()


def checked(journey: Journey) -> Journey:
    """Raises JourneyError."""
    if not ID.fullmatch(journey.id):
        raise JourneyError("id", Sentence("An id is 1-40 of a-z, digits and -."))
    for number, step in enumerate(journey.steps):
        _check_step(step, f"steps.{number}")
    hours = [step.after_h for step in journey.steps]
    if hours != sorted(hours):
        raise JourneyError("steps", Sentence("The steps must stand in the order of their time."))
    return journey


def _check_step(step: Step, at: str) -> None:
    if isinstance(step, AskSurvey):
        return
    _check_words(step.text, f"{at}.text", needed=not isinstance(step, SendArticles))
    if isinstance(step, SendArticles):
        if not (step.keys or step.category or step.label or step.about_product):
            raise JourneyError(at, Sentence("Say which articles: by key, category, label or the product's name."))
        for key in step.keys:
            if not KEY.fullmatch(key):
                raise JourneyError(f"{at}.keys", Sentence("{key} is not an article's key.", key=repr(key[:40])))


def _check_words(words: Words, at: str, *, needed: bool) -> None:
    for language, text in words.items():
        if not LANGUAGE.fullmatch(language):
            raise JourneyError(at, Sentence("{code} is not a language code such as 'en'.", code=repr(language[:20])))
        if not text.strip():
            raise JourneyError(f"{at}.{language}", Sentence("The text is empty."))
        for found in PLACEHOLDER.finditer(text):
            if found["name"] not in PLACEHOLDERS:
                odd = f"{{{found['name']}}}"
                said = Sentence("There is no placeholder {odd}; there are {known}.", odd=odd, known="{name}, {product}")
                raise JourneyError(f"{at}.{language}", said)
        if {"{", "}"} & set(PLACEHOLDER.sub("", text)):
            raise JourneyError(
                f"{at}.{language}", Sentence("Braces stand around placeholders only, such as {name} or {name|there}.")
            )
    if needed and not words:
        raise JourneyError(at, Sentence("Write the text in at least one language."))


# -- as TOML -----------------------------------------------------------------------


def of_toml(text: str) -> tuple[Journey, ...]:
    """A file holds one journey, or several as [[journeys]]. Raises JourneyError."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise JourneyError("", Sentence("This is not valid TOML: {said}.", said=error)) from None
    tables = table["journeys"] if isinstance(table.get("journeys"), list) else [table]
    return tuple(of_table(each) for each in tables)


def sample() -> tuple[Journey, ...]:
    return of_toml(Path(__file__).with_name("sample.toml").read_text(encoding="utf-8"))


def of_table(table: Any) -> Journey:
    """What was read of TOML or JSON. Raises JourneyError."""
    try:
        return checked(msgspec.convert(table, Journey))
    except msgspec.ValidationError as error:
        found = unfit(error)
        raise JourneyError(found.place, found.message) from None


def to_toml(journeys: Iterable[Journey]) -> str:
    return tomli_w.dumps({"journeys": [msgspec.to_builtins(each) for each in journeys]}, multiline_strings=True)
