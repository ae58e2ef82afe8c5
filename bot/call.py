"""What becomes of a call's card: pure. What is over stays as it is."""

from typing import Literal

from msgspec.structs import replace

from bot.model import CallCard, CallMoment, CallState, Person

MOMENTS = 200  # of a card; what happens after that is not shown

Side = Literal["agent", "customer", "system"]


def accepted(card: CallCard, by: Person, expires_at: int) -> CallCard:
    """An agent takes the call that rings; until `expires_at` the customer is to come."""
    if card.state is not CallState.RINGING:
        return card
    return replace(card, state=CallState.OFFERED, by=by, expires_at=expires_at)


def begun(card: CallCard, at: int) -> CallCard:
    """Both are there for the first time."""
    if card.state is not CallState.OFFERED:
        return card
    return replace(card, state=CallState.RUNNING, started_at=at)


def noted(card: CallCard, moment: CallMoment) -> CallCard:
    if card.ended_at is not None or len(card.moments) >= MOMENTS:
        return card
    return replace(card, moments=(*card.moments, moment))


def over(card: CallCard, at: int, by: Side, reason: str, *, declined: bool = False) -> CallCard:
    """`declined`: somebody said no to a call that had not begun."""
    if card.ended_at is not None:
        return card
    begun = card.started_at is not None
    state = CallState.ENDED if begun else CallState.DECLINED if declined else CallState.MISSED
    return replace(card, state=state, ended_at=at, ended_by=by, reason=reason)
