"""The matcher as a file beside the database: a start reads it instead of building it from all articles."""

from collections.abc import Iterable
from pathlib import Path

import msgspec
import structlog

from bot.events import ARTICLES, ArticleChanged, WordsChanged
from bot.store import log as event_log
from bot.store.engine import Tx
from knowledge.matcher import Matcher
from knowledge.saved import NotSaved
from knowledge.synonym import Synonym

log = structlog.get_logger()

NAME = "matcher.npz"
CAUGHT_UP = 1_000
"""Changes since it was written, up to which it is brought up to date; beyond, building anew is quicker."""


class Stand(msgspec.Struct, frozen=True):
    """How far the stream of articles was followed: its last event, and when that was (0: nothing happened yet).

    The time tells a stream from another one that was continued from an older copy of the database.
    """

    seq: int = 0
    at: int = 0


class MatcherFile:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._written: Stand | None = None

    def read(self, synonyms: Iterable[Synonym]) -> tuple[Matcher, Stand] | None:
        """None where there is none to be used. The stand says which articles it knows."""
        if not self.path.exists():  # nothing to tell of a first start
            return None
        try:
            matcher, told = Matcher.load(self.path, tuple(synonyms))
            self._written = msgspec.json.decode(told, type=Stand)
        except (NotSaved, msgspec.DecodeError) as reason:
            log.info("matcher_file_not_used", reason=str(reason))
            return None
        return matcher, self._written

    def write(self, matcher: Matcher, stand: Stand, *, anew: bool = False) -> None:
        """Nothing where that was written already, unless it was calibrated since (`anew`)."""
        if stand == self._written and not anew:
            return
        try:
            matcher.save(self.path, msgspec.json.encode(stand).decode())
            self._written = stand
        except OSError as error:
            log.warning("matcher_file_not_written", reason=error.strerror)


def stand(tx: Tx) -> Stand:
    seq = event_log.last_seq(tx, ARTICLES)
    return next((Stand(event.seq, event.at) for event in event_log.after(tx, ARTICLES, seq - 1, 1)), Stand())


def changed_since(tx: Tx, stand: Stand) -> set[str] | None:
    """The articles that are others than at that stand; None where it is of another stream, or too long ago."""
    if stand.seq and [event.at for event in event_log.after(tx, ARTICLES, stand.seq - 1, 1)] != [stand.at]:
        return None
    events = event_log.after(tx, ARTICLES, stand.seq, CAUGHT_UP + 1)
    if len(events) > CAUGHT_UP:
        return None
    changes = [msgspec.json.decode(event.body, type=ArticleChanged | WordsChanged) for event in events]
    return {change.key for change in changes if isinstance(change, ArticleChanged)}
