"""What customers asked the bot, one row a question, and what became of it.

A message that holds several questions has a row for each, told apart by `part`.
"""

from dataclasses import dataclass, replace
from typing import Any

from bot.store import variants
from bot.store.engine import Tx


def note(
    tx: Tx,
    conversation: str,
    seq: int,
    *,
    episode: int,
    channel: str,
    language: str,
    text: str,
    at: int,
    verdict: str,
    article: str | None,
    confidence: float,
    tier: str,
) -> None:
    """The message `seq` asked `text`. `article`: what answered it, else what came nearest (None: nothing).

    `verdict` is answered, choices, unknown, or chosen (a tap on a starter or a suggestion); `tier` is what ranked it:
    lexical, semantic, or "". Words that are the whole message's are not kept a second time.
    """
    tx.execute(
        """
        INSERT INTO questions (
            conversation, seq, part, episode, channel, language, text, at, verdict, article, confidence, tier,
            shown)
        VALUES (
            :conversation, :seq,
            (SELECT COUNT(*) FROM questions WHERE conversation = :conversation AND seq = :seq),
            :episode, :channel, :language,
            (SELECT CAST(:text AS TEXT) WHERE NOT EXISTS (
                SELECT 1 FROM messages WHERE conversation = :conversation AND seq = :seq AND words = :text)),
            :at, :verdict, :article, :confidence, :tier,
            CASE WHEN :verdict IN ('answered', 'chosen') THEN :article END)
        """,
        {
            "conversation": conversation,
            "seq": seq,
            "episode": episode,
            "channel": channel,
            "language": language,
            "text": text,
            "at": at,
            "verdict": verdict,
            "article": article,
            "confidence": confidence,
            "tier": tier,
        },
    )


def chosen(tx: Tx, conversation: str, seq: int, article: str) -> None:
    """The newest question before the message `seq`, whose choices are there, meant this article."""
    tx.execute(
        """
        UPDATE questions SET meant = :article, shown = :article
        WHERE conversation = :conversation AND verdict = 'choices'
        AND seq = (SELECT MAX(seq) FROM questions WHERE conversation = :conversation AND seq < :seq
            AND verdict = 'choices')
        """,
        {"conversation": conversation, "seq": seq, "article": article},
    )


def suggested(tx: Tx, conversation: str, seq: int, article: str) -> None:
    """The tap `seq` took a suggestion: what had been typed for it, in the customer's own words, meant this article."""
    tx.execute(
        "UPDATE questions SET meant = :article WHERE conversation = :conversation AND seq = :seq",
        {"conversation": conversation, "seq": seq, "article": article},
    )


def voted(tx: Tx, conversation: str, seq: int, article: str, helped: bool) -> None:
    """The article that the message `seq` told did or did not help who asked last for it.

    A "yes" also says that it was the right one; a "no" takes back what an earlier "yes" said.
    """
    tx.execute(
        """
        UPDATE questions SET helped = :helped,
            weighed_at = CASE WHEN meant = :article THEN weighed_at END,
            meant = CASE WHEN :helped = 1 THEN :article WHEN meant = :article THEN NULL ELSE meant END
        WHERE conversation = :conversation AND shown = :article AND seq = (
            SELECT MAX(seq) FROM questions WHERE conversation = :conversation AND seq < :seq AND shown = :article)
        """,
        {"conversation": conversation, "seq": seq, "article": article, "helped": int(helped)},
    )
    if not helped:
        variants.withdraw(tx, conversation, seq, article)


def went_to_person(tx: Tx, conversation: str, episode: int) -> None:
    """The episode's last question led there, and those before it that had no answer or one that did not help."""
    tx.execute(
        """
        UPDATE questions SET person = 1 WHERE conversation = :conversation AND episode = :episode
        AND COALESCE(helped, 0) = 0 AND (helped = 0 OR verdict = 'unknown' OR (verdict = 'choices' AND shown IS NULL)
            OR seq = (SELECT MAX(seq) FROM questions WHERE conversation = :conversation AND episode = :episode))
        """,
        {"conversation": conversation, "episode": episode},
    )


def agent_answered(tx: Tx, conversation: str, episode: int, article: str) -> None:
    """An agent sent this article: the newest question that had led to a person meant it."""
    tx.execute(
        """
        UPDATE questions SET weighed_at = CASE WHEN meant = :article THEN weighed_at END, meant = :article
        WHERE conversation = :conversation AND person = 1 AND seq = (
            SELECT MAX(seq) FROM questions WHERE conversation = :conversation AND episode = :episode AND person = 1)
        """,
        {"conversation": conversation, "episode": episode, "article": article},
    )


_COLUMNS = (
    "q.conversation, q.seq, q.part, q.episode, q.channel, q.language, COALESCE(q.text, m.words) AS text, q.at,"
    " q.verdict, q.article, q.confidence, q.tier, q.helped, q.meant, q.person, q.decided, q.drafted,"
    " q.wished_at, q.told_at"
)
_FROM = "FROM questions q JOIN messages m ON m.conversation = q.conversation AND m.seq = q.seq"


@dataclass(frozen=True, slots=True)
class Question:
    conversation: str
    seq: int
    part: int
    episode: int
    channel: str
    language: str
    text: str
    at: int
    verdict: str  # answered, choices, unknown, chosen
    article: str | None  # what answered it, else what came nearest
    confidence: float  # 0-1, of it
    tier: str
    helped: bool | None  # None: not said
    meant: str | None  # the article that it turned out to be; None: nobody knows
    person: bool  # it led to one
    decided: str | None  # settled or dismissed by a manager; None: neither
    drafted: str | None  # the article that was drafted of it
    wished_at: int | None  # since when the customer wants to be told of an answer; None: never asked for
    told_at: int | None


def _question(row: Any) -> Question:
    question = Question(*row)
    return replace(
        question,
        helped=None if question.helped is None else bool(question.helped),
        person=bool(question.person),
    )


def newest(tx: Tx, limit: int) -> list[Question]:
    """The newest `limit`, taps too, the newest first."""
    rows = tx.execute(
        f"SELECT {_COLUMNS} {_FROM} ORDER BY q.at DESC, q.conversation DESC, q.seq DESC, q.part DESC LIMIT :limit",
        {"limit": limit},
    ).fetchall()
    return [_question(row) for row in rows]
