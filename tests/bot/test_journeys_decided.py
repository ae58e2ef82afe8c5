"""Journeys without I/O: what fits, when steps are due, what speaks against them."""

from dataclasses import replace
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.journeys import definition
from bot.journeys.choosing import choose, names
from bot.journeys.deciding import (
    DAY_MS,
    GAP_MS,
    HOUR_MS,
    PATIENCE_MS,
    Do,
    Facts,
    Happened,
    Reach,
    Skip,
    Wait,
    decide,
    ends,
    fits,
    planned,
)
from bot.journeys.definition import CheckIn, Journey, JourneyError, SayText, SendArticles, Trigger
from bot.journeys.rehearsing import Audience, rehearse
from bot.locale import NAMES
from bot.model import OwnerKind
from knowledge.article import Article, Translation
from knowledge.normalize import words

NOW = 1_800_000_000_000

JOURNEY = Journey(
    id="after-delivery",
    name="After delivery",
    trigger=Trigger(kind="delivered"),
    steps=(
        SayText(after_h=24, text={"en": "Hello {name}!"}),
        CheckIn(after_h=72, text={"en": "Does {product|it} work?"}),
    ),
)


# -- what fits ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trigger", "happened", "does"),
    [
        (Trigger(kind="delivered"), Happened("Delivered", 1), True),
        (Trigger(kind="delivered"), Happened("shipped", 1), False),
        (Trigger(kind="account_changed"), Happened("account changed", 1), True),
        (Trigger(kind="d", product="*lamp*"), Happened("d", 1, "Linden Lamp 2"), True),
        (Trigger(kind="d", product="*lamp*"), Happened("d", 1, "Kettle"), False),
        (Trigger(kind="d", product="*lamp*"), Happened("d", 1), False),
        (Trigger(kind="d", product="lamp"), Happened("d", 1, "Lámp"), True),
        (Trigger(kind="d", product="la?p"), Happened("d", 1, "lamp"), False),
        (Trigger(kind="d", places=("Ljubljana",)), Happened("d", 1, None, "ljubljana"), True),
        (Trigger(kind="d", places=("Ljubljana",)), Happened("d", 1, None, "Kranj"), False),
        (Trigger(kind="d", places=("Ljubljana",)), Happened("d", 1), False),
    ],
)
def test_a_trigger_fits_by_kind_product_and_place(trigger: Trigger, happened: Happened, does: bool) -> None:
    assert fits(trigger, happened) is does


def test_steps_are_due_hours_after_what_happened() -> None:
    assert list(planned(JOURNEY, Happened("delivered", NOW), NOW)) == [
        (0, NOW + 24 * HOUR_MS, False),
        (1, NOW + 72 * HOUR_MS, False),
    ]


def test_what_was_due_long_before_it_was_told_is_late() -> None:
    week_ago = NOW - 7 * DAY_MS
    assert [late for _, _, late in planned(JOURNEY, Happened("delivered", week_ago), NOW)] == [True, True]
    assert [late for _, _, late in planned(JOURNEY, Happened("delivered", NOW - 3 * DAY_MS), NOW)] == [True, False]


def test_a_return_of_the_same_product_ends_it() -> None:
    begun = Happened("delivered", NOW, "Lamp")
    assert ends(JOURNEY, begun, [Happened("returned", NOW + 5, "lamp")], NOW + 9) == "returned"
    assert ends(JOURNEY, begun, [Happened("returned", NOW + 5)], NOW + 9) == "returned"
    assert ends(JOURNEY, begun, [Happened("returned", NOW + 5, "Kettle")], NOW + 9) is None
    assert ends(JOURNEY, begun, [Happened("returned", NOW - 5, "Lamp")], NOW + 9) is None
    assert ends(JOURNEY, begun, [Happened("returned", NOW + 5, "Lamp")], NOW + 4) is None


# -- what becomes of a step --------------------------------------------------------------

DUE = Facts(now=NOW, due_at=NOW)


@pytest.mark.parametrize(
    ("facts", "decision"),
    [
        (DUE, Do()),
        (replace(DUE, allowed=None), Skip("not_allowed")),
        (replace(DUE, allowed=False), Skip("stopped")),
        (replace(DUE, enabled=False, allowed=False), Skip("off")),
        (replace(DUE, ended_by="returned"), Skip("unless")),
        (replace(DUE, lately=True), Skip("lately")),
        (replace(DUE, due_at=NOW + 5), Wait(NOW + 5)),
        (replace(DUE, reach="visit"), Wait(NOW + DAY_MS)),
        (replace(DUE, reach="never", due_at=NOW - PATIENCE_MS - 1), Skip("unreachable")),
        (replace(DUE, awake_at=NOW + 60_000), Wait(NOW + 60_000)),
        (replace(DUE, spoke_at=NOW - 1), Wait(NOW - 1 + GAP_MS)),
        (replace(DUE, spoke_at=NOW - GAP_MS), Do()),
        (replace(DUE, owner=OwnerKind.NOBODY), Do()),
    ],
)
def test_what_becomes_of_a_step(facts: Facts, decision: object) -> None:
    assert decide(JOURNEY, facts) == decision


@pytest.mark.parametrize("owner", [OwnerKind.BOT, OwnerKind.LINE, OwnerKind.AGENT])
def test_a_conversation_under_way_is_waited_for_or_ends_the_step(owner: OwnerKind) -> None:
    waits = decide(JOURNEY, replace(DUE, owner=owner))
    assert isinstance(waits, Wait)
    assert waits.until > NOW
    assert decide(msgspec.structs.replace(JOURNEY, skip_if_open=True), replace(DUE, owner=owner)) == Skip("open")


FACTS = st.builds(
    Facts,
    now=st.integers(NOW, NOW + 60 * DAY_MS),
    due_at=st.integers(NOW, NOW + 60 * DAY_MS),
    enabled=st.booleans(),
    allowed=st.sampled_from([True, False, None]),
    ended_by=st.sampled_from([None, "returned"]),
    lately=st.booleans(),
    reach=st.sampled_from(get_args(Reach)),
    awake_at=st.integers(NOW, NOW + 61 * DAY_MS),
    spoke_at=st.none() | st.integers(NOW, NOW + 60 * DAY_MS),
    owner=st.none() | st.sampled_from(list(OwnerKind)),
)


@given(FACTS)
def test_nothing_is_sent_that_is_not_wanted_now(facts: Facts) -> None:
    decision = decide(JOURNEY, facts)
    if isinstance(decision, Do):
        assert facts.allowed is True
        assert facts.enabled and facts.ended_by is None and not facts.lately
        assert facts.due_at <= facts.now <= facts.due_at + PATIENCE_MS
        assert facts.awake_at <= facts.now
        assert facts.owner in (None, OwnerKind.NOBODY)
        assert facts.spoke_at is None or facts.now - facts.spoke_at >= GAP_MS


@given(FACTS)
def test_who_waits_waits_for_a_later_moment(facts: Facts) -> None:
    decision = decide(JOURNEY, facts)
    if isinstance(decision, Wait):
        assert decision.until > facts.now


@given(FACTS)
def test_a_contact_who_did_not_allow_it_is_never_waited_for(facts: Facts) -> None:
    assert isinstance(decide(JOURNEY, replace(facts, allowed=False)), Skip)
    assert isinstance(decide(JOURNEY, replace(facts, allowed=None)), Skip)


# -- rehearsing ----------------------------------------------------------------------------


def audience(**changed: object) -> Audience:
    return replace(Audience(True, "telegram", lambda at: at), **changed)


def test_a_rehearsal_tells_what_would_be_sent_and_when() -> None:
    begun = Happened("delivered", NOW)
    outcomes = list(rehearse(JOURNEY, begun, [begun], audience(), lately=lambda _: False))
    assert [(it.step, it.at, it.fate) for it in outcomes] == [
        (0, NOW + 24 * HOUR_MS, "sent"),
        (1, NOW + 72 * HOUR_MS, "sent"),
    ]


def test_a_rehearsal_waits_for_the_morning_and_sees_what_came_later() -> None:
    begun, back = Happened("delivered", NOW), Happened("returned", NOW + 48 * HOUR_MS)
    night = audience(awake_at=lambda at: max(at, NOW + 30 * HOUR_MS))
    outcomes = list(rehearse(JOURNEY, begun, [begun, back], night, lately=lambda _: False))
    assert [(it.at, it.fate, it.detail) for it in outcomes] == [
        (NOW + 30 * HOUR_MS, "sent", None),
        (NOW + 72 * HOUR_MS, "unless", "returned"),
    ]


@pytest.mark.parametrize(
    ("who", "fate"),
    [
        ({"allowed": None}, "not_allowed"),
        ({"allowed": False}, "stopped"),
        ({"channel": "widget"}, "visit"),
        ({"channel": None}, "unreachable"),
    ],
)
def test_a_rehearsal_says_why_not(who: dict[str, object], fate: str) -> None:
    begun = Happened("delivered", NOW)
    assert {it.fate for it in rehearse(JOURNEY, begun, [begun], audience(**who), lately=lambda _: False)} == {fate}


# -- the definition -----------------------------------------------------------------------


def test_the_sample_is_whole_in_every_language() -> None:
    (sample,) = definition.sample()
    assert sample.trigger.kind == "delivered"
    assert [step.__struct_config__.tag for step in sample.steps] == ["articles", "check_in", "survey"]
    assert [step.after_h for step in sample.steps] == [24, 72, 21 * 24]
    for step in sample.steps[:2]:
        assert isinstance(step, SendArticles | CheckIn)
        assert set(step.text) == set(NAMES)


TEXTS = st.dictionaries(
    st.sampled_from(list(NAMES)),
    st.from_regex(r"[A-Za-zčšž ]{0,20}[a-z]\{name\|you\}[a-z]", fullmatch=True),
    min_size=1,
)
LINES = st.from_regex(r"[A-Za-z0-9č]{1,20}", fullmatch=True)
STEPS = st.lists(
    st.builds(SayText, after_h=st.floats(0, 100), text=TEXTS)
    | st.builds(CheckIn, after_h=st.floats(0, 100), text=TEXTS, help=st.sampled_from(["bot", "person"]))
    | st.builds(SendArticles, after_h=st.floats(0, 100), text=TEXTS, category=LINES, most=st.integers(1, 5)),
    min_size=1, max_size=6,
)  # fmt: skip


@given(STEPS, LINES, st.floats(0, 100), st.booleans())
def test_what_is_written_as_toml_is_read_again(steps: list, name: str, every: float, skip: bool) -> None:
    journey = Journey(
        id="j", name=name, trigger=Trigger(kind=name, places=(name,)),
        steps=tuple(sorted(steps, key=lambda step: step.after_h)), every_days=every, skip_if_open=skip,
    )  # fmt: skip
    assert definition.of_toml(definition.to_toml((journey,))) == (journey,)
    assert definition.decode(definition.encode(journey)) == journey


STEP = {"does": "text", "after_h": 1, "text": {"en": "Hello"}}
TABLE = {"id": "j", "name": "J", "trigger": {"kind": "bought"}, "steps": [STEP]}


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"id": "J 1"}, "id", "a-z"),
        ({"steps": []}, "steps", "empty"),
        ({"steps": [{**STEP, "text": {}}]}, "steps.0.text", "at least one language"),
        ({"steps": [{**STEP, "text": {"en": " "}}]}, "steps.0.text.en", "empty"),
        ({"steps": [{**STEP, "text": {"english": "x"}}]}, "steps.0.text", "language code"),
        ({"steps": [{**STEP, "text": {"en": "Hi {nam}"}}]}, "steps.0.text.en", "{name}"),
        ({"steps": [{**STEP, "text": {"en": "Hi {name"}}]}, "steps.0.text.en", "Braces"),
        ({"steps": [{**STEP, "after_h": -1}]}, "steps.0.after_h", "at least 0"),
        ({"steps": [{**STEP, "after_h": 2}, STEP]}, "steps", "order"),
        ({"steps": [{"does": "articles", "after_h": 1}]}, "steps.0", "which articles"),
        ({"steps": [{"does": "sing", "after_h": 1}]}, "steps.0.does", "sing"),
        ({"trigger": {"kind": "bought", "colour": "red"}}, "trigger.colour", "not known"),
    ],
)
def test_a_wrong_journey_is_refused_at_its_place(changed: dict[str, object], field: str, said: str) -> None:
    with pytest.raises(JourneyError) as refused:
        definition.of_table({**TABLE, **changed})
    assert (refused.value.field, said in str(refused.value)) == (field, True), str(refused.value)


# -- which articles ----------------------------------------------------------------------


def article(
    key: str, title: str, *, language: str = "en", tags: tuple[str, ...] = (), category: str = "products"
) -> Article:
    return Article(key, category, None, tags, (Translation(language, title, "Do this."),))


ARTICLES = [
    article("descale", "How do I descale the coffee maker?", tags=("coffee-maker",)),
    article("lamp-bulb", "Which bulb fits the desk lamp?", tags=("lamps",)),
    article("refund", "When do I get my money back?", category="returns"),
    article("lamp-sl", "Katera žarnica gre v namizno svetilko desk lamp?", language="sl"),
]


def test_articles_about_the_product_are_found_by_its_name() -> None:
    step = SendArticles(after_h=1, category="products", about_product=True)
    assert choose(step, "Linden coffee maker 2", "en", ARTICLES) == ("descale",)
    assert choose(step, "Desk lamp", "en", ARTICLES) == ("lamp-bulb", "lamp-sl")
    assert choose(step, "Desk lamp", "sl", ARTICLES) == ("lamp-sl", "lamp-bulb")
    assert choose(step, "Kettle", "en", ARTICLES) == ()
    assert choose(step, None, "en", ARTICLES) == ()


def test_named_articles_come_first_and_only_those_that_may_be_told() -> None:
    step = SendArticles(after_h=1, keys=("refund", "gone"), category="products", most=2)
    assert choose(step, None, "en", ARTICLES) == ("refund", "descale")
    assert choose(step, None, "en", ARTICLES, may_hear={"lamp-bulb"}) == ("lamp-bulb",)
    assert choose(SendArticles(after_h=1, keys=("refund",)), "Desk lamp", "en", ARTICLES) == ("refund",)
    assert choose(SendArticles(after_h=1, label="lamps"), None, "en", ARTICLES) == ("lamp-bulb",)


@given(st.text(st.characters(categories=["L", "N", "Zs", "P"]), min_size=1, max_size=40))
def test_an_article_named_like_the_product_is_about_it(product: str) -> None:
    assert names(article("x", f"All about {product}, at last"), product) is bool(words(product))
