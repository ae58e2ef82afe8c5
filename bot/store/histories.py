"""What is known of contacts for judging whether they may be lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.clock import DAY_MS
from bot.model import Person
from bot.reports.books import episode, marks
from bot.reports.listing import Key
from bot.reports.risk import Answer, Candidates, History, Lost, Risk, Visit, is_told, rank, risk
from bot.store.engine import Tx
from bot.store.log import batched

YEAR_MS = 365 * DAY_MS


@dataclass(frozen=True, slots=True)
class Known:
    contact: Person
    conversation: str | None  # where they were last
    channel: str | None
    language: str
    open_case: str | None
    reachable: bool  # by a name or an address, not only while they are on the website
    history: History


@dataclass(frozen=True, slots=True)
class AtRisk:
    looked_at: int
    told: list[tuple[Known, Risk]]  # the most pressing first
    unknown: int  # left out: visitors of whom nothing is known but a bad rating


def contacts_of(tx: Tx, askings: Sequence[Key], episodes: Sequence[Key]) -> list[str]:
    """Whose these rows are, each once."""
    found: dict[str, None] = {}
    asked = _at(tx, "SELECT id, contact FROM rating_requests WHERE asked_at IN ({})", askings)
    ended = _at(
        tx,
        "SELECT e.conversation, e.number, v.contact FROM episodes e JOIN conversations v ON v.id = e.conversation"
        " WHERE e.resolved_at IN ({})",
        episodes,
    )
    for rows, ids, keys in (
        (asked, [row[0] for row in asked], askings),
        (ended, [episode(row[0], row[1]) for row in ended], episodes),
    ):
        wanted = {key.mark for key in keys}
        for row, mark in zip(rows, marks(ids).tolist() if ids else (), strict=True):
            if mark in wanted and row[-1]:
                found[row[-1]] = None
    return list(found)


def at_risk(tx: Tx, chosen: Candidates, now: int) -> AtRisk:
    """Of those who can be at risk at all, who is."""
    found = [it for ident in contacts_of(tx, chosen.low, chosen.again) if (it := known(tx, ident, now)) is not None]
    judged = [(it, why) for it in found if (why := risk(it.history, now)) is not None]
    told = [each for each in judged if is_told(each[1], known=each[0].reachable)]
    told.sort(key=lambda each: (*rank(each[1], each[0].history.last_at, known=each[0].reachable), each[0].contact.id))
    return AtRisk(len(found), told, len(judged) - len(told))


def _at(tx: Tx, sql: str, keys: Sequence[Key]) -> list[Any]:
    rows: list[Any] = []
    for some in batched([str(at) for at in dict.fromkeys(key.at for key in keys)], 500):
        names = {f"t{n}": int(at) for n, at in enumerate(some)}
        rows += tx.execute(sql.format(", ".join(f":{name}" for name in names)), names).fetchall()
    return rows


def known(tx: Tx, contact: str, now: int) -> Known | None:
    """None: there is no such contact."""
    it = {"contact": contact, "since": now - YEAR_MS}
    row = tx.execute("SELECT name, language FROM contacts WHERE id = :contact", it).fetchone()
    if row is None:
        return None
    answers = tx.execute(
        "SELECT r.created_at, q.metric, r.value FROM rating_requests q JOIN ratings r ON r.request = q.id"
        " WHERE q.contact = :contact AND q.asked_at >= :since ORDER BY r.created_at",
        it,
    ).fetchall()
    visits = tx.execute(
        "SELECT e.opened_at, e.topic FROM conversations v JOIN episodes e ON e.conversation = v.id"
        " WHERE v.contact = :contact AND e.opened_at >= :since ORDER BY e.opened_at",
        it,
    ).fetchall()
    cases = tx.execute(
        "SELECT id, outcome, closed_at FROM cases WHERE contact = :contact ORDER BY opened_at", it
    ).fetchall()
    last = tx.execute(
        "SELECT id, channel, last_at FROM conversations WHERE contact = :contact ORDER BY last_at DESC LIMIT 1", it
    ).fetchone()
    (addresses,) = tx.execute(
        "SELECT COUNT(*) FROM addresses WHERE contact = :contact AND channel <> 'widget'", it
    ).fetchone()
    lost = [Lost(case, at) for case, outcome, at in cases if outcome in ("not_recovered", "unanswered") and at]
    good = [at for _, outcome, at in cases if outcome == "recovered" and at]
    heard = [*(at for at, _, _ in answers[-1:]), *(at for at, _ in visits[-1:])]
    return Known(
        Person(id=contact, name=row[0] or ""),
        last[0] if last else None,
        last[1] if last else None,
        row[1],
        next((case for case, _, closed_at in cases if closed_at is None), None),
        bool(row[0] or addresses),
        History(
            [Answer(*answer) for answer in answers],
            [Visit(*visit) for visit in visits],
            lost,
            good[-1] if good else None,
            max(heard, default=0),
        ),
    )
