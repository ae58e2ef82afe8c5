"""What is done about a message that speaks to what stands open: an offer, an answer, a person offered. Pure."""

from bot.dialogue.actions import (
    Action,
    AskWhich,
    Choose,
    Decline,
    Forget,
    Handoff,
    Know,
    Line,
    Reject,
    Say,
    Vote,
    Wait,
)
from bot.dialogue.asked import Asked, Found
from bot.dialogue.context import Offer
from bot.dialogue.phrases import Meaning, another, contradicts, denies
from bot.dialogue.questions import likely
from bot.dialogue.references import named, pointed_at, points_at_all
from knowledge.doubt import Confident, Policy, judge


def in_context(asked: Asked, said: Meaning | None, found: Found, policy: Policy) -> list[Action]:
    """Empty where it speaks to none of that."""
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
    next_best = tuple(match for match in found.before if match.article in offered or match.confidence >= likely(policy))
    if next_best:
        return [Reject(seq), AskWhich(next_best[: policy.choices])]
    return [Reject(seq), Say(Line.MISUNDERSTOOD)]
