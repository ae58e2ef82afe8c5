"""What visitors of the help centre said and did not find, without knowing who they are."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass

from bot.clock import DAY_MS
from bot.secret import new_secret
from bot.store import meta
from bot.store.engine import Tx

KEPT_MS = 180 * DAY_MS
"""How long a search that found nothing is remembered after it was last made."""
MOST_SEARCHES = 10_000
_SALT = "help_salt"


def stamps(tx: Tx) -> dict[str, int]:
    """When each article that is there was changed last, UTC ms."""
    rows = tx.query("SELECT key, updated_at FROM articles WHERE removed_at IS NULL", {})
    return {row["key"]: int(row["updated_at"]) for row in rows}


def vote(tx: Tx, article: str, language: str, visitor: str, helped: bool, at: int) -> None:
    """Once a visitor, article and day; saying something else on the same day takes the first back.

    `visitor` is whatever tells visitors apart for a day, such as an address. It is not kept: only its keyed hash under
    a salt that is thrown away with the day, together with the article, so that two votes never show that they are the
    same person's.
    """
    day = at // DAY_MS
    mark = hmac.digest(_salt(tx, day).encode(), f"{article}\0{visitor}".encode(), "sha256").hex()[:24]
    tx.execute(
        """
        INSERT INTO help_votes (article, day, visitor, language, helped, at)
        VALUES (:article, :day, :visitor, :language, :helped, :at)
        ON CONFLICT (article, day, visitor) DO UPDATE SET
            helped = excluded.helped, language = excluded.language, at = excluded.at
        """,
        {"article": article, "day": day, "visitor": mark, "language": language, "helped": int(helped), "at": at},
    )


def _salt(tx: Tx, day: int) -> str:
    """The day's; that of the day before is forgotten."""
    kept = meta.get(tx, _SALT)
    if kept is None or not kept.startswith(f"{day}:"):
        kept = f"{day}:{new_secret()}"
        meta.put(tx, _SALT, kept)
    return kept


@dataclass(frozen=True, slots=True)
class Votes:
    helped: int
    not_helped: int


def votes(tx: Tx, since: int, until: int) -> dict[str, Votes]:
    """By article, those of `since` (inclusive) to `until` (exclusive), UTC ms; articles without any are left out."""
    rows = tx.query(
        """
        SELECT article, SUM(helped) AS helped, COUNT(*) - SUM(helped) AS not_helped
        FROM help_votes WHERE at >= :since AND at < :until GROUP BY article
        """,
        {"since": since, "until": until},
    )
    return {row["article"]: Votes(int(row["helped"]), int(row["not_helped"])) for row in rows}


def not_found(tx: Tx, language: str, text: str, words: Iterable[str], nearest: str | None, at: int) -> None:
    """Counts a search that no article answered; `words`: its normalised words, so that it is counted with its like."""
    tx.execute("DELETE FROM help_searches WHERE last_at < :old", {"old": at - KEPT_MS})
    tx.execute(
        """
        INSERT INTO help_searches (language, words, text, count, nearest, first_at, last_at)
        SELECT :language, :words, :text, 1, :nearest, :at, :at
        WHERE (SELECT COUNT(*) FROM help_searches) < :most
           OR EXISTS (SELECT 1 FROM help_searches WHERE language = :language AND words = :words)
        ON CONFLICT (language, words) DO UPDATE SET
            count = help_searches.count + 1, nearest = excluded.nearest, last_at = excluded.last_at
        """,
        {
            "language": language,
            "words": " ".join(words),
            "text": text,
            "nearest": nearest,
            "at": at,
            "most": MOST_SEARCHES,
        },
    )


@dataclass(frozen=True, slots=True)
class Search:
    language: str
    text: str  # as it was first typed
    count: int
    nearest: str | None  # the key of the article that came nearest; None = nothing came near
    first_at: int
    last_at: int


def searches(tx: Tx, since: int, limit: int = 500) -> list[Search]:
    """Those that found nothing and were made at or after `since` (UTC ms), the most frequent first."""
    rows = tx.query(
        """
        SELECT language, text, count, nearest, first_at, last_at FROM help_searches
        WHERE last_at >= :since ORDER BY count DESC, last_at DESC LIMIT :limit
        """,
        {"since": since, "limit": limit},
    )
    return [Search(**row) for row in rows]


def forget(tx: Tx, language: str, text: str) -> bool:
    """No longer remembers a search, by its text as it was first typed; False when it was not there."""
    deleted = tx.execute(
        "DELETE FROM help_searches WHERE language = :language AND text = :text", {"language": language, "text": text}
    )
    return deleted.rowcount > 0
