import pytest
from hypothesis import given
from hypothesis import strategies as st

from webrtc import room as rules
from webrtc.room import Connected, Joined, Left, Participant, Presence, Room, RoomFull, SharingChanged
from webrtc.signals import Role, Sharing, Streams

FIRST, SECOND = Streams("0", "1", "2"), Streams("4", "5", "6")
ANA, EVA = Participant("ana", "agent", "Ana"), Participant("eva", "customer", "Eva")
SUE = Participant("sue", "supervisor", "Sue")


def room(*participants: Participant) -> Room:
    made = Room("r", 0)
    for participant in participants:
        made, _ = rules.join(made, participant, 1)
        made = rules.negotiate(made, participant.id, (FIRST,), fresh=True)
    return made


def presence(made: Room, participant: str) -> Presence:
    found = made.get(participant)
    assert found is not None
    return found


def streams(made: Room, receiver: str) -> dict[str, Streams | None]:
    return {one.id: one.streams for one in rules.state(made, presence(made, receiver)).participants}


def test_two_see_each_other_and_not_themselves() -> None:
    made = room(ANA, EVA)
    assert streams(made, "ana") == {"ana": None, "eva": FIRST}
    assert streams(made, "eva") == {"ana": FIRST, "eva": None}
    assert rules.state(made, presence(made, "eva")).you == "eva"


def test_whoever_has_not_offered_yet_is_seated_later() -> None:
    made, _ = rules.join(room(ANA), EVA, 1)
    assert streams(made, "eva") == {"ana": None, "eva": None}
    assert streams(rules.negotiate(made, "eva", (FIRST,), fresh=True), "eva")["ana"] == FIRST


def test_a_supervisor_sees_both_and_is_seen_without_streams() -> None:
    made, _ = rules.join(room(ANA, EVA), SUE, 1)
    made = rules.negotiate(made, "sue", (FIRST, SECOND), fresh=True)
    assert streams(made, "sue") == {"ana": FIRST, "eva": SECOND, "sue": None}
    assert streams(made, "ana") == {"ana": None, "eva": FIRST, "sue": None}
    left, _ = rules.leave(made, "ana", "left", 2)
    assert streams(left, "sue") == {"eva": SECOND, "sue": None}  # the picture does not jump
    assert rules.share(made, "sue", Sharing(camera=True), 2) == (made, [])


def test_one_who_sends_too_many_finds_the_room_full() -> None:
    full = room(*(Participant(f"ben{n}", "agent", "Ben") for n in range(rules.SENDERS_MAX)))
    with pytest.raises(RoomFull):
        rules.join(full, EVA, 1)
    rules.join(full, SUE, 1)
    rules.join(full, Participant("ben0", "agent", "Ben"), 1)


def test_one_who_listens_too_many_finds_the_room_full() -> None:
    full = room(*(Participant(f"sue{n}", "supervisor", "Sue") for n in range(rules.SUPERVISORS_MAX)))
    with pytest.raises(RoomFull):
        rules.join(full, SUE, 1)
    rules.join(full, ANA, 1)


def test_who_is_hidden_sees_all_and_is_seen_by_nobody() -> None:
    hidden = Participant("sue", "supervisor", "Sue", hidden=True)
    made = room(ANA, EVA, hidden)
    assert list(streams(made, "sue")) == ["ana", "eva", "sue"]
    for one in ("ana", "eva"):
        assert list(streams(made, one)) == ["ana", "eva"]


def test_joining_again_replaces() -> None:
    made, _ = rules.share(room(ANA, EVA), "eva", Sharing(camera=True), 2)
    made, events = rules.join(made, EVA, 3)
    assert events == [Left("r", "eva", 3, "replaced"), Joined("r", "eva", 3)]
    assert presence(made, "eva").sharing == Sharing()
    assert [one.participant.id for one in made.present] == ["ana", "eva"]


def test_sharing_is_told_once() -> None:
    made = room(ANA)
    made, events = rules.share(made, "ana", Sharing(audio=True, screen=True), 5)
    assert events == [SharingChanged("r", "ana", camera=False, screen=True, audio=True, at=5)]
    assert rules.share(made, "ana", Sharing(audio=True, screen=True), 6) == (made, [])
    assert rules.share(made, "nobody", Sharing(audio=True), 6) == (made, [])


def test_the_room_is_connected_once_when_two_senders_are() -> None:
    made, _ = rules.join(room(ANA, EVA), SUE, 1)
    told: list[object] = []
    changes = [("sue", True), ("ana", True), ("eva", True), ("eva", False), ("eva", True)]
    for at, (who, connected) in enumerate(changes):
        made, events = rules.connect(made, who, connected, at)
        told += events
    assert told == [Connected("r", 2)]


def test_a_restart_keeps_the_connection_and_a_fresh_one_does_not() -> None:
    made, _ = rules.connect(room(ANA), "ana", True, 1)
    assert presence(rules.negotiate(made, "ana", (FIRST,), fresh=False), "ana").connected
    assert not presence(rules.negotiate(made, "ana", (FIRST,), fresh=True), "ana").connected


def test_an_empty_room_waits() -> None:
    made = room(ANA)
    assert not rules.empty_too_long(made, 45, 10**9)
    made, events = rules.leave(made, "ana", "lost", 1000)
    assert events == [Left("r", "ana", 1000, "lost")]
    assert not rules.empty_too_long(made, 45, 45_999)
    assert rules.empty_too_long(made, 45, 46_000)
    made, _ = rules.join(made, ANA, 46_000)
    assert not rules.empty_too_long(made, 45, 10**9)


ROLES: list[Role] = ["agent", "customer", "supervisor"]
STEPS = st.lists(
    st.tuples(st.sampled_from(["join", "leave", "lines"]), st.integers(0, 4), st.integers(0, 3)), max_size=40
)


@given(STEPS)
def test_places_never_hold_two_and_never_change_while_both_stay(steps: list[tuple[str, int, int]]) -> None:
    made = Room("r", 0)
    for what, who, places in steps:
        before = made
        if what == "join":
            try:
                made, _ = rules.join(made, Participant(str(who), ROLES[who % 3], ""), 1)
            except RoomFull:
                continue
        elif what == "leave":
            made, _ = rules.leave(made, str(who), "left", 1)
        else:
            made = rules.negotiate(made, str(who), (FIRST, SECOND, FIRST)[:places], fresh=False)
        senders = {one.participant.id for one in made.present if one.participant.sends}
        assert len(senders) <= rules.SENDERS_MAX
        for one in made.present:
            seats = dict(one.seats)
            assert len(set(seats.values())) == len(seats)
            assert seats.keys() <= senders - {one.participant.id}
            assert all(seat < len(one.lines) for seat in seats.values())
            former = before.get(one.participant.id)
            if former is not None and what == "leave":
                kept = {other: seat for other, seat in former.seats if other in senders}
                assert kept.items() <= seats.items()
