"""What customers say to the bot rather than ask of it: hello, thanks, yes, not that one, a wish for a person.

The whole message must be made of such phrases (phrases.toml), so that "my problem is not solved" stays a question.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from knowledge.normalize import fold, words


class Meaning(StrEnum):
    """Where a message says several of these, the first of this list counts."""

    PERSON = "person"
    CALL = "call"  # "can we do a video call?"
    ANGER = "anger"
    BOT = "bot"  # "are you a bot?", "who are you?"
    UNHELPED = "unhelped"  # the answer was of no use
    NONE = "none"  # none of these
    OTHER = "other"  # not what was meant
    UNSURE = "unsure"  # "I don't know"
    NO = "no"
    DONE = "done"  # "no thanks", "that is all"
    SOLVED = "solved"
    YES = "yes"
    THANKS = "thanks"
    WELLBEING = "wellbeing"  # "how are you?"
    HELP = "help"
    GOODBYE = "goodbye"
    NOTED = "noted"  # "ok", "I see"
    GREETING = "greeting"
    UNCLEAR = "unclear"  # nothing in words: "???", an emoji


T = TypeVar("T")

Spoken = tuple[str, ...]
"""A phrase's words, folded."""

LONGEST = 80  # characters of a message that is looked at
SHORT = 3  # words
OF_OTHERS = {"language"}  # sections whose phrases stand at a language that they are not said in
CONTRADICTION = 7  # words that it has at most
ALIKE = 75  # of 100, rapidfuzz ratio: phrases that are compared word by word
SLIP_FROM, SLIPS_FROM = 4, 8  # letters of a word from which on it may hold a slip of the finger, and two

_FILE: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8")
)
_RANK = {meaning: rank for rank, meaning in enumerate(Meaning)}
_DRAWN = re.compile(r"(\w)\1{2,}")  # hellooo
_SIGNS = {
    Meaning.ANGER: "😠😡🤬🖕💩😤",
    Meaning.NO: "👎❌",
    Meaning.YES: "👍👌✅💯✔",
    Meaning.THANKS: "🙏❤💙💚🧡💛😊🙂😀😃😄😁🥰😍👏🎉🤝😘",
    Meaning.GREETING: "👋",
}


def _phrases(section: str) -> Iterator[str]:
    for phrases in _FILE[section].values():
        yield from phrases


def wordings() -> Iterator[tuple[str, str]]:
    """Everything that customers say in a language, as (its code, phrase)."""
    for section in _FILE.keys() - OF_OTHERS:
        for language, phrases in _FILE[section].items():
            for phrase in phrases:
                yield language, phrase


def spoken(section: str) -> frozenset[Spoken]:
    """The phrases of a section of phrases.toml in all languages."""
    return frozenset(tuple(words(phrase)) for phrase in _phrases(section))


def _swearing(patterns: Iterable[str]) -> re.Pattern[str]:
    any_of = "|".join(fold(each).replace("*", r"\w*") for each in patterns)
    return re.compile(rf"\b(?:{any_of})\b")


def _languages_of() -> dict[Spoken, frozenset[str]]:
    found: defaultdict[Spoken, set[str]] = defaultdict(set)
    for meaning in PHRASES:
        for language, phrases in _FILE[meaning].items():
            for phrase in phrases:
                found[tuple(words(phrase))].add(language)
    return {phrase: frozenset(codes) for phrase, codes in found.items()}


PHRASES: dict[Meaning, tuple[str, ...]] = {
    meaning: tuple(_phrases(meaning)) for meaning in Meaning if meaning is not Meaning.UNCLEAR
}
_MEANING_OF: dict[Spoken, Meaning] = {
    tuple(words(phrase)): meaning for meaning in reversed(PHRASES) for phrase in PHRASES[meaning]
}
_LANGUAGES_OF: dict[Spoken, frozenset[str]] = _languages_of()
_RUN_TOGETHER = {"".join(phrase): meaning for phrase, meaning in _MEANING_OF.items() if len(phrase) > 1}  # thankyou
_LANGUAGE_OF: dict[Spoken, str | None] = dict.fromkeys(spoken("greeting") | spoken("talking")) | {
    tuple(words(phrase)): code for code, phrases in _FILE["language"].items() for phrase in phrases
}
_BY_LENGTH: defaultdict[int, dict[str, Meaning]] = defaultdict(dict)  # in words
for _phrase, _meaning in _MEANING_OF.items():
    _BY_LENGTH[len(_phrase)][" ".join(_phrase)] = _meaning
_MOST_WORDS = max(_BY_LENGTH)
_ANOTHER: dict[Spoken, bool] = dict.fromkeys(spoken("asking"), False) | dict.fromkeys(spoken("another"), True)
_FILLERS = spoken("filler")
_LEANING, _BEGINNING = spoken("lean"), spoken("begin")
_AGAINST, _OTHERS = spoken("against"), spoken("others")
_SWEARING = _swearing(_phrases("swearing"))


@lru_cache(maxsize=1_000)  # a message is looked at many times while it is being answered
def folded(text: str) -> Spoken:
    """Its words."""
    return tuple(words(text))


@lru_cache(maxsize=1_000)
def meaning(text: str) -> Meaning | None:
    """None: it is a question like any other."""
    if len(text) > LONGEST:
        return None
    for drawn in dict.fromkeys((text, _DRAWN.sub(r"\1", text), _DRAWN.sub(r"\1\1", text))):
        said = tuple(words(drawn))
        if not said:
            return _sign(text)
        if found := _made_of(said, _MEANING_OF):
            return min(found, key=_RANK.__getitem__)
        if alike := _RUN_TOGETHER.get("".join(said)) or _alike(said):
            return alike
    return None


def wished_language(text: str) -> str | None:
    """The language that the message asks to be spoken to in; None: it asks for none."""
    found = _made_of(folded(text), _LANGUAGE_OF) if len(text) <= LONGEST else []
    return next(filter(None, found), None)


def languages(text: str) -> frozenset[str]:
    """Those in which the message may be said, where it consists of phrases; none where it does not."""
    found = _made_of(folded(text), _LANGUAGES_OF) if len(text) <= LONGEST else []
    return frozenset.intersection(*found) or frozenset.union(*found) if found else frozenset()


def angry(text: str) -> bool:
    """Whether a question holds a swear word."""
    return bool(_SWEARING.search(fold(text)))


def leans(text: str) -> bool:
    """Whether a question may go on with what was said before, by how it begins or because it is short."""
    said = folded(text)
    return len(said) <= SHORT or _begins(said, _LEANING | _BEGINNING)


def goes_on(text: str) -> bool:
    """Whether it can hardly stand without what was said before."""
    said = folded(text)
    return _begins(said, _LEANING) or (len(said) <= SHORT and _begins(said, _BEGINNING))


def _begins(said: Spoken, how: Collection[Spoken]) -> bool:
    return any(said[:length] in how for length in (1, 2, 3))


def another(text: str) -> bool:
    """Whether what was told about oneself no longer holds: another model, another country."""
    return len(text) <= LONGEST and any(_made_of(folded(text), _ANOTHER))


def contradicts(text: str) -> bool:
    """Whether it takes back what was understood: "no, the other order"."""
    said = folded(text)
    begins = any(said[:length] in _AGAINST for length in (1, 2, 3, 4))
    return len(said) <= CONTRADICTION and begins and any((word,) in _OTHERS for word in said)


def denies(text: str) -> bool:
    """Whether it says that what was told last is not what was meant."""
    return meaning(text) in (Meaning.OTHER, Meaning.NONE) or contradicts(text)


def _made_of(said: Spoken, known: Mapping[Spoken, T]) -> list[T]:
    """What the phrases say that `said` consists of, the longest first; fillers may stand between them.

    Empty where anything else stands there.
    """
    found: list[T] = []
    place = 0
    while place < len(said):
        for length in range(min(_MOST_WORDS, len(said) - place), 0, -1):
            part = said[place : place + length]
            if part in known:
                found.append(known[part])
                break
            if part in _FILLERS:
                break
        else:
            return []
        place += length
    return found


def _alike(said: Spoken) -> Meaning | None:
    """The phrase of as many words that differs by slips of the finger alone; one left out would be a "not"."""
    known = _BY_LENGTH.get(len(said), {})
    for phrase, _, _ in process.extract(" ".join(said), list(known), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=5):
        if all(map(slipped, said, phrase.split())):
            return known[phrase]
    return None


def slipped(said: str, meant: str) -> bool:
    """Whether a folded word is another but for slips of the finger."""
    slips = 2 if len(meant) >= SLIPS_FROM else 1 if len(meant) >= SLIP_FROM else 0
    return said == meant or (said[0] == meant[0] and OSA.distance(said, meant, score_cutoff=slips) <= slips)


def _sign(text: str) -> Meaning:
    return next((meaning for meaning, signs in _SIGNS.items() if any(sign in text for sign in signs)), Meaning.UNCLEAR)
