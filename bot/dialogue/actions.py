"""What the bot may do about a message: bot.dialogue decides it, bot.desk does it. Data only."""

from dataclasses import dataclass
from enum import StrEnum, auto

from knowledge.match import Match


class Line(StrEnum):
    """Things that the bot says (bot.dialogue.wording words them)."""

    HELLO = auto()
    WELL = auto()
    BOT = auto()
    HELP = auto()
    WELCOME = auto()  # to thanks
    GOODBYE = auto()
    NOTED = auto()
    SORRY = auto()  # to anger
    UNCLEAR = auto()
    WHICH = auto()
    WHICH_FIRST = auto()  # more than one choice stands open, and the customer says yes
    PERHAPS = auto()  # the only choice
    UNKNOWN = auto()
    STILL_UNKNOWN = auto()
    NO_MORE = auto()  # than the article right above says
    REPHRASE = auto()  # none of the choices
    MISUNDERSTOOD = auto()
    KEPT = auto()  # particulars, for a person
    CALL = auto()  # how to get one
    DECLINED = auto()  # no person, then
    LANGUAGES = auto()


OFFERING = {
    Line.BOT, Line.HELP, Line.SORRY, Line.UNCLEAR, Line.UNKNOWN, Line.STILL_UNKNOWN, Line.NO_MORE, Line.REPHRASE,
    Line.MISUNDERSTOOD, Line.KEPT, Line.CALL, Line.LANGUAGES,
}  # fmt: skip
"""Lines below which a person is offered."""


@dataclass(frozen=True, slots=True)
class SendArticle:
    match: Match
    question: str | None = None  # the part of the message that it answers; None: all of it


@dataclass(frozen=True, slots=True)
class AskWhich:
    """One to three articles that may be meant, best first, each under the customers' wording."""

    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class AdmitNotKnowing:
    """Says so and offers a person; `again` where it has just said so. Nothing answers the question: a gap."""

    line: Line


@dataclass(frozen=True, slots=True)
class Say:
    line: Line


@dataclass(frozen=True, slots=True)
class Choose:
    """One of the choices in the message `seq` is meant."""

    seq: int
    article: str


@dataclass(frozen=True, slots=True)
class Decline:
    """None of the choices in the message `seq` is meant."""

    seq: int


@dataclass(frozen=True, slots=True)
class Vote:
    """The article in the message `seq` did or did not help."""

    seq: int
    helped: bool


@dataclass(frozen=True, slots=True)
class Reject:
    """The article in the message `seq` is not what was meant."""

    seq: int


@dataclass(frozen=True, slots=True)
class Know:
    """The customer's value of an attribute (None: they cannot name it); `article` is then told."""

    attribute: str
    value: str | None
    article: str


@dataclass(frozen=True, slots=True)
class Forget:
    """What is known for `article` no longer holds: it asks anew."""

    article: str


@dataclass(frozen=True, slots=True)
class Speak:
    """In this language from now on; `article` is told again in it."""

    language: str
    article: str | None


@dataclass(frozen=True, slots=True)
class Rate:
    request: str
    value: int  # 1-5


@dataclass(frozen=True, slots=True)
class Handoff:
    reason: str


@dataclass(frozen=True, slots=True)
class Solve:
    pass


@dataclass(frozen=True, slots=True)
class Wait:
    """Decides later: when the customer has paused, or (`at_once`) when what was said before has been looked up."""

    at_once: bool


Action = (
    SendArticle
    | AskWhich
    | AdmitNotKnowing
    | Say
    | Choose
    | Decline
    | Vote
    | Reject
    | Know
    | Forget
    | Speak
    | Rate
    | Handoff
    | Solve
    | Wait
)
