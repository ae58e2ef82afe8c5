"""Who has agreed to be recorded, whatever order people come, go and change their minds in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from webrtc.recording import consent
from webrtc.recording.consent import NOT_ASKED, Asking, NotAllowed
from webrtc.room import Participant

ANA, BEN = Participant("ana", "agent", "Ana"), Participant("ben", "agent", "Ben")
EVA, SUE = Participant("eva", "customer", "Eva"), Participant("sue", "supervisor", "Sue")
EVERYONE = (ANA, BEN, EVA, SUE)
UNSEEN = Participant("una", "supervisor", "Una", hidden=True)
IDS = frozenset(one.id for one in EVERYONE)


def asked(*present: Participant) -> Asking:
    return consent.settle(consent.ask(NOT_ASKED, ANA, 1), present, 1)


def agreed(asking: Asking, person: Participant, *present: Participant, at: int = 2) -> Asking:
    return consent.settle(consent.answer(asking, person.id, True, at), present, at)


def test_it_begins_when_everyone_has_agreed() -> None:
    asking = asked(ANA, EVA, SUE)
    assert asking.state == "asked"
    assert consent.view(asking, (ANA, EVA, SUE), IDS, 0).waiting == ("eva", "sue")
    asking = agreed(asking, EVA, ANA, EVA, SUE)
    assert asking.state == "asked"
    asking = agreed(asking, SUE, ANA, EVA, SUE, at=3)
    assert (asking.state, asking.since_at) == ("on", 3)


def test_whoever_comes_pauses_it_until_they_agree() -> None:
    asking = agreed(asked(ANA, EVA), EVA, ANA, EVA)
    asking = consent.settle(asking, (ANA, EVA, BEN), 5)
    assert (asking.state, asking.since_at) == ("paused", 5)
    assert agreed(asking, BEN, ANA, EVA, BEN).state == "on"
    assert consent.settle(asking, (ANA, EVA), 6).state == "on"  # or until they leave


def test_who_has_agreed_may_leave_and_come_back() -> None:
    asking = agreed(asked(ANA, EVA), EVA, ANA, EVA)
    asking = consent.settle(asking, (ANA,), 5)
    assert consent.settle(asking, (ANA, EVA), 6).state == "on"


def test_who_listens_unseen_is_neither_asked_nor_waited_for() -> None:
    asking = consent.settle(asked(ANA, EVA, UNSEEN), (ANA, EVA, UNSEEN), 2)
    assert consent.view(asking, (ANA, EVA, UNSEEN), IDS | {UNSEEN.id}, 0).waiting == (EVA.id,)
    assert agreed(asking, EVA, ANA, EVA, UNSEEN).state == "on"


def test_without_an_agent_nobody_is_recorded() -> None:
    asking = agreed(asked(ANA, EVA), EVA, ANA, EVA)
    assert consent.settle(asking, (EVA,), 5).state == "paused"
    assert consent.settle(asking, (), 5).state == "paused"


def test_one_refusal_ends_it() -> None:
    asking = consent.answer(agreed(asked(ANA, EVA), EVA, ANA, EVA), "eva", False, 9)
    assert (asking.state, asking.refused) == ("off", "eva")
    assert consent.view(asking, (ANA, EVA), IDS, 0).refused == "eva"
    assert agreed(asking, EVA, ANA, EVA).state == "off"  # too late: it has to be asked again
    with pytest.raises(NotAllowed):
        consent.ask(asking, ANA, 9 + consent.ASKED_AGAIN_MS - 1)
    again = consent.ask(asking, ANA, 9 + consent.ASKED_AGAIN_MS)
    assert again.state == "asked" and again.agreed == {"ana"} and again.refused is None


def test_two_questions_never_have_one_time() -> None:
    first = consent.ask(NOT_ASKED, ANA, 7)
    assert consent.ask(consent.stop(first, 7), ANA, 7).asked_at > first.asked_at


@pytest.mark.parametrize("person", [EVA, SUE])
def test_only_agents_ask(person: Participant) -> None:
    with pytest.raises(NotAllowed):
        consent.ask(NOT_ASKED, person, 1)


@given(st.frozensets(st.sampled_from(sorted(IDS))))
def test_nobody_is_told_of_one_they_do_not_know(known: frozenset[str]) -> None:
    shown = consent.view(asked(*EVERYONE), EVERYONE, known, 0)
    assert set(shown.waiting) <= known
    assert consent.view(consent.answer(asked(*EVERYONE), "sue", False, 2), EVERYONE, known, 0).refused in {None, *known}


class Call(RuleBasedStateMachine):
    """What each has said to the question that stands is kept beside, in a way that cannot be wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.asking = NOT_ASKED
        self.present: dict[str, Participant] = {}
        self.said: dict[str, bool] = {}
        self.at = 0

    def settle(self) -> None:
        self.at += 1
        self.asking = consent.settle(self.asking, self.present.values(), self.at)

    @rule(person=st.sampled_from(EVERYONE))
    def joins(self, person: Participant) -> None:
        self.present[person.id] = person
        self.settle()

    @rule(person=st.sampled_from(EVERYONE))
    def leaves(self, person: Participant) -> None:
        self.present.pop(person.id, None)
        self.settle()

    @rule(person=st.sampled_from((ANA, BEN)))
    def asks(self, person: Participant) -> None:
        if self.asking.refused is not None:
            self.at += consent.ASKED_AGAIN_MS
        if self.asking.state == "off":
            self.said = {}
        self.said[person.id] = True
        self.asking = consent.ask(self.asking, person, self.at)
        self.settle()

    @rule(person=st.sampled_from(EVERYONE), agree=st.booleans())
    def answers(self, person: Participant, agree: bool) -> None:
        self.said[person.id] = agree
        self.asking = consent.answer(self.asking, person.id, agree, self.at)
        self.settle()

    @rule()
    def stops(self) -> None:
        self.asking = consent.stop(self.asking, self.at)
        self.settle()

    @invariant()
    def nobody_is_recorded_who_has_not_agreed(self) -> None:
        if self.asking.state == "on":
            assert all(self.said.get(one) is True for one in self.present)
            assert any(one.role == "agent" for one in self.present.values())

    @invariant()
    def nobody_is_waited_for_in_vain(self) -> None:
        shown = consent.view(self.asking, self.present.values(), IDS, 0)
        if self.asking.state in ("asked", "paused") and any(one.role == "agent" for one in self.present.values()):
            assert shown.waiting


TestCall = Call.TestCase
