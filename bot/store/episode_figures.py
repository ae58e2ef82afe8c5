"""What the reports count of an episode, fixed when it ends: who helped, how long it took, what the bot could do."""

from bot.clock import DAY_MS
from bot.store.engine import Tx

AGAIN_MS = 7 * DAY_MS
"""An episode that begins so soon after the contact's last one has ended is a repeat."""

_FIX = """
    UPDATE episodes SET
        channel = (SELECT v.channel FROM conversations v WHERE v.id = episodes.conversation),
        language = (SELECT v.language FROM conversations v WHERE v.id = episodes.conversation),
        handler = CASE WHEN handler = 'bot' AND article IS NOT NULL THEN 'article' ELSE handler END,
        team = (SELECT a.team FROM agents a WHERE a.id = episodes.agent AND a.team <> ''),
        topic = (SELECT a.category FROM articles a WHERE a.key = episodes.article),
        first_bot_ms = :first_bot, first_human_ms = :first_human,
        wait_ms = (SELECT MIN(e.ended_at) - MIN(e.queued_at) FROM escalations e
            WHERE e.conversation = episodes.conversation AND e.episode = episodes.number),
        handle_ms = (SELECT SUM(COALESCE(h.until, episodes.resolved_at) - h.since) FROM holdings h
            WHERE h.conversation = episodes.conversation AND h.episode = episodes.number),
        person = CASE WHEN handler IN ('agent', 'call') OR CAST(:queued AS BIGINT) IS NOT NULL THEN 1 ELSE 0 END,
        again = CASE WHEN EXISTS (
            SELECT 1 FROM conversations me JOIN conversations v ON v.contact = me.contact
            JOIN episodes before ON before.conversation = v.id
            WHERE me.id = episodes.conversation
            AND (before.conversation <> episodes.conversation OR before.number < episodes.number)
            AND before.resolved_at <= episodes.opened_at
            AND before.resolved_at > episodes.opened_at - :again_ms) THEN 1 ELSE 0 END,
        questions = (SELECT COUNT(*) FROM questions q
            WHERE q.conversation = episodes.conversation AND q.episode = episodes.number),
        answered = (SELECT COUNT(*) FROM questions q
            WHERE q.conversation = episodes.conversation AND q.episode = episodes.number AND q.shown IS NOT NULL),
        stuck = (SELECT COUNT(*) FROM questions q
            WHERE q.conversation = episodes.conversation AND q.episode = episodes.number AND q.shown IS NOT NULL
            AND q.person = 0 AND COALESCE(q.helped, 1) = 1)
    WHERE conversation = :conversation AND number = :number
"""


_RETURN = """
    UPDATE episodes SET returned_at = :resolved_at
    WHERE returned_at IS NULL AND (conversation <> :conversation OR number < :number)
    AND resolved_at <= :opened_at AND resolved_at > :opened_at - :again_ms
    AND conversation IN (
        SELECT theirs.id FROM conversations me JOIN conversations theirs ON theirs.contact = me.contact
        WHERE me.id = :conversation)
"""


def fix(tx: Tx, conversation: str, number: int) -> None:
    """Of an episode that has just been resolved, or long ago."""
    key = {"conversation": conversation, "number": number}
    row = tx.execute(
        "SELECT MIN(queued_at) FROM escalations WHERE conversation = :conversation AND episode = :number", key
    ).fetchone()
    first_bot, first_human = _responses(tx, conversation, number, row[0])
    tx.execute(
        _FIX,
        {**key, "queued": row[0], "first_bot": first_bot, "first_human": first_human, "again_ms": AGAIN_MS},
    )
    opened_at, resolved_at = tx.execute(
        "SELECT opened_at, resolved_at FROM episodes WHERE conversation = :conversation AND number = :number", key
    ).fetchone()
    times = {"opened_at": opened_at, "resolved_at": resolved_at, "again_ms": AGAIN_MS}
    tx.execute(_RETURN, {**key, **times})


def _responses(tx: Tx, conversation: str, number: int, queued: int | None) -> tuple[int | None, int | None]:
    """How long the customer's first words waited for the bot, and they (or what they wanted a person for) for one.

    Where nobody was asked for and an agent stepped in, it counts from the customer's newest words before.
    """
    asked_at = bot_at = human_at = words_at = None
    for author, at in reversed(_spoken(tx, conversation, number)):
        match author:
            case "contact":
                asked_at = at if asked_at is None else asked_at
                words_at = at if human_at is None else words_at
            case "bot":
                bot_at = at if bot_at is None and asked_at is not None else bot_at
            case "agent":
                human_at = at if human_at is None else human_at
    wanted_at = queued if queued is not None else words_at
    return _length(asked_at, bot_at), _length(wanted_at, human_at)


def _spoken(tx: Tx, conversation: str, number: int) -> list[tuple[str, int]]:
    """Who spoke in the episode and when, the newest first: older episodes of a long conversation are not looked at.

    Cards of the bot that hold no words (how was it?) are not speaking.
    """
    rows = tx.execute(
        "SELECT author, at, episode FROM messages WHERE conversation = :conversation"
        " AND (author <> 'bot' OR words <> '') ORDER BY seq DESC",
        {"conversation": conversation},
    )
    found = []
    while (row := rows.fetchone()) is not None and row[2] >= number:
        if row[2] == number:
            found.append((str(row[0]), int(row[1])))
    return found


def _length(since: int | None, until: int | None) -> int | None:
    return until - since if since is not None and until is not None and until >= since else None


def unfixed(tx: Tx, limit: int) -> list[tuple[str, int]]:
    """Episodes that ended before their figures were kept, the newest `limit`: conversation and number."""
    rows = tx.execute(
        "SELECT conversation, number FROM episodes WHERE channel IS NULL AND resolved_at IS NOT NULL"
        " ORDER BY resolved_at DESC LIMIT :limit",
        {"limit": limit},
    ).fetchall()
    return [(row[0], row[1]) for row in rows]


def tell_requests(tx: Tx, conversation: str, number: int) -> None:
    """What was asked about the episode in those days knows from now on what the episode does."""
    tx.execute(
        """
        UPDATE rating_requests SET (handler, team, article, topic) = (
            SELECT e.handler, e.team, e.article, e.topic FROM episodes e
            WHERE e.conversation = :conversation AND e.number = :number)
        WHERE conversation = :conversation AND episode = :number AND moment IN ('episode', 'call')
        """,
        {"conversation": conversation, "number": number},
    )
