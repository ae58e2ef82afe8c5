"""Rules as data: of which facts, under which conditions, who is told, and how soon."""

from typing import Annotated, Literal

from msgspec import Meta

from bot.alerts.fact import OF_CALLS, Kind
from bot.errors import BadRequest
from bot.model import Metric, Struct
from knowledge.normalize import words as words_of

SCALES: dict[Metric, tuple[int, int]] = {"csat": (1, 5), "nps": (0, 10), "ces": (1, 7)}
"""The least and the greatest value of each metric."""

Line = Annotated[str, Meta(min_length=1, max_length=100)]
Name = Annotated[str, Meta(min_length=1, max_length=64)]
Lines = Annotated[tuple[Line, ...], Meta(min_length=1, max_length=200)]
Scale = Annotated[int, Meta(ge=0, le=10)]


class Condition(Struct, frozen=True, kw_only=True, tag_field="kind", forbid_unknown_fields=True):
    pass


class Value(Condition, frozen=True, kw_only=True, tag="value"):
    """Both bounds are inclusive; None: there is none."""

    metric: Metric
    at_most: Scale | None = None
    at_least: Scale | None = None


class Words(Condition, frozen=True, kw_only=True, tag="words"):
    """One of these stands in the comment, whatever its case and accents. `odvetnik*`: any word that begins so."""

    words: Lines


class Label(Condition, frozen=True, kw_only=True, tag="label"):
    labels: Lines


class Attribute(Condition, frozen=True, kw_only=True, tag="attribute"):
    name: Name
    values: Lines


class Repeated(Condition, frozen=True, kw_only=True, tag="repeated"):
    """The contact's episodes, or low ratings, of the last days, this one among them. Who is asked again after a
    recovery speaks of the same trouble once more: that is no further one.
    """

    what: Literal["episodes", "low"]
    times: Annotated[int, Meta(ge=2, le=100)]
    days: Annotated[int, Meta(ge=1, le=365)]


class Waiting(Condition, frozen=True, kw_only=True, tag="waiting"):
    """So many wait, or somebody for so long."""

    people: Annotated[int, Meta(ge=1, le=10_000)] | None = None
    minutes: Annotated[int, Meta(ge=1, le=1_440)] | None = None


AnyCondition = Value | Words | Label | Attribute | Repeated | Waiting

OF_A_CONTACT: frozenset[Kind] = OF_CALLS | {"rating", "episode", "case_due", "case_late"}

SPEAK_OF: dict[type[Condition], frozenset[Kind]] = {
    Value: frozenset({"rating"}),
    Words: frozenset({"rating"}),
    Label: OF_A_CONTACT,
    Attribute: OF_A_CONTACT,
    Repeated: OF_A_CONTACT,
    Waiting: frozenset({"line"}),
}
"""Which facts can meet a condition."""


class Rule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: Name
    name: Annotated[str, Meta(min_length=1, max_length=80)]
    on: Kind
    match: Literal["all", "any"] = "all"
    conditions: Annotated[tuple[AnyCondition, ...], Meta(max_length=10)] = ()  # none: every fact of this kind
    to: Annotated[tuple[Name, ...], Meta(max_length=20)] = ()  # ids of targets, and desks
    urgent: bool = False  # quiet hours do not hold it back
    window_min: Annotated[int, Meta(ge=0, le=1_440)] = 10  # so long further facts are waited for; 0: at once


def check(rule: Rule) -> None:
    """Raises BadRequest with the `field` that is wrong, such as "conditions.1.words"."""
    if not rule.name.strip():
        raise BadRequest("Give the rule a name.", field="name")
    if not rule.to:
        raise BadRequest("Choose who is told.", field="to")
    if rule.on == "line" and not rule.conditions:
        raise BadRequest("Add a condition: how long the line may get.", field="conditions")
    for number, condition in enumerate(rule.conditions):
        _check(rule, condition, f"conditions.{number}")


def _check(rule: Rule, condition: AnyCondition, field: str) -> None:
    if rule.on not in SPEAK_OF[type(condition)]:
        raise BadRequest("This condition does not fit this kind of event. Remove it.", field=field)
    match condition:
        case Value(metric=metric, at_most=most, at_least=least):
            low, high = SCALES[metric]
            if most is None and least is None:
                raise BadRequest("Choose a value.", field=field)
            if any(bound is not None and not low <= bound <= high for bound in (most, least)):
                raise BadRequest("This value is outside the scale.", field=field)
            if most is not None and least is not None and least > most:
                raise BadRequest("The lowest value is above the highest. Swap them.", field=field)
        case Words(words=given):
            if not all(words_of(entry.rstrip("*")) for entry in given):
                raise BadRequest("Each word needs a letter or a digit.", field=field)
        case Waiting(people=None, minutes=None):
            raise BadRequest("Enter a number of people, of minutes, or both.", field=field)
