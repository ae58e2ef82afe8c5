"""Booked calls, the links by which customers book, and when agents can be booked."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.booking.terms import Diary, Hours, Stretch
from bot.clock import DAY_MS
from bot.secret import digest, new_id, new_secret
from bot.store import meta
from bot.store.engine import Tx, one

_ORIGINS = "booking_origins"  # the key of their hashes
State = Literal["booked", "cancelled", "started", "missed"]

_COLUMNS = (
    "id, request, contact, conversation, agent, since, until, zone, note, state, created_at, reminded_at, room, moves,"
    " moved_at, origin"
)


@dataclass(frozen=True, slots=True)
class Link:
    request: str  # the rating that it came with
    contact: str
    conversation: str
    until: int  # exclusive; after it nothing new is booked by it


@dataclass(frozen=True, slots=True)
class Booking:
    id: str
    request: str
    contact: str
    conversation: str
    agent: str
    since: int
    until: int
    zone: str  # the customer's time zone, as their browser told it
    note: str
    state: State
    created_at: int
    reminded_at: int | None
    room: str | None  # the call that was offered at its hour
    moves: int = 0  # how often it was moved or handed over; who changes it says of which it knows
    moved_at: int | None = None  # when its time was changed last
    origin: str | None = None  # as `origin_of` tells, while it is to come; None: somebody vouches for the customer


@dataclass(frozen=True, slots=True)
class Absence:
    id: str
    agent: str
    since: int
    until: int
    note: str


# -- links -----------------------------------------------------------------------------


def make_link(tx: Tx, *, request: str, contact: str, conversation: str, until: int, at: int) -> str:
    """Its secret, which is kept nowhere."""
    secret = new_secret()
    tx.execute(
        "INSERT INTO booking_links (link, request, contact, conversation, created_at, until)"
        " VALUES (:link, :request, :contact, :conversation, :at, :until)",
        {
            "link": digest(secret),
            "request": request,
            "contact": contact,
            "conversation": conversation,
            "at": at,
            "until": until,
        },
    )
    return secret


def link(tx: Tx, secret: str) -> Link | None:
    row = one(
        tx.query(
            "SELECT request, contact, conversation, until FROM booking_links WHERE link = :link",
            {"link": digest(secret)},
        )
    )
    return Link(**row) if row else None


# -- bookings --------------------------------------------------------------------------


def book(
    tx: Tx, by: Link, *, agent: str, since: int, until: int, zone: str, note: str, at: int, origin: str | None
) -> Booking | None:
    """None where the agent was booked for that time in the meantime, or this rating has a booking."""
    booking = Booking(
        id=new_id("b"),
        request=by.request,
        contact=by.contact,
        conversation=by.conversation,
        agent=agent,
        since=since,
        until=until,
        zone=zone,
        note=note,
        state="booked",
        created_at=at,
        reminded_at=None,
        room=None,
        origin=origin,
    )
    made = tx.execute(
        f"INSERT INTO bookings ({_COLUMNS}) VALUES (:id, :request, :contact, :conversation, :agent, :since, :until,"
        " :zone, :note, :state, :created_at, :reminded_at, :room, :moves, :moved_at, :origin) ON CONFLICT DO NOTHING",
        {name: getattr(booking, name) for name in Booking.__slots__},
    )
    return booking if made.rowcount == 1 else None


def origin_of(tx: Tx, address: str) -> str:
    """A keyed hash by which calls that were booked from one address are counted; the address is kept nowhere."""
    key = meta.get(tx, _ORIGINS)
    if key is None:
        key = new_secret()
        meta.put(tx, _ORIGINS, key)
    return hmac.digest(key.encode(), address.encode(), "sha256").hex()[:24]


def open_from(tx: Tx, origin: str) -> int:
    """How many are to come that were booked from there."""
    return int(tx.execute("SELECT COUNT(*) FROM bookings WHERE origin = :origin", {"origin": origin}).fetchone()[0])


def get(tx: Tx, booking: str) -> Booking | None:
    row = one(tx.query(f"SELECT {_COLUMNS} FROM bookings WHERE id = :id", {"id": booking}))
    return Booking(**row) if row else None


def of_request(tx: Tx, request: str) -> Booking | None:
    """What is booked by it; else the newest that was, whatever became of that."""
    row = one(
        tx.query(
            f"SELECT {_COLUMNS} FROM bookings WHERE request = :request"
            " ORDER BY CASE WHEN state = 'booked' THEN 0 ELSE 1 END, created_at DESC, id LIMIT 1",
            {"request": request},
        )
    )
    return Booking(**row) if row else None


def open_of(tx: Tx, contact: str, request: str = "") -> Booking | None:
    """What the contact has booked and not had yet, with this rating or whichever."""
    row = one(
        tx.query(
            f"SELECT {_COLUMNS} FROM bookings WHERE contact = :contact AND state = 'booked'"
            " ORDER BY CASE WHEN request = :request THEN 0 ELSE 1 END, since LIMIT 1",
            {"contact": contact, "request": request},
        )
    )
    return Booking(**row) if row else None


def move(tx: Tx, booking: Booking) -> bool:
    """As it is to be, under the number of moves after the one that is known; False: somebody was quicker, it is over,
    or its agent has another call then.
    """
    cursor = tx.execute(
        "UPDATE bookings SET request = :request, conversation = :conversation, agent = :agent, since = :since,"
        " until = :until, zone = :zone, note = :note, reminded_at = :reminded_at, moves = :moves, moved_at = :moved_at"
        " WHERE id = :id AND state = 'booked' AND moves = :moves - 1 AND NOT EXISTS (SELECT 1 FROM bookings o"
        " WHERE o.agent = :agent AND o.since = :since AND o.state <> 'cancelled' AND o.id <> :id)",
        {name: getattr(booking, name) for name in Booking.__slots__},
    )
    return bool(cursor.rowcount == 1)


def between(tx: Tx, since: int, until: int, agent: str | None = None, contact: str | None = None) -> list[Booking]:
    """Those that begin in this stretch and were not cancelled, in order; None: everybody's."""
    given = {name: value for name, value in (("agent", agent), ("contact", contact)) if value is not None}
    clause = "".join(f" AND {name} = :{name}" for name in given)
    rows = tx.query(
        f"SELECT {_COLUMNS} FROM bookings WHERE since >= :since AND since < :until AND state <> 'cancelled'{clause}"
        " ORDER BY since, id",
        {"since": since, "until": until, **given},
    )
    return [Booking(**row) for row in rows]


def due(tx: Tx, now: int, remind_ms: int) -> list[Booking]:
    """Booked, and to be reminded of or to begin now; who chose the time when the reminder was due already needs
    none.
    """
    rows = tx.query(
        f"SELECT {_COLUMNS} FROM bookings WHERE state = 'booked' AND since <= :soon AND"
        " (since <= :now OR (reminded_at IS NULL AND COALESCE(moved_at, created_at) < since - :ahead))"
        " ORDER BY since, id",
        {"now": now, "soon": now + remind_ms, "ahead": remind_ms},
    )
    return [Booking(**row) for row in rows]


def fate(tx: Tx, booking: str, moves: int) -> Literal["moved", "cancelled"] | None:
    """What has become of one since it was moved so often; None: it holds, or has taken place."""
    found = get(tx, booking)
    if found is None:
        return None
    if found.state == "cancelled":
        return "cancelled"
    return "moved" if found.moves > moves else None


def settle(tx: Tx, booking: Booking, state: State, room: str | None = None) -> bool:
    """False where it is not booked any more, or was moved meanwhile."""
    cursor = tx.execute(
        "UPDATE bookings SET state = :state, room = :room, origin = NULL"
        " WHERE id = :id AND state = 'booked' AND moves = :moves",
        {"id": booking.id, "moves": booking.moves, "state": state, "room": room},
    )
    return bool(cursor.rowcount == 1)


def reminded(tx: Tx, booking: Booking, at: int) -> bool:
    """False as of `settle`."""
    cursor = tx.execute(
        "UPDATE bookings SET reminded_at = :at WHERE id = :id AND state = 'booked' AND moves = :moves",
        {"id": booking.id, "moves": booking.moves, "at": at},
    )
    return bool(cursor.rowcount == 1)


# -- agents' days ----------------------------------------------------------------------


def hours(tx: Tx, agent: str) -> tuple[Hours, ...]:
    rows = tx.query(
        "SELECT weekday, start_min, end_min FROM agent_hours WHERE agent = :agent ORDER BY weekday, start_min",
        {"agent": agent},
    )
    return tuple(Hours(**row) for row in rows)


def set_hours(tx: Tx, agent: str, week: Iterable[Hours]) -> None:
    tx.execute("DELETE FROM agent_hours WHERE agent = :agent", {"agent": agent})
    for each in week:
        tx.execute(
            "INSERT INTO agent_hours (agent, weekday, start_min, end_min) VALUES (:agent, :weekday, :start, :end)",
            {"agent": agent, "weekday": each.weekday, "start": each.start_min, "end": each.end_min},
        )


def absences(tx: Tx, agent: str, since: int) -> list[Absence]:
    """Those that are not over at `since`."""
    rows = tx.query(
        "SELECT id, agent, since, until, note FROM agent_absences WHERE agent = :agent AND until > :since"
        " ORDER BY since, id",
        {"agent": agent, "since": since},
    )
    return [Absence(**row) for row in rows]


def be_away(tx: Tx, agent: str, stretch: Stretch, note: str) -> str:
    id = new_id("w")
    tx.execute(
        "INSERT INTO agent_absences (id, agent, since, until, note) VALUES (:id, :agent, :since, :until, :note)",
        {"id": id, "agent": agent, "since": stretch.since, "until": stretch.until, "note": note},
    )
    return id


def be_back(tx: Tx, agent: str, absence: str) -> bool:
    """False: there is no such absence of theirs."""
    cursor = tx.execute("DELETE FROM agent_absences WHERE id = :id AND agent = :agent", {"id": absence, "agent": agent})
    return bool(cursor.rowcount == 1)


def diary(tx: Tx, agent: str, since: int, until: int, but: str | None = None) -> Diary:
    """As far as it concerns calls from `since` to `until`; `but`: a booking that makes room for itself."""
    before = since - DAY_MS  # no call is longer
    return Diary(
        agent=agent,
        hours=hours(tx, agent),
        away=tuple(Stretch(it.since, it.until) for it in absences(tx, agent, since)),
        booked=tuple(Stretch(it.since, it.until) for it in between(tx, before, until, agent) if it.id != but),
    )


def diaries(tx: Tx, since: int, until: int, but: str | None = None) -> list[Diary]:
    """Of all agents who can be booked at all; `but` as of `diary`."""
    rows = tx.execute(
        "SELECT DISTINCT h.agent FROM agent_hours h JOIN agents a ON a.id = h.agent WHERE a.disabled_at IS NULL"
        " ORDER BY h.agent"
    ).fetchall()
    return [diary(tx, agent, since, until, but) for (agent,) in rows]
