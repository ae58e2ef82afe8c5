"""Which of several a customer points at: "the second one", "2", "last", a word that only one of them has. Pure."""

from collections.abc import Collection, Sequence

from bot.dialogue.particulars import ALONE, particular
from bot.dialogue.phrases import Spoken, another, contradicts, folded, meaning, slipped, spoken, wished_language

MOST_WORDS = 6  # of a message that points at something; a longer one asks
SHORTEST = 3  # letters of a name within a question
MOST = 9  # things that can be pointed at by a number
_POINTING = frozenset(phrase[0] for phrase in spoken("pointing") if len(phrase) == 1)
_ORDINALS = (spoken("first"), spoken("second"), spoken("third"))
_LAST, _ALL = spoken("last"), spoken("all")
_LONGEST_PLACE = max(map(len, _LAST.union(*_ORDINALS)))  # words


def points(text: str) -> bool:
    """Whether nothing but places among several are named: "the second one", "2", "both"."""
    return points_at_all(text) or _place(folded(text), MOST) is not None


def points_at_all(text: str) -> bool:
    said = folded(text)
    return any(said[:length] in _ALL and _only_points(said[length:]) for length in range(1, len(said) + 1))


def stands_alone(text: str) -> bool:
    """Whether it asks something of itself: it is no phrase, no wish for a language, no pointing or taking back."""
    spoken_to = meaning(text) is not None or wished_language(text) is not None
    return not (spoken_to or points(text) or contradicts(text) or another(text) or particular(text, ALONE))


def pointed_at(text: str, names: Sequence[Collection[str]]) -> int | None:
    """The place in `names`, each of which may have several (in all languages); None: at none, or at more than one."""
    said = folded(text)
    place = _place(said, len(names)) if len(said) <= MOST_WORDS else None
    return named(text, names) if place is None else place


def named(text: str, names: Sequence[Collection[str]]) -> int | None:
    """The same for things that were not shown in an order."""
    said = folded(text)
    return _named(said, names) if 0 < len(said) <= MOST_WORDS else None


def mentioned(text: str, names: Sequence[Collection[str]]) -> int | None:
    """The place of the only one that is named, whole, by some of the words; the longest name counts."""
    said = folded(text)
    found = [(length, place) for place, some in enumerate(names) if (length := _longest_within(said, some))]
    best = [place for length, place in found if length == max(found)[0]]
    return best[0] if len(best) == 1 else None


def _longest_within(said: Spoken, names: Collection[str]) -> int:
    """The letters of the longest of the names that stands in `said`; 0: none does."""
    within = 0
    for name in map(folded, names):
        spoken = len(name) > 0 and any(said[at : at + len(name)] == name for at in range(len(said)))
        if spoken and _tells("".join(name)):
            within = max(within, len("".join(name)))
    return within


def _tells(name: str) -> bool:
    """Two letters, such as a country's code, are a word like any other, and so is a number; a2 is a model."""
    return len(name) >= SHORTEST or not (name.isalpha() or name.isdecimal())


def _place(said: Spoken, count: int) -> int | None:
    if sum(word not in _POINTING for word in said) > _LONGEST_PLACE:
        return None
    for start in range(len(said)):
        for end in range(min(len(said), start + _LONGEST_PLACE), start, -1):
            if (place := _ordinal(said[start:end], count)) is not None and _only_points(said[:start] + said[end:]):
                return place
    return None


def _ordinal(said: Spoken, count: int) -> int | None:
    if said in _LAST:
        return count - 1
    if len(said) == 1 and said[0].isdecimal() and 1 <= int(said[0][:3]) <= count:
        return int(said[0]) - 1
    return next((place for place, ways in enumerate(_ORDINALS[:count]) if said in ways), None)


def _only_points(said: Spoken) -> bool:
    return _POINTING.issuperset(said)


def _named(said: Spoken, names: Sequence[Collection[str]]) -> int | None:
    whole = [place for place, some in enumerate(names) if any(folded(name) == said for name in some)]
    if len(whole) == 1:
        return whole[0]
    telling = [word for word in said if word not in _POINTING]
    if not telling:
        return None
    fits = [place for place, some in enumerate(names) if any(_holds(folded(name), telling) for name in some)]
    return fits[0] if len(fits) == 1 else None


def _holds(name: Spoken, telling: list[str]) -> bool:
    return all(any(slipped(word, other) for other in name) for word in telling)
