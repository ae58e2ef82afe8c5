"""Which survey asks, in what share, and what speaks against an asking that is due."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import DAY_MS
from bot.model import Moment
from bot.surveys import deciding
from bot.surveys.deciding import AGAIN_MS, Customs, Due, Go, Occasion, Skip, Wait
from bot.surveys.definition import Ask, Survey
from bot.surveys.hours import is_quiet

NOON = 1_778_155_200_000  # 2026-05-07T12:00Z
NIGHT = NOON + 11 * 3_600_000


def survey(ident: str, **ask: Any) -> Survey:
    return Survey(id=ident, metric="csat", look="stars", question={"en": "?"}, ask=Ask(moments=("episode",), **ask))


def occasion(**changed: Any) -> Occasion:
    return Occasion(**{"moment": "episode", "subject": "v_1", "contact": "c_1", "handler": "agent", **changed})


def chosen(*offered: Survey, **changed: Any) -> str | None:
    found = deciding.choose(offered, occasion(**changed), "widget", "sl")
    return found.id if found else None


@pytest.mark.parametrize(
    ("ask", "fits"),
    [
        ({}, True),
        ({"channels": ("widget",)}, True),
        ({"channels": ("telegram",)}, False),
        ({"languages": ("en", "sl")}, True),
        ({"languages": ("en",)}, False),
        ({"handlers": ("call", "agent")}, True),
        ({"handlers": ("bot", "article")}, False),
        ({"touchpoints": ("delivered",)}, True),  # says nothing of an episode
        ({"share": 0}, False),
    ],
)
def test_a_survey_asks_whom_it_is_for(ask: dict[str, Any], fits: bool) -> None:
    assert chosen(survey("a", **ask)) == ("a" if fits else None)


def test_the_first_that_fits_asks() -> None:
    assert chosen(survey("a", languages=("en",)), survey("b"), survey("c")) == "b"
    assert chosen(survey("a", share=0), survey("b")) == "b"
    assert chosen(survey("a"), moment="call") is None


def test_one_that_is_named_asks_whatever_its_filters_say() -> None:
    assert chosen(survey("a"), survey("b", languages=("en",)), survey="b", moment="touchpoint") == "b"
    assert chosen(survey("a"), survey="c") is None


def test_touchpoints_and_kiosks_are_told_apart_by_kind_and_place() -> None:
    it = Survey(
        id="a", metric="csat", look="stars", question={}, ask=Ask(moments=("touchpoint",), touchpoints=("bought",))
    )
    assert chosen(it, moment="touchpoint", place="bought") == "a"
    assert chosen(it, moment="touchpoint", place="shipped") is None
    here = Survey(id="a", metric="csat", look="faces", question={}, ask=Ask(moments=("kiosk",), places=("Ljubljana",)))
    assert chosen(here, moment="kiosk", place="Ljubljana") == "a"
    assert chosen(here, moment="kiosk", place="Koper") is None


@given(st.integers(0, 100), st.text(max_size=20), st.integers(1, 50))
def test_the_same_occasion_always_falls_the_same_way(share: int, subject: str, number: int) -> None:
    it = survey("a", share=share)
    first = chosen(it, subject=subject, occasion=number)
    assert chosen(it, subject=subject, occasion=number) == first
    if first is not None:  # a larger share holds the smaller one
        assert chosen(survey("a", share=min(100, share + 10)), subject=subject, occasion=number) == "a"


@pytest.mark.parametrize("share", [1, 10, 50, 90])
def test_the_share_is_kept(share: int) -> None:
    it = survey("a", share=share)
    asked = sum(chosen(it, subject=f"v_{n}") is not None for n in range(4000))
    assert asked / 4000 == pytest.approx(share / 100, abs=0.03)


# -- when it is due ------------------------------------------------------------------------

DUE = Due(
    moment="later", first_due_at=NOON, enabled=True, there=True, stopped=False, asked=False, came_back=False,
    owned=False, unanswered=False, asked_lately=0, zone="UTC",
)  # fmt: skip
CUSTOMS = Customs()


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, Go()),
        ({"asked_lately": 2}, Go()),
        ({"asked_lately": 3}, Skip("cap")),
        ({"enabled": False}, Skip("off")),
        ({"there": False}, Skip("gone")),
        ({"stopped": True}, Skip("stopped")),
        ({"asked": True}, Skip("asked")),
        ({"came_back": True}, Skip("came_back")),
        ({"came_back": True, "moment": "touchpoint"}, Go()),
        ({"unanswered": True}, Skip("unanswered")),
        ({"unanswered": True, "moment": "touchpoint"}, Skip("unanswered")),
        ({"unanswered": True, "moment": "reask"}, Go()),
        ({"owned": True}, Wait(NOON + AGAIN_MS)),
        ({"first_due_at": NOON - 7 * DAY_MS}, Go()),
        ({"first_due_at": NOON - 7 * DAY_MS - 1}, Skip("late")),
        ({"zone": "Pacific/Auckland"}, Wait(NOON + 9 * 3_600_000)),  # midnight there
    ],
)
def test_what_speaks_against_it(changed: dict[str, Any], verdict: deciding.Verdict) -> None:
    assert deciding.verdict(replace(DUE, **changed), CUSTOMS, NOON) == verdict


@given(
    moment=st.sampled_from(["later", "touchpoint", "reask"]),
    owned=st.booleans(),
    lately=st.integers(0, 6),
    cap=st.integers(1, 5),
    stopped=st.booleans(),
    now=st.integers(NOON, NOON + 5 * DAY_MS),
    zone=st.sampled_from(["UTC", "Europe/Ljubljana", "Asia/Jakarta", "America/Los_Angeles"]),
)
def test_nobody_is_asked_too_often_nor_at_night_nor_against_their_will(
    moment: Moment, owned: bool, lately: int, cap: int, stopped: bool, now: int, zone: str
) -> None:
    customs = Customs(cap_n=cap)
    it = replace(DUE, moment=moment, owned=owned, asked_lately=lately, stopped=stopped, zone=zone)
    match deciding.verdict(it, customs, now):
        case Go():
            assert lately < cap
            assert not stopped
            assert not owned
            assert not is_quiet(now, zone, customs.quiet_from_min, customs.quiet_until_min)
        case Wait(until):
            assert now < until <= now + DAY_MS + 3_600_000
            assert owned or deciding.verdict(it, customs, until) == Go()
        case Skip(reason):
            assert reason == ("stopped" if stopped else "cap")


def test_the_delay_of_the_occasion_goes_before_that_of_the_survey() -> None:
    it = Survey(id="a", metric="csat", look="stars", question={}, delay_h=72)
    assert deciding.due_at(it, occasion(), NOON) == NOON + 3 * DAY_MS
    assert deciding.due_at(it, occasion(delay_h=0.5), NOON) == NOON + 1_800_000
    assert deciding.asks_at_once(it, occasion(delay_h=0))
    assert not deciding.asks_at_once(it, occasion())
    assert not deciding.asks_at_once(it, occasion(moment="later", delay_h=0))


def test_reminders_can_be_switched_off_for_all() -> None:
    it = Survey(id="a", metric="csat", look="stars", question={}, reminder_h=24)
    assert deciding.remind_at(it, CUSTOMS, NOON) == NOON + DAY_MS
    assert deciding.remind_at(it, Customs(reminder=False), NOON) is None
    assert deciding.remind_at(survey("b"), CUSTOMS, NOON) is None
