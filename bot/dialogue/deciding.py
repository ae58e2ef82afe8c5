"""What the bot does about a message. Pure: the desk loads, this decides, the desk does."""

from bot.dialogue.actions import Action, Handoff, Line, Rate, Say, Solve, Speak, Wait
from bot.dialogue.asked import Asked, Found
from bot.dialogue.context import Context
from bot.dialogue.in_context import in_context
from bot.dialogue.particulars import ALONE, particular
from bot.dialogue.phrases import Meaning, contradicts, meaning, wished_language
from bot.dialogue.questions import is_stored, kept, looked_up
from bot.dialogue.references import points
from bot.model import RatingCard
from bot.surveys.definition import scale
from knowledge.doubt import Policy
from knowledge.normalize import normalize

SMALL_TALK = {
    Meaning.GREETING: Line.HELLO,
    Meaning.WELLBEING: Line.WELL,
    Meaning.BOT: Line.BOT,
    Meaning.HELP: Line.HELP,
    Meaning.THANKS: Line.WELCOME,
    Meaning.SOLVED: Line.WELCOME,
    Meaning.DONE: Line.WELCOME,
    Meaning.GOODBYE: Line.GOODBYE,
    Meaning.NOTED: Line.NOTED,
    Meaning.ANGER: Line.SORRY,
    Meaning.CALL: Line.CALL,
    Meaning.UNCLEAR: Line.UNCLEAR,
    Meaning.YES: Line.UNCLEAR,
    Meaning.NO: Line.REPHRASE,
    Meaning.NONE: Line.REPHRASE,
    Meaning.OTHER: Line.MISUNDERSTOOD,
    Meaning.UNSURE: Line.UNCLEAR,
}
ENDING = (Meaning.THANKS, Meaning.SOLVED, Meaning.DONE, Meaning.GOODBYE)


def decide(asked: Asked, found: Found, policy: Policy) -> list[Action]:
    """One or more; at least one of them can be seen by the customer, or is a `Wait`."""
    said = meaning(asked.text)
    if said is Meaning.PERSON:
        return [Handoff("asked")]
    if language := wished_language(asked.text):
        return _spoken_to(asked, language)
    if about := in_context(asked, said, found, policy):
        return about
    if said is not None and not is_stored(asked.text, found.whole, policy):
        if asked.waiting and asked.may_wait and said is not Meaning.ANGER:
            return [Wait(at_once=False)]
        if said in ENDING and asked.answered:
            return [Solve()]
        if said in SMALL_TALK:
            return [Say(SMALL_TALK[said])]
    if particular(asked.text, ALONE):
        return kept(found, policy)
    if points(asked.text) and not is_stored(asked.text, found.whole, policy):
        return [Say(Line.UNCLEAR)]  # at nothing that stands open
    if contradicts(asked.text) and not asked.may_wait:
        return [Say(Line.MISUNDERSTOOD)]
    return looked_up(asked, found, policy)


def decide_after(text: str, context: Context) -> list[Action]:
    """What follows words after the end that begin nothing new, such as thanks or a rating; none where they do."""
    said = meaning(text)
    if (card := context.rating) is not None and (value := _given(text, card)) is not None:
        return [Rate(card.request, value)]
    if said in (*ENDING, Meaning.NOTED, Meaning.YES):
        return [Say(Line.GOODBYE if said is Meaning.GOODBYE else Line.WELCOME)]
    return []


def _given(text: str, card: RatingCard) -> int | None:
    """A value on the card's scale in stars, or as a number with a word beside it at most."""
    bare = text.replace("\ufe0f", "").strip()
    if bare and not bare.strip("⭐★ "):
        value = sum(bare.count(star) for star in "⭐★") if card.metric == "csat" else None
    else:
        said = normalize(text).split()
        number = said[0] if said and len(said) <= 2 else ""
        value = int(number) if number.isdecimal() and len(number) <= 2 else None
    return value if value in scale(card.metric, card.look) else None


def _spoken_to(asked: Asked, language: str) -> list[Action]:
    if language not in asked.languages:
        return [Say(Line.LANGUAGES)]
    answer = asked.context.answer if asked.context.answered_last else None
    return [Speak(language, answer.article if answer else None)]
