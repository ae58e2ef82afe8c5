"""What stands open in a conversation, read off its newest messages. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from msgspec.structs import replace

from bot.model import ArticleReply, AuthorKind, Choice, Choices, Message, RatingCard, Text

LOOKED_BACK = 16
"""Messages; what was said before them stands open no longer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An article that was told, and the message that told it."""

    seq: int
    article: str
    helped: bool | None
    question: str | None  # the customer's words that it answered
    language: str = ""  # that it was told in


@dataclass(frozen=True, slots=True)
class Offer:
    """Choices, and the message that holds them."""

    seq: int
    choices: tuple[Choice, ...]
    attribute: str | None = None  # that is asked for, so that `article` can be told
    article: str | None = None
    question: str | None = None  # the customer's words that it was about


class Context(msgspec.Struct, frozen=True):
    """A struct, which copies itself in a tenth of the time: reading sixteen messages makes as many."""

    answer: Answer | None = None  # the newest of this episode
    answered_last: bool = False  # nothing of the bot's has come after it
    offer: Offer | None = None  # choices that still wait for one
    taken: Offer | None = None  # choices of which the newest answer came
    person_offered: bool = False  # by the newest of the bot's messages
    said: str | None = None  # the newest of the bot's texts, where nothing of the customer's in words came after it
    rating: RatingCard | None = None  # asked and not given
    rejected: frozenset[str] = frozenset()  # articles that were told or offered and are not what is meant
    unknown: frozenset[str] = frozenset()  # attributes that the customer could not name


NOTHING = Context()


def read(messages: Sequence[Message], episode: int) -> Context:
    """`messages` oldest first; only what was said in this episode counts, and a rating that is still to be given."""
    context, words = Context(), None
    for message in messages:
        match message.body:
            case RatingCard() as card:
                context = replace(context, rating=card if card.value is None and not card.closed else None)
            case _ if message.episode != episode:
                continue
            case Text(text=text) if message.author.kind is AuthorKind.CONTACT:
                context, words = replace(context, said=None), text
            case Text(text=text, offer=offer):
                context = replace(context, answered_last=False, person_offered=bool(offer), said=text)
            case ArticleReply() as body:
                context = _told(context, message.seq, body, words)
            case Choices() as body:
                context = _offered(context, message.seq, body, words)
    return context


def _told(context: Context, seq: int, body: ArticleReply, words: str | None) -> Context:
    rejected = context.rejected | {body.article} if body.helped is False else context.rejected
    if (taken := context.taken) and _picked(taken, body.article, context.answer):
        words = taken.question  # "the second one" is not what was asked
    return replace(
        context,
        answer=Answer(seq, body.article, body.helped, words, body.language),
        answered_last=True,
        offer=None,
        person_offered=False,
        said=None,
        rejected=rejected,
    )


def _picked(taken: Offer, article: str, earlier: Answer | None) -> bool:
    """Whether the article was told for the choice: nothing was told since, or what was is not what is meant."""
    untold = earlier is None or earlier.seq < taken.seq or earlier.helped is False
    return untold and any(choice.article == article for choice in taken.choices)


def _offered(context: Context, seq: int, body: Choices, words: str | None) -> Context:
    offer = Offer(seq, body.choices, body.attribute, body.article, words)
    context = replace(context, answered_last=False, person_offered=False, said=None)
    if body.chosen is None:
        return replace(context, offer=offer, taken=None)
    if body.chosen:
        return replace(context, offer=None, taken=None if body.attribute else offer)
    if body.attribute is not None:
        return replace(context, offer=None, unknown=context.unknown | {body.attribute})
    return replace(context, offer=None, rejected=context.rejected | {choice.article for choice in body.choices})
