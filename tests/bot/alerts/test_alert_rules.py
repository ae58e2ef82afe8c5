"""Which rules speak of which facts."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.alerts.alert import alert
from bot.alerts.defaults import rules as defaults
from bot.alerts.fact import Fact
from bot.alerts.matching import Past, counted, days_looked_at, fits, says
from bot.alerts.rule import Attribute, Label, Repeated, Rule, Value, Waiting, Words, check
from bot.clock import DAY_MS
from bot.errors import BadRequest
from bot.locale import words

AT = 1_700_000_000_000


def rating(value: int = 1, said: str = "", metric: str = "csat", **more: object) -> Fact:
    return msgspec.convert(
        {"kind": "rating", "subject": "q_1", "at": AT, "contact": "c_1", "metric": metric, "value": value,
         "words": said, **more},
        Fact,
    )  # fmt: skip


def rule(*conditions: object, match: str = "all", on: str = "rating", **more: object) -> Rule:
    fields = {"id": "r", "name": "R", "on": on, "match": match, "conditions": conditions, "to": ("desk:managers",)}
    return Rule(**{**fields, **more})


LOW = Value(metric="csat", at_most=2)
NOTHING = Past()


@pytest.mark.parametrize(
    ("condition", "fact", "met"),
    [
        (LOW, rating(2), True),
        (LOW, rating(3), False),
        (LOW, rating(2, metric="nps"), False),
        (Value(metric="nps", at_least=9), rating(9, metric="nps"), True),
        (Value(metric="nps", at_least=9), rating(8, metric="nps"), False),
        (Value(metric="ces", at_least=2, at_most=4), rating(1, metric="ces"), False),
        (Words(words=("refund",)), rating(said="I want a REFUND!"), True),
        (Words(words=("refund",)), rating(said="refunds take long"), False),
        (Words(words=("refund*",)), rating(said="refunds take long"), True),
        (Words(words=("odvetnik*",)), rating(said="Pogovorila se bom z odvetnikom."), True),
        (Words(words=("юрист*", "суд")), rating(said="Подам в суд"), True),
        (Words(words=("never again",)), rating(said="Never, again."), True),
        (Words(words=("never again",)), rating(said="never ever again"), False),
        (Words(words=("zalostna",)), rating(said="Žalostna sem"), True),
        (Label(labels=("VIP",)), rating(labels=("business", "vip")), True),
        (Label(labels=("VIP",)), rating(labels=("vips",)), False),
        (Attribute(name="plan", values=("Gold", "Silver")), rating(attributes={"plan": "gold"}), True),
        (Attribute(name="plan", values=("Gold",)), rating(attributes={"model": "gold"}), False),
    ],
)
def test_a_condition_is_met_or_not(condition: object, fact: Fact, met: bool) -> None:
    assert fits(rule(condition), fact, NOTHING) is met


def test_all_or_any_of_the_conditions() -> None:
    angry = Words(words=("awful",))
    assert not fits(rule(LOW, angry), rating(1), NOTHING)
    assert fits(rule(LOW, angry, match="any"), rating(1), NOTHING)
    assert fits(rule(LOW, angry), rating(1, "awful"), NOTHING)
    assert not fits(rule(LOW, angry, match="any"), rating(5), NOTHING)


def test_without_conditions_every_fact_of_the_kind_is_told() -> None:
    assert fits(rule(), rating(5), NOTHING)
    assert not fits(rule(on="booking"), rating(5), NOTHING)


def test_repeated_contact_counts_the_days_that_the_rule_names() -> None:
    again = rule(Repeated(what="episodes", times=3, days=7), on="episode")
    fact = Fact(kind="episode", subject="v_1/3", at=AT, contact="c_1")
    assert fits(again, fact, Past(episodes=[AT, AT - DAY_MS, AT - 6 * DAY_MS]))
    assert not fits(again, fact, Past(episodes=[AT, AT - DAY_MS, AT - 7 * DAY_MS]))
    assert not fits(again, fact, Past(low=[AT, AT - 1, AT - 2]))
    assert counted(again, fact, Past(episodes=[AT, AT - DAY_MS])).count == 2
    assert days_looked_at([again, rule(LOW)]) == 7


def test_who_is_asked_again_after_a_recovery_speaks_of_the_same_trouble() -> None:
    low_again = rule(Repeated(what="low", times=2, days=7))
    past = Past(low=[AT, AT - DAY_MS])
    assert fits(low_again, rating(1), past)
    assert not fits(low_again, rating(1, again=True), past)


def test_the_line_is_long_by_people_or_by_minutes() -> None:
    long = rule(Waiting(people=5, minutes=10), on="line")
    for count, waited, met in ((4, 9, False), (5, 0, True), (1, 10, True), (0, None, False)):
        since = AT - waited * 60_000 if waited is not None else None
        assert fits(long, Fact(kind="line", subject="line:1", at=AT, since=since, count=count), NOTHING) is met


def test_a_word_is_found_where_something_is_its_own() -> None:
    assert says("My lawyer's letter", ["lawyer"]) and says("My lawyer’s letter", ["lawyer"])
    assert says("my lawyer", ["lawyer's"])
    assert not says("it's sad", ["its"]) and not says("lawyers", ["lawyer"])


@given(st.text(max_size=40), st.text(min_size=1, max_size=8))
def test_words_are_found_in_whatever_surrounds_them(around: str, word: str) -> None:
    assert says(f"{around} refund {word}", ["refund"])
    assert not says("", [word])
    says(around, [word, word + "*"])  # never raises


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (rule(LOW, to=()), "to"),
        (rule(LOW, name="  "), "name"),
        (rule(Value(metric="csat")), "conditions.0"),
        (rule(Value(metric="csat", at_most=7)), "conditions.0"),
        (rule(LOW, Value(metric="nps", at_least=5, at_most=4)), "conditions.1"),
        (rule(Words(words=("…",))), "conditions.0"),
        (rule(LOW, on="booking"), "conditions.0"),
        (rule(on="line"), "conditions"),
        (rule(Waiting(), on="line"), "conditions.0"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_its_field(wrong: Rule, field: str) -> None:
    with pytest.raises(BadRequest) as refusal:
        check(wrong)
    assert refusal.value.data["field"] == field


def test_the_first_rules_are_sound_and_tell_the_desk_alone() -> None:
    first = defaults(words("en"))
    assert len({each.id for each in first}) == len(first)
    for each in first:
        check(each)
        assert all(to.startswith("desk:") for to in each.to)
        assert msgspec.json.decode(msgspec.json.encode(each), type=Rule) == each


def test_an_entry_behind_the_bell_is_the_fact_as_agents_see_it() -> None:
    fact = rating(2, "Too slow", name="Maja", conversation="v_7")
    shown = alert(fact, ["Low rating", "Slow"], AT)
    assert (shown.id, shown.rules, shown.read) == ("q_1", ("Low rating", "Slow"), False)
    assert shown.contact is not None and shown.contact.name == "Maja" and shown.words == "Too slow"
