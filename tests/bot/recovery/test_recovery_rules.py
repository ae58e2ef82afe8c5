"""Cases by HEARD: who may do what in which step, what ratings and time bring about. No store, no clock."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.clock import HOUR_MS
from bot.errors import Conflict, Forbidden, HeardError, Taken
from bot.model import Contact, Person
from bot.recovery import deeds, due
from bot.recovery.case import VERDICTS, Case, Change, Outcome, Step
from bot.recovery.deeds import Actor, Deed, Diagnosis, may
from bot.recovery.due import Due, wake_at
from bot.recovery.opening import Deadline, answered, deadline, revalued
from bot.recovery.settings import Settings, Threshold

ANA = Actor(Person(id="a_ana", name="Ana"), manager=True)
BOR = Actor(Person(id="a_bor", name="Bor"))
CENE = Actor(Person(id="a_cene", name="Cene"))
NOW = 1_000_000_000
BY = Deadline(NOW + 8 * HOUR_MS, NOW + 6 * HOUR_MS)
FOUND = Diagnosis(cause="slow")
SETTINGS = Settings()


def fresh(**fields: object) -> Case:
    case = Case(
        id="k_1",
        request="q_1",
        contact=Contact(id="c_1", name="Maja", language="sl"),
        conversation="v_1",
        metric="csat",
        value=1,
        channel="widget",
        language="sl",
        opened_at=NOW,
        step=Step.HEAR,
        due_at=BY.due_at,
        remind_at=BY.remind_at,
    )
    return replace(case, **fields)


def walk(case: Case, actor: Actor = BOR, reask_h: float | None = 24) -> list[Case]:
    """The case after each of the steps."""
    steps: list[Callable[[Case], Change]] = [
        lambda it: deeds.hear(it, actor, "I have read it.", NOW + 1),
        lambda it: deeds.apologise(it, actor, "We are sorry.", NOW + 2, sent=True),
        lambda it: deeds.resolve(it, actor, None, reask_h, NOW + 3),
        lambda it: deeds.diagnose(it, actor, FOUND, NOW + 4),
    ]
    cases = [case]
    for step in steps:
        cases.append(step(cases[-1]).case)
    return cases


# -- the steps ---------------------------------------------------------------------------


def test_the_steps_follow_each_other_and_each_leaves_its_time() -> None:
    cases = walk(fresh())
    assert [case.step for case in cases] == list(Step)
    closed = cases[-1]
    times = (closed.heard_at, closed.apologised_at, closed.resolved_at, closed.diagnosed_at, closed.closed_at)
    assert times == (NOW + 1, NOW + 2, NOW + 3, NOW + 4, NOW + 4)
    assert closed.owner == BOR.person
    assert closed.cause == "slow"
    assert closed.outcome is None


@pytest.mark.parametrize("step", [Step.HEAR, Step.APOLOGISE, Step.RESOLVE, Step.DIAGNOSE])
def test_of_the_four_only_the_next_step_may_be_done(step: Step) -> None:
    offered = set(may(fresh(step=step), BOR)) & set(deeds.OF_STEP.values())
    assert offered == {deeds.OF_STEP[step]}


def test_who_claims_a_case_has_heard_it() -> None:
    claimed = deeds.claim(fresh(), BOR, NOW).case
    assert (claimed.owner, claimed.step, claimed.heard_at) == (BOR.person, Step.APOLOGISE, NOW)
    assert deeds.claim(claimed, BOR, NOW + 1).moments == ()


def test_a_second_claim_is_told_who_was_quicker() -> None:
    claimed = deeds.claim(fresh(), BOR, NOW).case
    with pytest.raises(Taken) as refused:
        deeds.claim(claimed, CENE, NOW)
    assert refused.value.data == {"agent": {"id": "a_bor", "name": "Bor"}, "case": "k_1"}


def test_what_one_has_others_leave_alone_but_managers_may_step_in() -> None:
    mine = fresh(owner=BOR.person)
    assert may(mine, CENE) == (Deed.NOTE,)
    assert set(may(mine, ANA)) == {Deed.ASSIGN, Deed.HEAR, Deed.DISMISS, Deed.NOTE}
    assert deeds.hear(mine, ANA, None, NOW).case.owner == BOR.person


def test_a_case_is_handed_on_by_its_owner_and_by_managers() -> None:
    mine = fresh(owner=BOR.person)
    assert deeds.assign(mine, BOR, CENE.person, NOW).case.owner == CENE.person
    handed = deeds.assign(mine, ANA, None, NOW)
    assert handed.case.owner is None
    assert [moment.what for moment in handed.moments] == ["released"]
    with pytest.raises(Forbidden):
        deeds.assign(mine, CENE, CENE.person, NOW)


def test_whoever_does_a_step_of_nobodys_case_has_it() -> None:
    assert deeds.apologise(fresh(step=Step.APOLOGISE), CENE, "Sorry", NOW, sent=True).case.owner == CENE.person


def test_a_diagnosis_may_be_mended_and_the_case_stays_closed_since_then() -> None:
    closed = walk(fresh())[-1]
    mended = deeds.diagnose(closed, BOR, Diagnosis(cause="price", tags=("vip",)), NOW + 99).case
    assert (mended.cause, mended.tags) == ("price", ("vip",))
    assert (mended.closed_at, mended.diagnosed_at) == (closed.closed_at, closed.diagnosed_at)


def test_a_dismissed_case_has_nothing_to_diagnose() -> None:
    dismissed = deeds.dismiss(fresh(), BOR, "A test.", NOW).case
    assert dismissed.outcome is Outcome.DISMISSED
    assert Deed.DIAGNOSE not in may(dismissed, BOR)
    assert Deed.REOPEN in may(dismissed, BOR)


def test_opened_again_by_a_person_it_goes_on_where_something_is_left_to_do() -> None:
    closed = walk(fresh())[-1]
    again = deeds.reopen(closed, BOR, "Not delivered after all.", BY, NOW + 5).case
    assert (again.step, again.round, again.closed_at, again.reask_at) == (Step.RESOLVE, 2, None, None)
    dismissed = deeds.dismiss(fresh(), BOR, "A test.", NOW).case
    assert deeds.reopen(dismissed, BOR, "No test.", BY, NOW).case.step is Step.HEAR


# -- ratings -----------------------------------------------------------------------------


def test_a_raised_value_closes_what_nobody_has_begun_with() -> None:
    change = revalued(fresh(), 4, SETTINGS, BY, NOW)
    assert (change.case.step, change.case.outcome) == (Step.CLOSED, Outcome.DISMISSED)
    assert [moment.what for moment in change.moments] == ["value", "withdrawn"]
    back = revalued(change.case, 2, SETTINGS, BY, NOW).case
    assert (back.step, back.outcome, back.round) == (Step.HEAR, None, 2)


def test_what_somebody_has_begun_with_a_raised_value_only_changes() -> None:
    claimed = deeds.claim(fresh(), BOR, NOW).case
    change = revalued(claimed, 5, SETTINGS, BY, NOW)
    assert (change.case.step, change.case.value) == (Step.APOLOGISE, 5)
    assert [moment.text for moment in change.moments] == ["1 → 5"]


def test_the_same_value_changes_nothing() -> None:
    assert revalued(fresh(), 1, SETTINGS, BY, NOW) == Change(fresh())


def reask(case: Case, value: int, request: str = "q_again") -> Case:
    content, low = SETTINGS.content("csat", value), SETTINGS.low("csat", value)
    return answered(case, request, value, content=content, low=low, by=BY, now=NOW + 50).case


@pytest.mark.parametrize(
    ("value", "outcome", "step"),
    [
        (5, Outcome.RECOVERED, Step.CLOSED),
        (4, Outcome.RECOVERED, Step.CLOSED),
        (3, Outcome.NOT_RECOVERED, Step.CLOSED),
        (2, Outcome.NOT_RECOVERED, Step.HEAR),
    ],
)
def test_the_answer_to_the_second_asking_decides(value: int, outcome: Outcome, step: Step) -> None:
    case = reask(walk(fresh())[-1], value)
    assert (case.outcome, case.step, case.reask_value) == (outcome, step, value)


def test_who_thinks_better_of_it_closes_the_case_again() -> None:
    unhappy = reask(walk(fresh())[-1], 1)
    assert unhappy.round == 2
    happy = reask(unhappy, 5)
    assert (happy.outcome, happy.step) == (Outcome.RECOVERED, Step.CLOSED)


def test_but_not_when_somebody_has_begun_with_it() -> None:
    begun = deeds.claim(reask(walk(fresh())[-1], 1), BOR, NOW).case
    happy = reask(begun, 5)
    assert (happy.outcome, happy.step, happy.round) == (Outcome.RECOVERED, Step.APOLOGISE, 2)


def test_an_unhappy_answer_does_not_begin_anew_what_is_being_worked_on() -> None:
    working = deeds.reopen(walk(fresh())[-1], BOR, "The parcel came back.", BY, NOW).case
    unhappy = reask(working, 1)
    assert (unhappy.outcome, unhappy.step, unhappy.round) == (Outcome.NOT_RECOVERED, Step.RESOLVE, 2)


def test_an_answer_is_never_lost_to_silence() -> None:
    unhappy = reask(walk(fresh())[-1], 1)
    second = walk(unhappy)[-1]
    assert due.unanswered(second, NOW, asked=True).case.outcome is Outcome.NOT_RECOVERED


# -- time --------------------------------------------------------------------------------


def test_time_reminds_then_escalates_once_each() -> None:
    case = fresh()
    assert wake_at(case) == BY.remind_at
    assert due.due(case, BY.due_at - 1) == (Due.REMIND,)
    case = due.reminded(case, BY.due_at - 1).case
    assert wake_at(case) == BY.due_at
    assert due.due(case, BY.due_at) == (Due.ESCALATE,)
    case = due.escalated(case, BY.due_at).case
    assert wake_at(case) is None
    assert case.late(BY.due_at)


def test_nobody_is_reminded_of_what_is_late_already() -> None:
    assert due.due(fresh(), BY.due_at + 1) == (Due.ESCALATE,)


def test_what_is_resolved_is_not_late() -> None:
    resolved = walk(fresh())[3]
    assert not resolved.late(BY.due_at + 1)
    assert wake_at(resolved) == resolved.reask_at == NOW + 3 + 24 * HOUR_MS


def test_the_customer_is_asked_again_and_looked_after() -> None:
    closed = walk(fresh())[-1]
    assert due.due(closed, closed.reask_at or 0) == (Due.REASK,)
    asked = due.reasked(closed, NOW + 100 * HOUR_MS, NOW + 30 * HOUR_MS).case
    assert wake_at(asked) == NOW + 100 * HOUR_MS
    assert due.due(asked, NOW + 100 * HOUR_MS) == (Due.LOOK,)
    silent = due.unanswered(asked, NOW + 100 * HOUR_MS, asked=True).case
    assert (silent.outcome, wake_at(silent)) == (Outcome.UNANSWERED, None)


def test_without_a_second_asking_the_outcome_says_so_at_once() -> None:
    resolved = walk(fresh(), reask_h=None)[3]
    assert (resolved.outcome, resolved.reask_at) == (Outcome.NOT_ASKED, None)


# -- whatever happens --------------------------------------------------------------------

ACTORS = st.sampled_from([ANA, BOR, CENE])
VALUES = st.integers(1, 5)


@st.composite
def happening(draw: st.DrawFn) -> Callable[[Case, int], Change]:
    actor, value, h = draw(ACTORS), draw(VALUES), draw(st.sampled_from([None, 1.0]))
    to = draw(st.sampled_from([None, BOR.person, CENE.person]))
    chosen: Callable[[Case, int], Change] = draw(
        st.sampled_from(
            [
                lambda it, now: deeds.claim(it, actor, now),
                lambda it, now: deeds.assign(it, actor, to, now),
                lambda it, now: deeds.hear(it, actor, None, now),
                lambda it, now: deeds.apologise(it, actor, "Sorry", now, sent=True),
                lambda it, now: deeds.resolve(it, actor, None, h, now),
                lambda it, now: deeds.diagnose(it, actor, FOUND, now),
                lambda it, now: deeds.dismiss(it, actor, "No", now),
                lambda it, now: deeds.reopen(it, actor, "Yes", BY, now),
                lambda it, now: revalued(it, value, SETTINGS, BY, now),
                lambda it, now: answered(
                    it,
                    f"q_{it.round}",
                    value,
                    content=SETTINGS.content("csat", value),
                    low=SETTINGS.low("csat", value),
                    by=BY,
                    now=now,
                ),
                lambda it, now: due.unanswered(it, now, asked=bool(h)),
            ]
        )
    )
    return chosen


@given(st.lists(happening(), max_size=25))
def test_whatever_happens_a_case_holds_together(happenings: list[Callable[[Case, int], Change]]) -> None:
    case = fresh()
    for now, happens in enumerate(happenings, NOW):
        before = case
        try:
            change = happens(case, now)
        except HeardError:
            continue
        case = change.case
        assert change.moments or case == before, "what changes leaves a line"
        assert (case.step is Step.CLOSED) == (case.closed_at is not None)
        assert case.outcome is not Outcome.DISMISSED or case.closed
        assert before.outcome not in VERDICTS or case.outcome in VERDICTS, "an answer is never forgotten"
        assert case.round >= before.round
        assert not (case.step is Step.HEAR and case.heard_at is not None)
        assert case.closed or (case.resolved_at is not None) == (case.step is Step.DIAGNOSE)


@given(st.lists(happening(), max_size=12), ACTORS)
def test_what_is_offered_is_done_and_what_is_not_is_refused(
    happenings: list[Callable[[Case, int], Change]], actor: Actor
) -> None:
    case = fresh()
    for now, happens in enumerate(happenings, NOW):
        try:
            case = happens(case, now).case
        except HeardError:
            continue
    doing: dict[Deed, Callable[[], Change]] = {
        Deed.CLAIM: lambda: deeds.claim(case, actor, NOW),
        Deed.HEAR: lambda: deeds.hear(case, actor, None, NOW),
        Deed.APOLOGISE: lambda: deeds.apologise(case, actor, "Sorry", NOW, sent=False),
        Deed.RESOLVE: lambda: deeds.resolve(case, actor, None, None, NOW),
        Deed.DIAGNOSE: lambda: deeds.diagnose(case, actor, FOUND, NOW),
        Deed.DISMISS: lambda: deeds.dismiss(case, actor, "No", NOW),
        Deed.REOPEN: lambda: deeds.reopen(case, actor, "Yes", BY, NOW),
    }
    offered = set(may(case, actor))
    for deed, do in doing.items():
        if deed in offered:
            do()
        elif not (deed is Deed.CLAIM and case.owner == actor.person):
            with pytest.raises((Taken, Forbidden, Conflict)):
                do()


# -- settings ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("metric", "value", "low", "content"),
    [
        ("csat", 2, True, False), ("csat", 3, False, False), ("csat", 4, False, True),
        ("nps", 0, True, False), ("nps", 6, True, False), ("nps", 7, False, True),
        ("ces", 3, True, False), ("ces", 4, False, False), ("ces", 5, False, True),
    ],
)  # fmt: skip
def test_the_thresholds_of_each_scale(metric: str, value: int, low: bool, content: bool) -> None:
    assert SETTINGS.low(metric, value) is low
    assert SETTINGS.content(metric, value) is content


@pytest.mark.parametrize(
    "fields",
    [
        {"csat": Threshold(low=0, content=4)},
        {"csat": Threshold(low=4, content=4)},
        {"nps": Threshold(low=6, content=11)},
        {"remind_h": 8},
        {"causes": (*Settings().causes, Settings().causes[0])},
    ],
)
def test_settings_that_contradict_themselves_are_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Settings(**fields)


def test_the_deadline_comes_from_the_settings() -> None:
    monday_nine = 1_767_600_000_000  # 5 January 2026, 09:00 in Ljubljana
    found = deadline(SETTINGS, monday_nine - 1, ZoneInfo("Europe/Ljubljana"))
    assert found.remind_at is not None
    assert found.remind_at < found.due_at
    assert deadline(Settings(remind_h=0), monday_nine, ZoneInfo("UTC")).remind_at is None
