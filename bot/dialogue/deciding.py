"""What the bot does about a message. Pure: the desk loads, this decides, the desk does."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogue.actions import (
    Action,
    AdmitNotKnowing,
    AskWhich,
    Choose,
    Decline,
    Forget,
    Handoff,
    Know,
    Line,
    Rate,
    Reject,
    Say,
    SendArticle,
    Solve,
    Speak,
    Vote,
    Wait,
)
from bot.dialogue.context import NOTHING, Context, Offer
from bot.dialogue.particulars import ALONE, particular
from bot.dialogue.phrases import Meaning, angry, another, contradicts, denies, goes_on, leans, meaning, wished_language
from bot.dialogue.references import named, pointed_at, points, points_at_all
from bot.dialogue.splitting import asks
from bot.model import RatingCard
from bot.surveys.definition import scale
from knowledge.doubt import Confident, Policy, Unknown, Unsure, judge
from knowledge.match import Match
from knowledge.normalize import normalize, words


@dataclass(frozen=True, slots=True)
class Option:
    """A value of the attribute that is asked for, or that the newest article depends on."""

    attribute: str
    value: str
    names: tuple[str, ...]  # the value itself and its labels in all languages


@dataclass(frozen=True, slots=True)
class Asked:
    text: str
    misses: int = 0  # questions in a row, in this episode, that nothing answered
    answered: bool = False  # an article has been sent in this episode
    context: Context = NOTHING
    options: tuple[Option, ...] = ()
    language: str = ""  # that the conversation is held in
    languages: tuple[str, ...] = ()  # that the bot speaks
    may_wait: bool = False  # nothing but the words themselves has been looked up, and further words may come
    burst: bool = False  # the customer may still be typing: doubt waits for further words
    waiting: bool = False  # earlier words wait for their reply already
    person_here: bool = False  # an agent is at the desk, and two misses lead to one


Parts = tuple[tuple[str, Sequence[Match]], ...]
"""Questions, and what the search found for each."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the search found, each best first."""

    whole: Sequence[Match] = ()  # for the message
    parts: Parts = ()  # for each of the questions that it may be made of
    clauses: Parts = ()  # likewise, where that is less likely
    before: Sequence[Match] = ()  # for the question that was answered last, without the articles that answered it
    leaning: Sequence[Match] = ()  # for that question and this message together, likewise


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
    if about := _in_context(asked, said, found, policy):
        return about
    if said is not None and not _is_stored(asked.text, found.whole, policy):
        if asked.waiting and asked.may_wait and said is not Meaning.ANGER:
            return [Wait(at_once=False)]
        if said in ENDING and asked.answered:
            return [Solve()]
        if said in SMALL_TALK:
            return [Say(SMALL_TALK[said])]
    if particular(asked.text, ALONE):
        return _kept(found, policy)
    if points(asked.text) and not _is_stored(asked.text, found.whole, policy):
        return [Say(Line.UNCLEAR)]  # at nothing that stands open
    if contradicts(asked.text) and not asked.may_wait:
        return [Say(Line.MISUNDERSTOOD)]
    return _looked_up(asked, found, policy)


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


def _is_stored(text: str, matches: Sequence[Match], policy: Policy) -> bool:
    """Whether an article is asked for in just these words."""
    match judge(matches, policy):
        case Confident(found):
            return normalize(found.variant) == normalize(text)
    return False


def _spoken_to(asked: Asked, language: str) -> list[Action]:
    if language not in asked.languages:
        return [Say(Line.LANGUAGES)]
    answer = asked.context.answer if asked.context.answered_last else None
    return [Speak(language, answer.article if answer else None)]


# -- what was said before --------------------------------------------------------------


def _in_context(asked: Asked, said: Meaning | None, found: Found, policy: Policy) -> list[Action]:
    context = asked.context
    if context.offer is not None and (picked := _about_offer(asked, said, context.offer, found, policy)):
        return picked
    if context.answered_last and (followed := _about_answer(asked, said, found, policy)):
        return followed
    if context.person_offered and said is Meaning.YES:
        return [Handoff("asked")]
    if context.person_offered and said in (Meaning.NO, Meaning.DONE):
        return [Say(Line.DECLINED)]
    if context.person_offered and said is Meaning.UNHELPED:
        return [Say(Line.SORRY)]
    return []


def _about_offer(asked: Asked, said: Meaning | None, offer: Offer, found: Found, policy: Policy) -> list[Action]:
    if offer.attribute is None or offer.article is None:
        return _about_choices(asked, said, offer)
    options = [option for option in asked.options if option.attribute == offer.attribute]
    place = pointed_at(asked.text, [option.names for option in options])
    if place is not None:
        return [Know(offer.attribute, options[place].value, offer.article)]
    if said in (Meaning.UNSURE, Meaning.NONE, Meaning.NO, Meaning.OTHER):
        return [Know(offer.attribute, None, offer.article)]
    if said is None and not options and not isinstance(judge(found.whole, policy), Confident):
        return [Know(offer.attribute, asked.text, offer.article)]
    return []


def _about_choices(asked: Asked, said: Meaning | None, offer: Offer) -> list[Action]:
    place = pointed_at(asked.text, [(choice.label,) for choice in offer.choices])
    if place is None and said is Meaning.YES and len(offer.choices) == 1:
        place = 0
    if place is not None:
        return [Choose(offer.seq, offer.choices[place].article)]
    if points_at_all(asked.text):
        return [Choose(offer.seq, choice.article) for choice in offer.choices]
    if said is Meaning.YES:
        return [Say(Line.WHICH_FIRST)]
    if said in (Meaning.NO, Meaning.NONE, Meaning.OTHER) or contradicts(asked.text):
        given_up = asked.misses and asked.person_here
        return [Decline(offer.seq), Handoff("unmatched") if given_up else Say(Line.REPHRASE)]
    return []


def _about_answer(asked: Asked, said: Meaning | None, found: Found, policy: Policy) -> list[Action]:
    context, answer = asked.context, asked.context.answer
    assert answer is not None
    place = named(asked.text, [option.names for option in asked.options])
    if place is not None:
        return [Know(asked.options[place].attribute, asked.options[place].value, answer.article)]
    if asked.options and another(asked.text):
        return [Forget(answer.article)]
    if said in (Meaning.YES, Meaning.SOLVED):
        return [Vote(answer.seq, True)]
    if said in (Meaning.NO, Meaning.UNHELPED):
        return [Vote(answer.seq, False)]
    if denies(asked.text):
        if sibling := _other_choice(context.taken, answer.article):
            return [Reject(answer.seq), sibling]
        return _next_best(asked, answer.seq, found, policy)
    return []


def _other_choice(taken: Offer | None, article: str) -> Choose | None:
    """The one of two choices that was not taken."""
    others = [choice.article for choice in taken.choices if choice.article != article] if taken else []
    return Choose(taken.seq, others[0]) if taken and len(others) == 1 else None


def _next_best(asked: Asked, seq: int, found: Found, policy: Policy) -> list[Action]:
    if asked.may_wait:
        return [Wait(at_once=True)]
    offered = {choice.article for choice in asked.context.taken.choices} if asked.context.taken else set()
    next_best = tuple(
        match for match in found.before if match.article in offered or match.confidence >= _likely(policy)
    )
    if next_best:
        return [Reject(seq), AskWhich(next_best[: policy.choices])]
    return [Reject(seq), Say(Line.MISUNDERSTOOD)]


# -- questions ---------------------------------------------------------------------------


def _looked_up(asked: Asked, found: Found, policy: Policy) -> list[Action]:
    context = asked.context
    clauses = _telling(asked.text, found, policy)
    if several := _several(found.parts, policy) or _several(clauses, policy):
        return several
    whole = [match for match in found.whole if match.article not in context.rejected]
    verdict = _judged(asked.text, whole, policy)
    partly = _partly(found.parts, policy) or _partly(clauses, policy, _likely(policy))
    if isinstance(verdict, Confident) and not partly and not _is_told(asked, verdict.match):
        return [SendArticle(verdict.match)]
    if asked.may_wait and (asked.burst or asked.waiting):
        return [Wait(at_once=False)]
    if asked.may_wait and context.answer is not None and _may_go_on(asked.text):
        return [Wait(at_once=True)]
    return partly or _doubted(asked, found, whole, policy)


def _may_go_on(text: str) -> bool:
    """Whether what was said before may tell what is meant."""
    return leans(text) or denies(text) or contradicts(text)


def _doubted(asked: Asked, found: Found, whole: Sequence[Match], policy: Policy) -> list[Action]:
    context = asked.context
    if particular(asked.text):
        return _kept(found, policy)
    if among := _among_open(context, whole, policy):
        return [SendArticle(among)]
    fresh = [match for match in whole if not _is_told(asked, match)]
    match _leaning(fresh, found, policy) or _of_parts(found, fresh, policy) or _judged(asked.text, fresh, policy):
        case Confident(match):
            return [SendArticle(match)]
        case Unsure(matches):
            return [AskWhich(matches)]
    if (offer := context.offer) and offer.attribute and offer.article:
        return [Know(offer.attribute, None, offer.article)]
    told = bool(whole) and whole[0] not in fresh and whole[0].confidence >= policy.unsure
    more = told or (context.answered_last and goes_on(asked.text))
    return _not_known(asked, Line.SORRY if angry(asked.text) else Line.NO_MORE if more else Line.UNKNOWN)


def _judged(text: str, matches: Sequence[Match], policy: Policy) -> Confident | Unsure | Unknown:
    """One word says little: where more than one article may be meant, it is asked which."""
    verdict = judge(matches, policy)
    if not isinstance(verdict, Confident) or len(words(text)) > 1 or _is_stored(text, matches, policy):
        return verdict
    likely = tuple(match for match in matches if match.confidence >= policy.choice)[: policy.choices]
    return Unsure(likely) if len(likely) > 1 else verdict


def _is_told(asked: Asked, match: Match) -> bool:
    """Whether the article stands right above, and the question for it was another: it has not said enough."""
    answer = asked.context.answer if asked.context.answered_last else None
    if answer is None or answer.article != match.article or answer.language != asked.language:
        return False
    return normalize(asked.text) != normalize(answer.question or "")


def _likely(policy: Policy) -> float:
    return (policy.unsure + policy.confident) / 2


def _telling(text: str, found: Found, policy: Policy) -> Parts:
    """The clauses, where they come nearer to articles of their own than the message does as a whole."""
    nearest = [matches[0].score for _, matches in found.clauses if matches]
    whole = found.whole[0].score if found.whole else 0.0
    near = sum(nearest) > whole * len(found.clauses)
    return found.clauses if near and not _is_stored(text, found.whole, policy) else ()


def _several(parts: Parts, policy: Policy) -> list[Action]:
    """Where each of the questions in the message is sure of an article of its own."""
    verdicts = [(part, judge(matches, policy)) for part, matches in parts]
    sure = [(part, verdict.match) for part, verdict in verdicts if isinstance(verdict, Confident)]
    if len(sure) < max(2, len(verdicts)) or len({match.article for _, match in sure}) < len(sure):
        return []
    return [SendArticle(match, part) for part, match in sure]


def _partly(parts: Parts, policy: Policy, likely: float = 1.0) -> list[Action]:
    """Where some of the questions in the message are sure of their article, and one more is not.

    It counts for a question by its form, or with a confidence from `likely` on.
    """
    verdicts = [(part, judge(matches, policy)) for part, matches in parts]
    sure = {
        verdict.match.article: (part, verdict.match) for part, verdict in verdicts if isinstance(verdict, Confident)
    }
    doubtful = [
        verdict.matches
        for part, verdict in verdicts
        if isinstance(verdict, Unsure) and (asks(part) or verdict.matches[0].confidence >= likely)
    ]
    open_ = tuple(match for matches in doubtful for match in matches if match.article not in sure)
    if not sure or not open_:
        return []
    return [*(SendArticle(match, part) for part, match in sure.values()), AskWhich(open_[: policy.choices])]


def _of_parts(found: Found, whole: Sequence[Match], policy: Policy) -> Unsure | None:
    """What each sentence may mean, where the message as a whole says less."""
    best = [matches[0] for _, matches in found.parts if matches and matches[0].confidence >= policy.unsure]
    likely = tuple({match.article: match for match in reversed(best)}.values())[::-1][: policy.choices]
    if len(likely) > 1 or (likely and isinstance(judge(whole, policy), Unknown)):
        return Unsure(likely)
    return None


def _among_open(context: Context, whole: Sequence[Match], policy: Policy) -> Match | None:
    """The open choice that a doubtful question points at more than at the others."""
    if context.offer is None or context.offer.attribute is not None:
        return None
    offered = {choice.article for choice in context.offer.choices}
    among = [match for match in whole if match.article in offered]
    if not among or among[0] is not whole[0] or among[0].confidence < policy.unsure:
        return None
    return among[0] if len(among) == 1 or among[0].confidence - among[1].confidence >= policy.margin else None


def _leaning(whole: Sequence[Match], found: Found, policy: Policy) -> Confident | Unsure | None:
    """What the question means together with the one before it, where that explains more of it.

    An article that the question before finds as well by itself is not what was added.
    """
    before = {match.article: match.score for match in found.before}
    better = [match for match in found.leaning if match.score > before.get(match.article, 0.0)]
    if not better or better[0] is not found.leaning[0]:
        return None
    if whole and better[0].confidence <= whole[0].confidence:
        return None
    verdict = judge(better, policy)
    return None if isinstance(verdict, Unknown) else verdict


def _not_known(asked: Asked, line: Line) -> list[Action]:
    if asked.misses and asked.person_here:
        return [AdmitNotKnowing(Line.STILL_UNKNOWN), Handoff("unmatched")]
    return [AdmitNotKnowing(Line.STILL_UNKNOWN if asked.misses and line is Line.UNKNOWN else line)]


def _kept(found: Found, policy: Policy) -> list[Action]:
    """The bot cannot look anything up by it; the article that it is mostly sent for is offered, and a person."""
    match judge(found.whole, policy):
        case Confident(match):
            return [Say(Line.KEPT), AskWhich((match,))]
    return [Say(Line.KEPT)]
