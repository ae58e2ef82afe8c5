"""What a button under a message means, in the 64 bytes that Telegram lets it carry.

A tap may be forged: the desk checks what it asks for.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choose:
    seq: int  # of the message that offers the choices
    index: int


@dataclass(frozen=True, slots=True)
class NoneOfThese:
    seq: int  # of the message that offers the choices


@dataclass(frozen=True, slots=True)
class Helped:
    seq: int
    value: bool


@dataclass(frozen=True, slots=True)
class WantPerson:
    pass


@dataclass(frozen=True, slots=True)
class WantCall:
    pass


@dataclass(frozen=True, slots=True)
class TellMe:
    seq: int  # of the message that offers it


@dataclass(frozen=True, slots=True)
class CheckedIn:
    seq: int  # of the message that asks whether all works
    works: bool


@dataclass(frozen=True, slots=True)
class Permit:
    seq: int  # of the message below which the button stands; 0: of none
    allowed: bool  # to write to the customer unasked


@dataclass(frozen=True, slots=True)
class LeaveLine:
    pass


@dataclass(frozen=True, slots=True)
class Rate:
    request: str
    value: int


@dataclass(frozen=True, slots=True)
class Pick:
    """One choice of a follow-up question, on or off: a second tap asks for the same, it does not turn it back."""

    seq: int  # of the rating
    value: int  # that was given when the button was drawn: another value may have other questions
    question: int  # its place among the card's, from 0
    choice: int
    on: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A point on the scale of a follow-up question."""

    seq: int
    value: int
    question: int
    mark: int  # 1..5


@dataclass(frozen=True, slots=True)
class Heading:
    """Over buttons that answer one question; it does nothing."""


@dataclass(frozen=True, slots=True)
class Comment:
    seq: int  # of the rating


@dataclass(frozen=True, slots=True)
class Settle:
    """Enough was said: the buttons may go."""

    seq: int


@dataclass(frozen=True, slots=True)
class Reconsider:
    seq: int


@dataclass(frozen=True, slots=True)
class BookCall:
    seq: int  # of the rating that offers it


@dataclass(frozen=True, slots=True)
class Speak:
    language: str


RatingTap = Rate | Pick | Mark | Heading | Comment | Settle | Reconsider | BookCall
Tap = (
    Choose | NoneOfThese | Helped | WantPerson | WantCall | TellMe | CheckedIn | Permit | LeaveLine | Speak | RatingTap
)  # fmt: skip


def data(tap: Tap) -> str:
    match tap:
        case Choose(seq, index):
            return f"choose:{seq}:{index}"
        case NoneOfThese(seq):
            return f"none:{seq}"
        case Helped(seq, value):
            return f"helped:{seq}:{int(value)}"
        case WantPerson():
            return "person"
        case WantCall():
            return "call"
        case TellMe(seq):
            return f"tell:{seq}"
        case CheckedIn(seq, works):
            return f"works:{seq}:{int(works)}"
        case Permit(seq, allowed):
            return f"permit:{seq}:{int(allowed)}"
        case LeaveLine():
            return "leave"
        case Rate(request, value):
            return f"rate:{value}:{request}"
        case Pick(seq, value, question, choice, on):
            return f"pick:{seq}:{value}:{question}:{choice}:{int(on)}"
        case Mark(seq, value, question, mark):
            return f"mark:{seq}:{value}:{question}:{mark}"
        case Heading():
            return "heading"
        case Comment(seq):
            return f"comment:{seq}"
        case Settle(seq):
            return f"settle:{seq}"
        case Reconsider(seq):
            return f"change:{seq}"
        case BookCall(seq):
            return f"book:{seq}"
        case Speak(language):
            return f"speak:{language}"


def tap(text: str) -> Tap | None:
    """None: no button of ours, or none that this version still knows."""
    try:
        match text.split(":"):
            case ["choose", seq, index]:
                return Choose(int(seq), int(index))
            case ["none", seq]:
                return NoneOfThese(int(seq))
            case ["helped", seq, value]:
                return Helped(int(seq), value == "1")
            case ["person"]:
                return WantPerson()
            case ["call"]:
                return WantCall()
            case ["tell", seq]:
                return TellMe(int(seq))
            case ["works", seq, works]:
                return CheckedIn(int(seq), works == "1")
            case ["permit", seq, allowed]:
                return Permit(int(seq), allowed == "1")
            case ["leave"]:
                return LeaveLine()
            case ["rate", value, request]:
                return Rate(request, int(value))
            case ["pick", seq, value, question, choice, on]:
                return Pick(int(seq), int(value), int(question), int(choice), on == "1")
            case ["mark", seq, value, question, mark]:
                return Mark(int(seq), int(value), int(question), int(mark))
            case ["heading"]:
                return Heading()
            case ["comment", seq]:
                return Comment(int(seq))
            case ["settle", seq]:
                return Settle(int(seq))
            case ["change", seq]:
                return Reconsider(int(seq))
            case ["book", seq]:
                return BookCall(int(seq))
            case ["speak", language]:
                return Speak(language)
    except ValueError:
        pass
    return None
