"""Which of several a customer points at: "the second one", "2", "last", a word that only one of them has. Pure."""

from collections.abc import Collection, Sequence

from bot.dialogue.particulars import ALONE, particular
from bot.dialogue.phrases import another, contradicts, meaning, slipped, spoken, wished_language
from knowledge.normalize import words

MOST_WORDS = 6  # of a message that points at something; a longer one asks
SHORTEST = 3  # letters of a name within a question
MOST = 9  # things that can be pointed at by a number
_POINTING = spoken("pointing")
_ORDINALS = (spoken("first"), spoken("second"), spoken("third"))
_LAST, _ALL = spoken("last"), spoken("all")


def points(text: str) -> bool:
    """Whether nothing but places among several are named: "the second one", "2", "both"."""
    return points_at_all(text) or _place(words(text), MOST) is not None


def points_at_all(text: str) -> bool:
    said = words(text)
    return any(tuple(said[:length]) in _ALL and _only_points(said[length:]) for length in range(1, len(said) + 1))


def stands_alone(text: str) -> bool:
    """Whether it asks something of itself: it is no phrase, no wish for a language, no pointing or taking back."""
    spoken_to = meaning(text) is not None or wished_language(text) is not None
    return not (spoken_to or points(text) or contradicts(text) or another(text) or particular(text, ALONE))


def pointed_at(text: str, names: Sequence[Collection[str]]) -> int | None:
    """The place in `names`, each of which may have several (in all languages); None: at none, or at more than one."""
    said = words(text)
    place = _place(said, len(names)) if len(said) <= MOST_WORDS else None
    return named(text, names) if place is None else place


def named(text: str, names: Sequence[Collection[str]]) -> int | None:
    """The same for things that were not shown in an order."""
    said = words(text)
    return _named(said, names) if 0 < len(said) <= MOST_WORDS else None


def mentioned(text: str, names: Sequence[Collection[str]]) -> int | None:
    """The place of the only one that is named, whole, by some of the words; the longest name counts."""
    said = words(text)
    found = [(length, place) for place, some in enumerate(names) if (length := _longest_within(said, some))]
    best = [place for length, place in found if length == max(found)[0]]
    return best[0] if len(best) == 1 else None


def _longest_within(said: list[str], names: Collection[str]) -> int:
    """The letters of the longest of the names that stands in `said`; 0: none does."""
    within = 0
    for name in map(words, names):
        spoken = len(name) > 0 and any(said[at : at + len(name)] == name for at in range(len(said)))
        if spoken and _tells("".join(name)):
            within = max(within, len("".join(name)))
    return within


def _tells(name: str) -> bool:
    """Two letters, such as a country's code, are a word like any other, and so is a number; a2 is a model."""
    return len(name) >= SHORTEST or not (name.isalpha() or name.isdecimal())


def _place(said: list[str], count: int) -> int | None:
    for start in range(len(said)):
        for end in range(len(said), start, -1):
            if (place := _ordinal(tuple(said[start:end]), count)) is not None and _only_points(
                said[:start] + said[end:]
            ):
                return place
    return None


def _ordinal(said: tuple[str, ...], count: int) -> int | None:
    if said in _LAST:
        return count - 1
    if len(said) == 1 and said[0].isdecimal() and 1 <= int(said[0][:3]) <= count:
        return int(said[0]) - 1
    return next((place for place, ways in enumerate(_ORDINALS[:count]) if said in ways), None)


def _only_points(said: list[str]) -> bool:
    return all((word,) in _POINTING for word in said)


def _named(said: list[str], names: Sequence[Collection[str]]) -> int | None:
    whole = [place for place, some in enumerate(names) if any(words(name) == said for name in some)]
    if len(whole) == 1:
        return whole[0]
    telling = [word for word in said if (word,) not in _POINTING]
    if not telling:
        return None
    fits = [place for place, some in enumerate(names) if any(_holds(words(name), telling) for name in some)]
    return fits[0] if len(fits) == 1 else None


def _holds(name: list[str], telling: list[str]) -> bool:
    return all(any(slipped(word, other) for other in name) for word in telling)
