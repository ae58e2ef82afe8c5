"""Several questions in one message. Pure.

A message is cut where a sentence ends, and before a joining word that a question word follows ("… and how …").
"""

import re
from collections.abc import Sequence

from bot.dialogue.phrases import meaning
from knowledge.normalize import words

MOST = 3  # questions that are answered one after the other
LEAST_WORDS = 2  # of each

_ASKING = (
    r"how|where|what|when|why|which|who|can|could|do|does|is|are|will"
    r"|kako|kje|kaj|kdaj|zakaj|koliko|ali|a lahko|lahko|kam|kdo"
    r"|як|дзе|што|калі|чаму|колькі|ці|можна|куды|хто"
    r"|как|где|что|когда|почему|сколько|можно|можете|куда|кто"
    r"|bagaimana|gimana|di ?mana|apa|apakah|kapan|kenapa|mengapa|berapa|bisakah|bisa|siapa"
)
_ASKS = re.compile(rf"(?:{_ASKING})\b", re.IGNORECASE)
_DENIED = re.compile(
    r",\s*(?:but\s+|a\s+|а\s+|tapi\s+)?(?:not|ne|ni|не|bukan)(?:\s+\w+){1,4}(?=\s*(?:[.!?]|$))", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[?!.;…])\s+|\n+")
_JOINING = (
    r"[,;]?\s+(?:and also|and then|and|also|plus|in še|ter|in|pa še|pa|а таксама|і яшчэ|ды|і"
    r"|а также|а ещё|а еще|и ещё|и еще|а|и|dan juga|dan|serta|lalu)\s+"
)
_JOINT = re.compile(rf"{_JOINING}(?=(?:{_ASKING})\b)", re.IGNORECASE)
_ANY_JOINT = re.compile(_JOINING, re.IGNORECASE)


def questions(text: str) -> tuple[str, ...]:
    """Two or three that the message may be made of; none where it is one."""
    sentences = [sentence.strip() for sentence in _SENTENCE.split(text.strip())]
    asked = [sentence for sentence in sentences if sentence and meaning(sentence) is None]
    if any(sentence.endswith("?") for sentence in asked[:-1]):
        # among sentences that ask, those that tell are no questions
        asked = [sentence for place, sentence in enumerate(asked) if "?" in sentence or place == len(asked) - 1]
    return _several([part for sentence in asked for part in _JOINT.split(sentence)])


def clauses(text: str) -> tuple[str, ...]:
    """What stands between any joining words ("… and cancel …"), likewise; it may well be one question all the same."""
    return _several(_ANY_JOINT.split(text))


def _several(parts: Sequence[str]) -> tuple[str, ...]:
    if not 2 <= len(parts) <= MOST or any(len(words(part)) < LEAST_WORDS for part in parts):
        return ()
    return tuple(part.strip() for part in parts)


def asks(part: str) -> bool:
    """Whether it is a question by its form: by its sign, or by its first word."""
    return "?" in part or _ASKS.match(part.strip()) is not None


def without_denied(text: str) -> str:
    """The message without what it says that it is not about: "my order, not the invoice"."""
    return _DENIED.sub("", text) or text
