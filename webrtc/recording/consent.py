"""Whether a call may be recorded: asked by an agent, answered by everyone present: pure.

Nothing is kept while one person present has not agreed, of whatever role. Only who listens unseen is not asked, for
nobody could tell what is being waited for, and nothing of them is kept. Times are UTC milliseconds, handed in.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from webrtc.room import Participant
from webrtc.signals import Recording, RecordingState


class NotAllowed(Exception):
    """This participant may not do that; the message is a plain sentence."""


@dataclass(frozen=True)
class Asking:
    """One question and the answers to it; `agreed`: ids, also of people who have left and may come back."""

    state: RecordingState = "off"
    by: str = ""
    asked_at: int = 0
    since_at: int = 0
    agreed: frozenset[str] = frozenset()
    refused: str | None = None
    problem: str = ""


NOT_ASKED = Asking()

ASKED_AGAIN_MS = 30_000  # after a refusal: nobody is to be worn down


def ask(asking: Asking, person: Participant, at: int) -> Asking:
    """Asking is agreeing. Where it has been asked already, it is that alone. Raises NotAllowed."""
    if person.role != "agent":
        raise NotAllowed("Only agents can record a call.")
    if asking.refused is not None and at - asking.since_at < ASKED_AGAIN_MS:
        raise NotAllowed("Recording was refused a moment ago. Wait half a minute before you ask again.")
    if asking.state != "off":
        return answer(asking, person.id, True, at)
    return Asking("asked", person.id, max(at, asking.asked_at + 1), at, frozenset({person.id}))


def answer(asking: Asking, person: str, agree: bool, at: int) -> Asking:
    """One refusal, also after having agreed, ends it for everyone. Nothing happens when nothing is asked."""
    if asking.state == "off":
        return asking
    if agree:
        return replace(asking, agreed=asking.agreed | {person})
    return Asking("off", asking.by, asking.asked_at, at, refused=person)


def stop(asking: Asking, at: int, problem: str = "") -> Asking:
    if asking.state == "off":
        return asking
    return Asking("off", asking.by, asking.asked_at, at, problem=problem)


def settle(asking: Asking, present: Iterable[Participant], at: int) -> Asking:
    """The state that follows from who is there now; to be called after every change of either.

    An agent has to be there, who can stop it.
    """
    if asking.state == "off":
        return asking
    there = _concerned(present)
    free = all(one.id in asking.agreed for one in there) and any(one.role == "agent" for one in there)
    state: RecordingState = "on" if free else "asked" if asking.state == "asked" else "paused"
    return asking if state == asking.state else replace(asking, state=state, since_at=at)


def view(asking: Asking, present: Iterable[Participant], known: frozenset[str], recorded_ms: int) -> Recording:
    """As one participant sees it, who knows of `known`."""
    waiting = [] if asking.state == "off" else [one.id for one in _concerned(present) if one.id not in asking.agreed]
    return Recording(
        asking.state,
        asking.by,
        asking.since_at,
        tuple(one for one in waiting if one in known),
        asking.refused if asking.refused in known else None,
        recorded_ms,
        asking.problem,
    )


def _concerned(present: Iterable[Participant]) -> list[Participant]:
    return [one for one in present if not one.hidden]
