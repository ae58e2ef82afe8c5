"""How many facts become one message: nothing lost, nothing twice, nothing late, nothing in the quiet hours."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import sqlite_utils
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.alerts.fact import Fact, Kind
from bot.alerts.gathering import Group, again_at, joined, leaves_at, pause_ms
from bot.alerts.rule import Rule
from bot.alerts.settings import AlertSettings
from bot.clock import DAY_MS, MINUTE_MS
from bot.notifying.notifier import judge
from bot.notifying.post import NotSent
from bot.store import alert_rules, alerts, notifications, targets
from bot.store.migrations import STEPS
from bot.store.notifications import Outcome

ZONE = "Europe/Ljubljana"
AT = 1_700_000_000_000
NIGHT = AlertSettings(quiet_from_min=22 * 60, quiet_until_min=7 * 60)
NEVER = AlertSettings(quiet_from_min=None, quiet_until_min=None)


def at(text: str) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        ("2026-11-22 21:59", "2026-11-22 21:59"),
        ("2026-11-22 22:00", "2026-11-23 07:00"),
        ("2026-11-23 03:00", "2026-11-23 07:00"),
        ("2026-11-23 07:00", "2026-11-23 07:00"),
        ("2026-03-28 23:30", "2026-03-29 07:00"),  # an hour is skipped that night
        ("2026-10-25 01:30", "2026-10-25 07:00"),  # and one comes twice
    ],
)
def test_quiet_hours_go_by_the_clock_on_the_wall(now: str, leaves: str) -> None:
    assert leaves_at(False, at(now), NIGHT, ZONE) == at(leaves)
    assert leaves_at(True, at(now), NIGHT, ZONE) == at(now)
    assert leaves_at(False, at(now), NEVER, ZONE) == at(now)


@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**6), st.booleans()), min_size=1, max_size=20))
def test_a_group_leaves_no_later_than_any_of_its_facts_wants(facts: list[tuple[int, int, bool]]) -> None:
    group: Group | None = None
    for moment, window, urgent in facts:
        group = joined(group, moment, window, urgent)
    assert group is not None
    assert group.due_at == min(moment + window for moment, window, _ in facts)
    assert group.urgent is any(urgent for *_, urgent in facts)


def test_pauses_grow_and_end_after_a_day() -> None:
    assert [pause_ms(n) // MINUTE_MS for n in (1, 2, 3, 4, 5, 6, 7)] == [1, 2, 4, 8, 16, 30, 30]
    assert again_at(1, AT, AT) == AT + MINUTE_MS
    assert again_at(60, AT, AT + DAY_MS - MINUTE_MS) is None


# -- over the tables ------------------------------------------------------------------


@dataclass
class Office:
    """One target over real tables; time is a number that is turned."""

    settings: AlertSettings
    now: int = AT
    told: int = 0
    first_at: dict[str, int] = field(default_factory=dict)  # of each message that gathers
    messages: list[tuple[int, list[str]]] = field(default_factory=list)
    failing: bool = False

    def __post_init__(self) -> None:
        self.tx = sqlite_utils.Database(memory=True)
        for _, statements in STEPS:
            for statement in statements:
                self.tx.execute(statement)
        self.target = targets.add(self.tx, name="T", url="json://x", service="JSON", language="en", at=AT)

    def rule(self, ident: str, window_min: int, urgent: bool) -> None:
        rule = Rule(id=ident, name=ident, on="rating", to=(self.target.id,), urgent=urgent, window_min=window_min)
        assert alert_rules.put(self.tx, rule, None) == 1

    def fact(self, subject: str) -> None:
        self.told += 1
        assert alerts.note(self.tx, Fact(kind="rating", subject=subject, at=self.now, value=1, metric="csat")) == ()

    def tick(self) -> None:
        """What the notifier does, without the far side."""
        for it in notifications.due(self.tx, self.now):
            leaves = leaves_at(it.urgent, self.now, self.settings, ZONE)
            if leaves > self.now:
                notifications.put_off(self.tx, it.id, leaves)
                continue
            assert notifications.claim(self.tx, it.id, self.now)
            assert not notifications.claim(self.tx, it.id, self.now)
            if self.failing:
                outcome = judge(it, NotSent("no"), self.now)
                notifications.settle(self.tx, it.id, outcome)
                if outcome.state == "gathering":
                    notifications.merge(self.tx, it.id)
                else:
                    notifications.spare(self.tx, it.id, self.now - DAY_MS, self.now)
                continue
            self.messages.append((self.now, [fact.subject for _, fact in notifications.facts(self.tx, it.id)]))
            notifications.settle(self.tx, it.id, Outcome("sent", self.now, it.tries, it.unsure))

    def until(self, moment: int) -> None:
        while self.now < moment:
            self.now += MINUTE_MS
            self.tick()

    @property
    def arrived(self) -> list[str]:
        return [subject for _, subjects in self.messages for subject in subjects]


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 90), st.sampled_from("abcdefgh")), min_size=1, max_size=30),
    st.integers(0, 30),
    st.booleans(),
)
def test_nothing_is_lost_nothing_told_twice_and_nothing_late(
    steps: list[tuple[int, str]], window: int, urgent: bool
) -> None:
    office = Office(NIGHT)
    office.rule("r", window, urgent)
    happened: dict[str, int] = {}
    for minutes, subject in steps:
        office.until(office.now + minutes * MINUTE_MS)
        office.fact(subject)
        happened.setdefault(subject, office.now)
    office.until(office.now + DAY_MS)
    assert sorted(office.arrived) == sorted(happened)
    for moment, subjects in office.messages:
        allowed = min(happened[subject] for subject in subjects) + window * MINUTE_MS
        latest = allowed if urgent else leaves_at(False, allowed, NIGHT, ZONE)
        assert moment <= latest + MINUTE_MS
        assert urgent or leaves_at(False, moment, NIGHT, ZONE) == moment


def test_ten_facts_of_a_window_are_one_message() -> None:
    office = Office(NEVER)
    office.rule("r", 10, False)
    for number in range(10):
        office.fact(f"q{number}")
        office.until(office.now + MINUTE_MS // 2)
    office.until(AT + DAY_MS)
    assert [len(subjects) for _, subjects in office.messages] == [10]


def test_a_night_full_of_facts_is_one_message_in_the_morning() -> None:
    office = Office(NIGHT, now=at("2026-11-22 21:55"))
    office.rule("r", 10, False)
    for number in range(30):
        office.fact(f"q{number}")
        office.until(office.now + 15 * MINUTE_MS)
    office.until(at("2026-11-23 09:00"))
    assert [(moment, len(subjects)) for moment, subjects in office.messages] == [(at("2026-11-23 07:00"), 30)]


def test_an_urgent_fact_takes_what_waits_along() -> None:
    office = Office(NIGHT, now=at("2026-11-22 23:00"))
    office.rule("quiet", 10, False)
    office.fact("q1")
    office.until(office.now + 20 * MINUTE_MS)
    office.rule("loud", 0, True)
    office.fact("q2")
    office.until(office.now + MINUTE_MS)
    # The loud rule and the quiet one both speak of q2: one message, in which both stand.
    assert [subjects for _, subjects in office.messages] == [["q1", "q2", "q2"]]


def test_what_comes_while_a_target_fails_leaves_in_one_message_once_it_works() -> None:
    office = Office(NEVER)
    office.rule("r", 5, False)
    office.failing = True
    for number in range(12):
        office.fact(f"q{number}")
        office.until(office.now + 20 * MINUTE_MS)
    office.failing = False
    notifications.hurry(office.tx, office.target.id, office.now)
    office.until(office.now + 10 * MINUTE_MS)
    assert [len(subjects) for _, subjects in office.messages] == [12]


def test_after_a_day_a_message_has_failed_but_what_came_late_goes_on() -> None:
    office = Office(NEVER)
    office.rule("r", 0, False)
    office.failing = True
    office.fact("early")
    office.until(AT + 20 * 3_600_000)
    office.fact("late")
    office.until(AT + 25 * 3_600_000)
    states = {row["state"] for row in office.tx.query("SELECT state FROM notifications")}
    assert states == {"failed", "gathering"}
    office.failing = False
    office.until(AT + 26 * 3_600_000)
    assert office.arrived == ["late"]
    (failed,) = [row["id"] for row in office.tx.query("SELECT id FROM notifications WHERE state = 'failed'")]
    assert notifications.retry(office.tx, failed, office.now) and not notifications.retry(office.tx, failed, office.now)
    office.until(office.now + MINUTE_MS)
    assert office.arrived == ["late", "early"]


@pytest.mark.parametrize(("unsure", "state"), [(0, "gathering"), (1, "uncertain")])
def test_what_may_have_arrived_is_sent_once_more_and_then_left(unsure: int, state: str) -> None:
    office = Office(NEVER)
    office.rule("r", 0, False)
    office.fact("q")
    (it,) = notifications.due(office.tx, AT)
    assert judge(replace(it, unsure=unsure), NotSent("?", unsure=True), AT).state == state


@pytest.mark.parametrize(
    ("kind", "since", "was", "leaves"),
    [
        ("booking_cancelled", "2026-11-23 06:30", None, "2026-11-22 23:00"),
        ("booking_cancelled", "2026-11-23 07:00", None, "2026-11-23 07:00"),
        ("booking_cancelled", "2026-11-22 22:30", None, "2026-11-23 07:00"),  # it is over: nobody waits for it
        ("booking_moved", "2026-11-25 10:00", "2026-11-23 06:00", "2026-11-22 23:00"),
        ("booking_moved", "2026-11-23 06:00", "2026-11-25 10:00", "2026-11-22 23:00"),
        ("booking", "2026-11-23 00:10", None, "2026-11-22 23:00"),
        ("line", "2026-11-23 06:30", None, "2026-11-23 07:00"),
    ],
)
def test_quiet_hours_hold_back_no_word_of_a_call_within_them(
    kind: Kind, since: str, was: str | None, leaves: str
) -> None:
    now = at("2026-11-22 23:00")
    fact = Fact(kind=kind, subject="b_1", at=now, since=at(since), was=at(was) if was else None)
    other = Fact(kind="rating", subject="q", at=now)
    assert leaves_at(False, now, NIGHT, ZONE, facts=[other, fact]) == at(leaves)
