"""Conversations and ratings as files hold them: a row each with everything in it, some at a time, the oldest first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.store.engine import Tx

Kind = Literal["conversations", "ratings"]
Key = tuple[Any, ...]
Row = dict[str, Any]
"""The same names in every row of a kind; None where there is nothing. Lists hold objects of the same names."""

OF_EPISODES = ("channel", "language", "agent", "team", "handler", "article", "topic")
OF_RATINGS = (*OF_EPISODES, "moment", "survey", "place", "metric")
"""What each kind may be narrowed by."""

NONE = "-"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`since` (inclusive) to `until` (exclusive), UTC ms; of each dimension any of the keys, "-" for none."""

    since: int
    until: int
    keys: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Place:
    """After which row to go on."""

    at: int
    ident: str  # conversation, or request
    number: int = 0  # of the episode

    def __str__(self) -> str:
        return f"{self.at}.{self.number}.{self.ident}"


def place(text: str) -> Place:
    """Raises ValueError."""
    at, number, ident = text.split(".", 2)
    return Place(int(at), ident, int(number))


@dataclass(frozen=True, slots=True)
class Part:
    rows: list[Row]
    next: Place | None  # None: that was all


_EPISODES = """
    SELECT e.conversation, e.number AS episode, e.opened_at, e.resolved_at, e.resolved_by, v.contact,
        c.name AS contact_name, e.channel, e.language, e.handler, e.agent, a.name AS agent_name, e.team, e.article,
        e.topic, e.person, e.again, e.questions, e.answered, e.stuck, e.first_bot_ms, e.first_human_ms, e.wait_ms,
        e.handle_ms, e.resolved_at - e.opened_at AS resolution_ms,
        (SELECT MIN(s.reason) FROM escalations s WHERE s.conversation = e.conversation AND s.episode = e.number)
            AS handoff,
        (SELECT COUNT(*) FROM rooms r WHERE r.conversation = e.conversation AND r.started_at >= e.opened_at
            AND r.started_at <= e.resolved_at) AS calls
    FROM episodes e JOIN conversations v ON v.id = e.conversation JOIN contacts c ON c.id = v.contact
    LEFT JOIN agents a ON a.id = e.agent
    WHERE e.resolved_at >= :since AND e.resolved_at < :until AND e.channel IS NOT NULL
        AND (e.resolved_at > :at OR e.resolved_at = :at AND (e.conversation > :ident
            OR e.conversation = :ident AND e.number > :number)) {narrowed}
    ORDER BY e.resolved_at, e.conversation, e.number LIMIT :limit
"""

_RATINGS = """
    SELECT q.id AS request, q.survey, q.version, q.metric, q.moment, q.place, q.asked_at, q.conversation, q.episode,
        q.contact, c.name AS contact_name, q.channel, q.language, q.handler, q.agent, a.name AS agent_name, q.team,
        q.article, q.topic, r.value, r.comment, r.created_at AS answered_at, r.updated_at AS changed_at, r.revision
    FROM rating_requests q LEFT JOIN ratings r ON r.request = q.id LEFT JOIN contacts c ON c.id = q.contact
    LEFT JOIN agents a ON a.id = q.agent
"""

_PAGE_OF_RATINGS = """
    WHERE q.asked_at >= :since AND q.asked_at < :until
        AND (q.asked_at > :at OR q.asked_at = :at AND q.id > :ident) {narrowed}
    ORDER BY q.asked_at, q.id LIMIT :limit
"""

_CASE = ("id", "step", "outcome", "cause", "owner", "opened_at", "due_at", "resolved_at", "closed_at", "reask_value")


def part(tx: Tx, kind: Kind, wanted: Wanted, after: Place | None, limit: int) -> Part:
    """At most `limit` of them, past `after`."""
    rows = (conversations if kind == "conversations" else ratings)(tx, wanted, after, limit)
    if len(rows) < limit:
        return Part(rows, None)
    last = rows[-1]
    if kind == "conversations":
        return Part(rows, Place(last["resolved_at"], last["conversation"], last["episode"]))
    return Part(rows, Place(last["asked_at"], last["request"]))


def conversations(tx: Tx, wanted: Wanted, after: Place | None, limit: int) -> list[Row]:
    """Episodes by when they ended, each with its ratings and its recovery case."""
    narrowed, params = _narrowed("e", OF_EPISODES, wanted, after, limit)
    rows = list(tx.query(_EPISODES.format(narrowed=narrowed), params))
    among, keys = _among([(row["conversation"], row["episode"]) for row in rows])
    asked = list(tx.query(f"{_RATINGS} WHERE (q.conversation, q.episode) IN ({among})", keys)) if rows else []
    answers = _answers(tx, asked)
    given = _by(asked, "conversation", "episode")
    cases = _cases(tx, f"(conversation, episode) IN ({among})", keys, "conversation", "episode") if rows else {}
    for row in rows:
        row["person"], row["again"] = bool(row["person"]), bool(row["again"])
        key = (row["conversation"], row["episode"])
        row["ratings"] = [_rating(each, answers) for each in given.get(key, [])]
        row["case"] = cases.get(key)
    return rows


def ratings(tx: Tx, wanted: Wanted, after: Place | None, limit: int) -> list[Row]:
    """Askings by when they were asked, each with its answers and its recovery case; kiosks' and links' as well."""
    narrowed, params = _narrowed("q", OF_RATINGS, wanted, after, limit)
    rows = list(tx.query(_RATINGS + _PAGE_OF_RATINGS.format(narrowed=narrowed), params))
    among, keys = _among([(row["request"],) for row in rows])
    answers = _answers(tx, rows)
    cases = _cases(tx, f"request IN ({among})", keys, "request") if rows else {}
    for row in rows:
        row["answers"] = answers.get((row["request"],), [])
        row["case"] = cases.get((row["request"],))
    return rows


def _narrowed(
    table: str, known: Sequence[str], wanted: Wanted, after: Place | None, limit: int
) -> tuple[str, dict[str, Any]]:
    params: dict[str, Any] = {
        "since": wanted.since, "until": wanted.until, "limit": limit,
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
        clauses.append(f"AND ({among}{f' OR {table}.{name} IS NULL' if NONE in keys else ''})")
    return " ".join(clauses), params


_OF_A_RATING = (
    "request", "survey", "version", "metric", "moment", "place", "asked_at", "answered_at", "value", "comment",
)  # fmt: skip


def _rating(row: Row, answers: Mapping[Key, list[Row]]) -> Row:
    """As it stands in its conversation's row, which says the rest."""
    return {**{name: row[name] for name in _OF_A_RATING}, "answers": answers.get((row["request"],), [])}


def _answers(tx: Tx, asked: Sequence[Row]) -> dict[Key, list[Row]]:
    """To further questions by request, one row a choice, a text or a value of a scale."""
    among, keys = _among([(row["request"],) for row in asked if row["value"] is not None])
    if not keys:
        return {}
    found = tx.query(
        "SELECT request, question, NULLIF(choice, '') AS choice, text, value FROM rating_answers"
        f" WHERE request IN ({among}) ORDER BY request, question, choice",
        keys,
    )
    return _by(found, "request", drop=True)


def _cases(tx: Tx, where: str, keys: Mapping[str, Any], *by: str) -> dict[Key, Row]:
    """The newest of each."""
    names = ", ".join(dict.fromkeys((*by, *_CASE)))
    found = _by(tx.query(f"SELECT {names} FROM cases WHERE {where} ORDER BY opened_at DESC", keys), *by, drop=True)
    return {key: rows[0] for key, rows in found.items()}


def _among(keys: Sequence[Key]) -> tuple[str, dict[str, Any]]:
    """What stands in `IN (…)`, and its parameters."""
    named = {f"k{n}_{m}": part for n, key in enumerate(keys) for m, part in enumerate(key)}
    holes = [", ".join(f":k{n}_{m}" for m in range(len(key))) for n, key in enumerate(keys)]
    if keys and len(keys[0]) > 1:
        return f"VALUES {', '.join(f'({hole})' for hole in holes)}", named
    return ", ".join(holes), named


def _by(rows: Iterable[Row], *names: str, drop: bool = False) -> dict[Key, list[Row]]:
    """The rows by these columns; `drop`: which they hold no longer."""
    found: dict[Key, list[Row]] = {}
    for row in rows:
        key = tuple(row.pop(name) if drop else row[name] for name in names)
        found.setdefault(key, []).append(row)
    return found
