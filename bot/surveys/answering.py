"""What somebody has answered to a survey, and how one more tap changes it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.errors import BadRequest
from bot.model import CardAnswer
from bot.surveys.definition import FollowUp, Survey, values

COMMENT = "comment"
"""The id under which words are taken whichever question they answer."""
LONGEST = 2000  # characters of words
NOTHING = CardAnswer()


@dataclass(frozen=True, slots=True)
class Answered:
    value: int | None = None
    comment: str | None = None  # to the first question for words that follows from the value
    answers: Mapping[str, CardAnswer] = field(default_factory=dict)  # to the others, by question; never an empty one


@dataclass(frozen=True, slots=True)
class Tap:
    """What somebody says at once; what is None or not among `answers` is not spoken of."""

    value: int | None = None
    comment: str | None = None  # blank: as None
    answers: Mapping[str, CardAnswer] = field(default_factory=dict)  # by question; an empty one takes its answer back


def following(survey: Survey, value: int) -> Iterator[FollowUp]:
    """The questions that are asked after `value`."""
    return (each for each in survey.follow_ups if not each.values or value in each.values)


def for_words(survey: Survey, value: int) -> str | None:
    """The question that the comment answers; None: there is none, and it is taken all the same."""
    return next((each.id for each in following(survey, value) if each.kind == "text"), None)


def answered(survey: Survey, before: Answered, tap: Tap) -> Answered:
    """After one more tap; what it does not speak of is as before.

    Answers to questions that do not follow from the value any more go; the comment stays. Raises BadRequest.
    """
    given = tap.value if tap.value is not None else before.value
    allowed = values(survey)
    if given is None:
        raise BadRequest(f"Choose {allowed[0]} to {allowed[-1]} first.")
    if given not in allowed:
        raise BadRequest(f"A rating is {_range(allowed)}.")
    asked = {each.id: each for each in following(survey, given)}
    words = for_words(survey, given)
    now = {key: answer for key, answer in before.answers.items() if key in asked and key != words}
    said = (tap.comment and _clean(tap.comment)) or before.comment
    for key, answer in tap.answers.items():
        if key == words or (key == COMMENT and key not in asked):
            said = _clean(answer.text or "")
        elif key not in asked:
            raise BadRequest("This question is not asked here.")
        elif (kept := _kept(asked[key], answer)) == NOTHING:
            now.pop(key, None)
        else:
            now[key] = kept
    return Answered(given, said, now)


def _range(allowed: tuple[int, ...]) -> str:
    if len(allowed) == 2:
        return f"{allowed[0]} or {allowed[1]}"
    return f"{allowed[0]} to {allowed[-1]}"


def _kept(question: FollowUp, answer: CardAnswer) -> CardAnswer:
    """Of the answer what belongs to this kind of question. Raises BadRequest."""
    match question.kind:
        case "text":
            return CardAnswer(text=_clean(answer.text or ""))
        case "scale":
            if answer.value is not None and not 1 <= answer.value <= 5:
                raise BadRequest("An answer on this scale is 1 to 5.")
            return CardAnswer(value=answer.value)
        case "chips":
            return CardAnswer(choices=_choices(question, answer.choices))


def _choices(question: FollowUp, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Sorted, each once."""
    known = [chip.id for chip in question.choices]
    if not set(wanted) <= set(known):
        raise BadRequest("This choice is not offered here.")
    chosen = tuple(sorted(set(wanted)))
    if len(chosen) > 1 and not question.many:
        raise BadRequest("Choose one.")
    return chosen


def _clean(words: str) -> str | None:
    """None: nothing was said. Raises BadRequest."""
    if "\x00" in words or any("\ud800" <= sign <= "\udfff" for sign in words):
        raise BadRequest("Text may not contain the NUL character or unpaired surrogates.")
    words = words.strip()
    if len(words) > LONGEST:
        raise BadRequest(f"The message is too long: at most {LONGEST} characters.")
    return words or None


def told(survey: Survey, it: Answered) -> dict[str, CardAnswer]:
    """By question, the comment among them, in the order of the questions."""
    if it.value is None:
        return {}
    words = for_words(survey, it.value)
    found = {**it.answers, **({words: CardAnswer(text=it.comment)} if words and it.comment else {})}
    return {each.id: found[each.id] for each in following(survey, it.value) if each.id in found}


def said_anew(before: Answered, after: Answered) -> str | None:
    """The words that stand there now and did not before, a paragraph each; None: there are none."""
    was = {before.comment, *(answer.text for answer in before.answers.values())}
    now = (after.comment, *(answer.text for answer in after.answers.values()))
    return "\n\n".join(text for text in now if text and text not in was) or None
