"""Conversations and ratings as files hold them: a row each with everything in it, the oldest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import msgspec

from bot.store import transcripts
from bot.store.engine import Tx
from bot.store.transcripts import LOOKED_BACK_MS

Kind = Literal["conversations", "ratings"]
Row = dict[str, Any]
"""The same names in every row of a kind; None where there is nothing. Lists hold objects of the same names."""

OF_EPISODES = ("channel", "language", "agent", "team", "handler", "article", "topic")
OF_RATINGS = (*OF_EPISODES, "moment", "survey", "place", "metric")
"""What each kind may be narrowed by."""

NONE = "-"

TOGETHER = 250
"""Rows that are read at a time with their ratings, answers and cases; messages are read for one after the other."""

LIMIT = 2**63
"""Of the database's whole numbers."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wanted:
    """`since` (inclusive) to `until` (exclusive), UTC ms; of each dimension any of the keys, "-" for none."""

    since: int
    until: int
    keys: Mapping[str, Sequence[str]]
    messages: bool = True  # with what was said and noted


@dataclass(frozen=True, slots=True)
class Place:
    """After which row to go on."""

    at: int
    ident: str  # conversation, or request
    number: int = 0  # of the episode

    def __str__(self) -> str:
        return f"{self.at}.{self.number}.{self.ident}"


def place(text: str) -> Place:
    """What `str` made of one. Raises ValueError."""
    at, number, ident = text.split(".", 2)
    found = Place(int(at), ident, int(number))
    if not (0 <= found.at < LIMIT and 0 <= found.number < LIMIT):
        raise ValueError("No row stands there.")
    return found


_EPISODES = """
    SELECT e.conversation, e.number AS episode, e.opened_at, e.resolved_at, e.resolved_by, v.contact,
        c.name AS contact_name, e.channel, e.language, e.handler, e.agent, a.name AS agent_name, e.team, e.article,
        e.topic, e.person, e.again, e.questions, e.answered, e.stuck, e.first_bot_ms, e.first_human_ms, e.wait_ms,
        e.handle_ms, e.resolved_at - e.opened_at AS resolution_ms,
        (SELECT MIN(s.reason) FROM escalations s WHERE s.conversation = e.conversation AND s.episode = e.number)
            AS handoff,
        (SELECT COUNT(*) FROM rooms r WHERE r.conversation = e.conversation AND r.started_at >= e.opened_at
            AND r.started_at <= e.resolved_at) AS calls,
        c.labels, (SELECT b.resolved_at FROM episodes b WHERE b.conversation = e.conversation
            AND b.number = e.number - 1) AS ended_before,
        (SELECT n.opened_at FROM episodes n WHERE n.conversation = e.conversation AND n.number = e.number + 1)
            AS begun_after
    FROM episodes e JOIN conversations v ON v.id = e.conversation JOIN contacts c ON c.id = v.contact
    LEFT JOIN agents a ON a.id = e.agent
    WHERE e.resolved_at >= :since AND e.resolved_at < :until AND e.channel IS NOT NULL
        AND (e.resolved_at > :at OR e.resolved_at = :at AND (e.conversation > :ident
            OR e.conversation = :ident AND e.number > :number)) {narrowed}
    ORDER BY e.resolved_at, e.conversation, e.number LIMIT :limit
"""

_SELECT = """
    SELECT q.id AS request, q.survey, q.version, q.metric, q.moment, COALESCE(s.place, q.place) AS place, q.asked_at,
        q.conversation, q.episode, q.contact, c.name AS contact_name, q.channel, q.language, q.handler, q.agent,
        a.name AS agent_name, q.team, q.article, q.topic, r.value, r.comment, r.created_at AS answered_at,
        r.updated_at AS changed_at, r.revision
"""

_BESIDE = """
    LEFT JOIN ratings r ON r.request = q.id LEFT JOIN contacts c ON c.id = q.contact
    LEFT JOIN agents a ON a.id = q.agent LEFT JOIN kiosks s ON s.id = q.place
"""

_PAGE_OF_RATINGS = f"""
    {_SELECT} FROM rating_requests q {_BESIDE}
    WHERE q.asked_at >= :since AND q.asked_at < :until
        AND (q.asked_at > :at OR q.asked_at = :at AND q.id > :ident) {{narrowed}}
    ORDER BY q.asked_at, q.id LIMIT :limit
"""

# A join, not IN: for that SQLite would look at every rating request.
_OF_EPISODES = f"""
    WITH wanted (conversation, episode) AS (VALUES {", ".join(f"(:c{n}, :e{n})" for n in range(TOGETHER))})
    {_SELECT} FROM wanted w JOIN rating_requests q ON q.conversation = w.conversation AND q.episode = w.episode
    {_BESIDE} ORDER BY q.asked_at, q.id
"""

_REQUESTS = ", ".join(f":r{n}" for n in range(TOGETHER))

_ANSWERS = f"""
    SELECT request, question, NULLIF(choice, '') AS choice, text, value FROM rating_answers
    WHERE request IN ({_REQUESTS}) ORDER BY request, question, choice
"""

_CASE = ("id", "step", "outcome", "cause", "owner", "opened_at", "due_at", "resolved_at", "closed_at", "reask_value")

_CASES = f"SELECT request, {', '.join(_CASE)} FROM cases WHERE request IN ({_REQUESTS})"


def rows(tx: Tx, kind: Kind, wanted: Wanted, after: Place | None) -> Iterator[tuple[Row, Place]]:
    """All past `after`, each with where it stands; no more than TOGETHER of them are held, of one what was said."""
    while True:
        some = _conversations(tx, wanted, after) if kind == "conversations" else _ratings(tx, wanted, after)
        for row in some:
            after = _place(kind, row)
            yield (_whole(tx, wanted, row) if kind == "conversations" else row), after
        if len(some) < TOGETHER:
            return


def _place(kind: Kind, row: Row) -> Place:
    if kind == "conversations":
        return Place(row["resolved_at"], row["conversation"], row["episode"])
    return Place(row["asked_at"], row["request"])


def _whole(tx: Tx, wanted: Wanted, row: Row) -> Row:
    """With what had happened to the contact, and what was said."""
    before, after = row.pop("ended_before"), row.pop("begun_after")
    key, began = (row["conversation"], row["episode"]), row["opened_at"]
    since = max(before or 0, began - LOOKED_BACK_MS)
    row["touchpoints"] = transcripts.happened(tx, row["contact"], *key, since, row["resolved_at"])
    if wanted.messages:
        row["messages"] = transcripts.said(tx, *key, began if before else 0, after or LIMIT)
    return row


def _conversations(tx: Tx, wanted: Wanted, after: Place | None) -> list[Row]:
    """Episodes by when they ended, each with its ratings and its recovery case."""
    narrowed, params = _narrowed("e", OF_EPISODES, wanted, after)
    rows = list(tx.query(_EPISODES.format(narrowed=narrowed), params))
    asked = _asked(tx, rows)
    answers, cases = _answers(tx, asked), _cases(tx, asked)
    given: dict[tuple[str, int], list[Row]] = {}
    for row in asked:
        given.setdefault((row["conversation"], row["episode"]), []).append(row)
    for row in rows:
        mine = given.get((row["conversation"], row["episode"]), [])
        row["person"], row["again"] = bool(row["person"]), bool(row["again"])
        row["labels"] = msgspec.json.decode(row["labels"])
        row["ratings"] = [_rating(each, answers) for each in mine]
        row["case"] = next((cases[each["request"]] for each in reversed(mine) if each["request"] in cases), None)
    return rows


def _asked(tx: Tx, rows: Sequence[Row]) -> list[Row]:
    """What was asked about these episodes, in the order of asking."""
    found: list[Row] = []
    for some in _padded([(row["conversation"], row["episode"]) for row in rows], (None, None)):
        params = {f"{name}{n}": part for n, key in enumerate(some) for name, part in zip("ce", key, strict=True)}
        found += tx.query(_OF_EPISODES, params)
    return found


def _ratings(tx: Tx, wanted: Wanted, after: Place | None) -> list[Row]:
    """Askings by when they were asked, each with its answers and its recovery case; kiosks' and links' as well."""
    narrowed, params = _narrowed("q", OF_RATINGS, wanted, after)
    rows = list(tx.query(_PAGE_OF_RATINGS.format(narrowed=narrowed), params))
    answers, cases = _answers(tx, rows), _cases(tx, rows)
    for row in rows:
        row["answers"] = answers.get(row["request"], [])
        row["case"] = cases.get(row["request"])
    return rows


def _narrowed(table: str, known: Sequence[str], wanted: Wanted, after: Place | None) -> tuple[str, dict[str, Any]]:
    params: dict[str, Any] = {
        "since": wanted.since, "until": wanted.until, "limit": TOGETHER,
        "at": after.at if after else -1, "ident": after.ident if after else "", "number": after.number if after else 0,
    }  # fmt: skip
    clauses = []
    for name in known:
        keys = wanted.keys.get(name, ())
        if not keys:
            continue
        holes = {f"{name}{n}": key for n, key in enumerate(keys) if key != NONE}
        params |= holes
        among = f"{table}.{name} IN ({', '.join(f':{hole}' for hole in holes)})" if holes else "1 = 0"
        if name == "place" and holes:  # of a kiosk a rating keeps the id, and a row tells the name
            among = f"({among} OR s.place IN ({', '.join(f':{hole}' for hole in holes)}))"
        clauses.append(f"AND ({among}{f' OR {table}.{name} IS NULL' if NONE in keys else ''})")
    return " ".join(clauses), params


_OF_A_RATING = (
    "request", "survey", "version", "metric", "moment", "place", "asked_at", "answered_at", "value", "comment",
)  # fmt: skip


def _rating(row: Row, answers: Mapping[str, list[Row]]) -> Row:
    """As it stands in its conversation's row, which says the rest."""
    return {**{name: row[name] for name in _OF_A_RATING}, "answers": answers.get(row["request"], [])}


def _answers(tx: Tx, asked: Sequence[Row]) -> dict[str, list[Row]]:
    """To further questions by request, one row a choice, a text or a value of a scale."""
    found: dict[str, list[Row]] = {}
    for params in _requests(asked):
        for row in tx.query(_ANSWERS, params):
            found.setdefault(row.pop("request"), []).append(row)
    return found


def _cases(tx: Tx, asked: Sequence[Row]) -> dict[str, Row]:
    """By request."""
    return {row.pop("request"): row for params in _requests(asked) for row in tx.query(_CASES, params)}


def _requests(asked: Sequence[Row]) -> Iterator[dict[str, str | None]]:
    """Of those that were answered, some at a time."""
    for some in _padded([row["request"] for row in asked if row["value"] is not None], None):
        yield {f"r{n}": request for n, request in enumerate(some)}


def _padded(keys: Sequence[T], nothing: T) -> Iterator[list[T]]:
    """TOGETHER at a time, filled up: so the SQL is always the same, of which the driver keeps some hundred texts."""
    for start in range(0, len(keys), TOGETHER):
        some = list(keys[start : start + TOGETHER])
        yield some + [nothing] * (TOGETHER - len(some))
