"""What becomes of a call's card, whatever happens in whatever order."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from bot import call
from bot.model import CallCard, CallMoment, CallState, Person

ANA = Person(id="a_1", name="Ana")
RINGING = CallCard(room="r_1", state=CallState.RINGING, asked=True, expires_at=30_000)
OFFERED = CallCard(room="r_1", state=CallState.OFFERED, by=ANA, expires_at=30_000)

Step = Callable[[CallCard, int], CallCard]
STEPS: dict[str, Step] = {
    "accepted": lambda card, at: call.accepted(card, ANA, at),
    "begun": call.begun,
    "noted": lambda card, at: call.noted(card, CallMoment(what="joined", role="customer", at=at)),
    "declined": lambda card, at: call.over(card, at, "customer", "declined", declined=True),
    "hung up": lambda card, at: call.over(card, at, "agent", "hung_up"),
    "expired": lambda card, at: call.over(card, at, "system", "expired"),
}
NEXT = {
    CallState.RINGING: {CallState.OFFERED, CallState.MISSED, CallState.DECLINED},
    CallState.OFFERED: {CallState.RUNNING, CallState.MISSED, CallState.DECLINED},
    CallState.RUNNING: {CallState.ENDED},
    CallState.ENDED: set(),
    CallState.MISSED: set(),
    CallState.DECLINED: set(),
}

histories = st.lists(st.sampled_from(sorted(STEPS)), max_size=12)


@given(st.sampled_from([RINGING, OFFERED]), histories)
def test_it_goes_only_forward_and_what_is_over_stays_as_it_is(card: CallCard, history: list[str]) -> None:
    for at, step in enumerate(history, 1):
        after = STEPS[step](card, at)
        assert after.state is card.state or after.state in NEXT[card.state]
        if card.ended_at is not None:
            assert after == card
        card = after
    over = card.state in (CallState.ENDED, CallState.MISSED, CallState.DECLINED)
    assert over is (card.ended_at is not None) is (card.ended_by is not None)
    assert (card.state in (CallState.RUNNING, CallState.ENDED)) is (card.started_at is not None)
    assert (card.by is None) is (card.asked and "accepted" not in history[: _first_end(history)])


def _first_end(history: list[str]) -> int:
    """Where the first step that ends a call stands."""
    return next((at for at, step in enumerate(history) if step in ("declined", "hung up", "expired")), len(history))


def test_a_card_holds_so_many_moments() -> None:
    card = OFFERED
    for at in range(call.MOMENTS + 5):
        card = STEPS["noted"](card, at)
    assert len(card.moments) == call.MOMENTS
