"""Whether a rule speaks of a fact."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from msgspec import structs

from bot.alerts.fact import Fact
from bot.alerts.rule import AnyCondition, Attribute, Label, Repeated, Rule, Value, Waiting, Words
from bot.clock import DAY_MS, MINUTE_MS
from knowledge.normalize import normalize
from knowledge.normalize import words as words_of

_OWNING = re.compile(r"(?<=\w)['’ʼ]s\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Past:
    """What the contact has been through lately, in ms UTC, this fact's own part included."""

    episodes: Sequence[int] = ()
    low: Sequence[int] = ()  # low ratings, but for those of who was asked again after a recovery


def fits(rule: Rule, fact: Fact, past: Past) -> bool:
    if rule.on != fact.kind:
        return False
    if not rule.conditions:
        return True
    met = (_meets(condition, fact, past) for condition in rule.conditions)
    return all(met) if rule.match == "all" else any(met)


def days_looked_at(rules: Iterable[Rule]) -> int:
    """How far back their conditions look; 0: not at all."""
    return max((it.days for rule in rules for it in rule.conditions if isinstance(it, Repeated)), default=0)


def counted(rule: Rule, fact: Fact, past: Past) -> Fact:
    """With how often it happened within the days that the rule names, where it asks."""
    for it in rule.conditions:
        if isinstance(it, Repeated):
            return structs.replace(fact, count=_within(it, fact, past), days=it.days)
    return fact


def _meets(condition: AnyCondition, fact: Fact, past: Past) -> bool:
    match condition:
        case Value(metric=metric, at_most=most, at_least=least):
            return fact.value is not None and fact.metric == metric and _between(fact.value, least, most)
        case Words(words=wanted):
            return says(fact.words, wanted)
        case Label(labels=wanted):
            own = {normalize(label) for label in fact.labels}
            return any(normalize(label) in own for label in wanted)
        case Attribute(name=name, values=wanted):
            value = fact.attributes.get(name)
            return value is not None and normalize(value) in {normalize(each) for each in wanted}
        case Repeated(times=times):
            return not fact.again and _within(condition, fact, past) >= times
        case Waiting(people=people, minutes=minutes):
            many = people is not None and fact.count is not None and fact.count >= people
            waited = fact.at - fact.since if fact.since is not None else 0
            return many or (minutes is not None and waited >= minutes * MINUTE_MS)


def _between(value: int, least: int | None, most: int | None) -> bool:
    return (least is None or value >= least) and (most is None or value <= most)


def _within(condition: Repeated, fact: Fact, past: Past) -> int:
    since = fact.at - condition.days * DAY_MS
    return sum(at > since for at in (past.episodes if condition.what == "episodes" else past.low))


def says(text: str, wanted: Iterable[str]) -> bool:
    """Whether one of `wanted`, each a word or several in a row, stands in the text; case and accents do not count.

    A `*` at the end of one lets its last word go on: languages that inflect have many endings. The English "'s" is no
    part of a word.
    """
    said = words_of(_OWNING.sub("", text))
    return any(_stands(said, words_of(_OWNING.sub("", entry)), entry.endswith("*")) for entry in wanted)


def _stands(said: list[str], wanted: list[str], open_ended: bool) -> bool:
    if not wanted:
        return False
    *whole, last = wanted
    for start in range(len(said) - len(wanted) + 1):
        *before, end = said[start : start + len(wanted)]
        if before == whole and (end.startswith(last) if open_ended else end == last):
            return True
    return False
