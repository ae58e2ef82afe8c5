"""What is done about a question, of what the search found for it. Pure."""

from collections.abc import Sequence

from bot.dialogue.actions import Action, AdmitNotKnowing, AskWhich, Handoff, Know, Line, Say, SendArticle, Wait
from bot.dialogue.asked import Asked, Found, Parts
from bot.dialogue.context import Context
from bot.dialogue.particulars import particular
from bot.dialogue.phrases import Meaning, angry, contradicts, denies, goes_on, leans, meaning
from bot.dialogue.splitting import asks
from knowledge.doubt import Confident, Policy, Unknown, Unsure, judge
from knowledge.match import Match
from knowledge.normalize import normalize, words

FRAGMENT = 2  # words that may be the beginning of more


def looked_up(asked: Asked, found: Found, policy: Policy) -> list[Action]:
    context = asked.context
    clauses = _telling(asked.text, found, policy)
    if several := _several(found.parts, policy) or _several(clauses, policy):
        return several
    whole = [match for match in found.whole if match.article not in context.rejected]
    verdict = _judged(asked.text, whole, policy)
    partly = _partly(found.parts, policy) or _partly(clauses, policy, likely(policy))
    sure = isinstance(verdict, Confident) and not partly and not _is_told(asked, verdict.match)
    if isinstance(verdict, Confident) and sure and not _may_begin(asked, whole, policy):
        return [SendArticle(verdict.match)]
    if asked.may_wait and (asked.burst or asked.waiting):
        return [Wait(at_once=False)]
    if asked.may_wait and context.answer is not None and _may_go_on(asked.text):
        return [Wait(at_once=True)]
    return partly or _doubted(asked, found, whole, policy)


def _may_begin(asked: Asked, whole: Sequence[Match], policy: Policy) -> bool:
    """Whether a word or two may be the beginning of what is about to be said: "my lamp", "arrived broken"."""
    pausing = asked.may_wait and asked.burst
    return (
        pausing
        and len(words(asked.text)) <= FRAGMENT
        and not asks(asked.text)
        and not is_stored(asked.text, whole, policy)
    )


def _may_go_on(text: str) -> bool:
    """Whether what was said before may tell what is meant."""
    return leans(text) or denies(text) or contradicts(text)


def _doubted(asked: Asked, found: Found, whole: Sequence[Match], policy: Policy) -> list[Action]:
    context = asked.context
    if particular(asked.text):
        return kept(found, policy)
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
    return _not_known(asked, Line.SORRY if _complains(asked.text) else Line.NO_MORE if more else _unknown(asked))


def _complains(text: str) -> bool:
    return angry(text) or meaning(text) is Meaning.UNHELPED


def _unknown(asked: Asked) -> Line:
    """Once, a customer whose language the bot does not speak is told which it does."""
    return Line.LANGUAGES if asked.foreign and not asked.misses else Line.UNKNOWN


def _judged(text: str, matches: Sequence[Match], policy: Policy) -> Confident | Unsure | Unknown:
    """One word says little: where more than one article may be meant, it is asked which."""
    verdict = judge(matches, policy)
    if not isinstance(verdict, Confident) or len(words(text)) > 1 or is_stored(text, matches, policy):
        return verdict
    likely = tuple(match for match in matches if match.confidence >= policy.choice)[: policy.choices]
    return Unsure(likely) if len(likely) > 1 else verdict


def _is_told(asked: Asked, match: Match) -> bool:
    """Whether the article stands right above, and the question for it was another: it has not said enough."""
    answer = asked.context.answer if asked.context.answered_last else None
    if answer is None or answer.article != match.article or answer.language != asked.language:
        return False
    return normalize(asked.text) != normalize(answer.question or "")


def likely(policy: Policy) -> float:
    return (policy.unsure + policy.confident) / 2


def _telling(text: str, found: Found, policy: Policy) -> Parts:
    """The clauses, where they come nearer to articles of their own than the message does as a whole."""
    nearest = [matches[0].score for _, matches in found.clauses if matches]
    whole = found.whole[0].score if found.whole else 0.0
    near = sum(nearest) > whole * len(found.clauses)
    return found.clauses if near and not is_stored(text, found.whole, policy) else ()


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


def kept(found: Found, policy: Policy) -> list[Action]:
    """The bot cannot look anything up by it; the article that it is mostly sent for is offered, and a person."""
    match judge(found.whole, policy):
        case Confident(match):
            return [Say(Line.KEPT), AskWhich((match,))]
    return [Say(Line.KEPT)]


def is_stored(text: str, matches: Sequence[Match], policy: Policy) -> bool:
    """Whether an article is asked for in just these words."""
    match judge(matches, policy):
        case Confident(found):
            return normalize(found.variant) == normalize(text)
    return False
