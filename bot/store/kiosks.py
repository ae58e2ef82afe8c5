"""Tablets in shops that ask whoever stands before them. Of a kiosk's link only the hash is kept."""

from dataclasses import dataclass

from bot.secret import digest, new_id, new_secret
from bot.store.engine import Tx, one


@dataclass(frozen=True, slots=True)
class Kiosk:
    id: str
    place: str
    survey: str
    language: str  # it begins in, and goes back to
    created_at: int
    created_by: str  # an agent's id
    ended_at: int | None
    seen_at: int | None  # when its page was last heard of; None: it was never opened


@dataclass(frozen=True, slots=True)
class Answered:
    count: int
    last_at: int


_SELECT = "SELECT id, place, survey, language, created_at, created_by, ended_at, seen_at FROM kiosks "


def names(tx: Tx) -> dict[str, str]:
    """Where each stands, by id."""
    return dict(tx.execute("SELECT id, place FROM kiosks").fetchall())


def make(tx: Tx, *, place: str, survey: str, language: str, by: str, at: int) -> tuple[Kiosk, str]:
    """The kiosk, and its link's secret."""
    secret = new_secret()
    kiosk = Kiosk(new_id("k"), place, survey, language, at, by, None, None)
    tx.execute(
        "INSERT INTO kiosks (id, place, survey, language, link, created_at, created_by)"
        " VALUES (:id, :place, :survey, :language, :link, :at, :by)",
        {
            "id": kiosk.id,
            "place": place,
            "survey": survey,
            "language": language,
            "link": digest(secret),
            "at": at,
            "by": by,
        },
    )
    _asks(tx, kiosk)
    return kiosk, secret


def get(tx: Tx, kiosk: str) -> Kiosk | None:
    row = one(tx.query(_SELECT + "WHERE id = :id", {"id": kiosk}))
    return Kiosk(**row) if row else None


def of_link(tx: Tx, secret: str) -> Kiosk | None:
    row = one(tx.query(_SELECT + "WHERE link = :link", {"link": digest(secret)}))
    return Kiosk(**row) if row else None


def everyone(tx: Tx) -> list[Kiosk]:
    """Those that run first, each part in the order in which they were made."""
    rows = tx.query(_SELECT + "ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, created_at, id")
    return [Kiosk(**row) for row in rows]


def change(tx: Tx, kiosk: Kiosk) -> None:
    """Writes what a manager may change of it."""
    tx.execute(
        "UPDATE kiosks SET place = :place, survey = :survey, language = :language, ended_at = :ended_at WHERE id = :id",
        {
            "id": kiosk.id,
            "place": kiosk.place,
            "survey": kiosk.survey,
            "language": kiosk.language,
            "ended_at": kiosk.ended_at,
        },
    )
    _asks(tx, kiosk)


def _asks(tx: Tx, kiosk: Kiosk) -> None:
    tx.execute(
        "INSERT INTO kiosk_surveys (kiosk, survey) VALUES (:kiosk, :survey) ON CONFLICT DO NOTHING",
        {"kiosk": kiosk.id, "survey": kiosk.survey},
    )


def ever_asked(tx: Tx, kiosk: str, survey: str) -> bool:
    """Whether it asks this survey, or did before."""
    row = tx.execute(
        "SELECT 1 FROM kiosk_surveys WHERE kiosk = :kiosk AND survey = :survey", {"kiosk": kiosk, "survey": survey}
    ).fetchone()
    return row is not None


def renew_link(tx: Tx, kiosk: str, at: int) -> str:
    """The secret of another link; the one before is none any more."""
    secret = new_secret()
    tx.execute(
        "INSERT INTO withdrawn_kiosk_links (link, kiosk, at) SELECT link, id, :at FROM kiosks WHERE id = :id",
        {"id": kiosk, "at": at},
    )
    tx.execute("UPDATE kiosks SET link = :link WHERE id = :id", {"id": kiosk, "link": digest(secret)})
    return secret


def withdrawn_at(tx: Tx, secret: str) -> int | None:
    """When this link was replaced by another one; None: it was not, or never was one."""
    row = tx.execute("SELECT at FROM withdrawn_kiosk_links WHERE link = :link", {"link": digest(secret)}).fetchone()
    return int(row[0]) if row else None


def seen(tx: Tx, kiosk: str, at: int) -> None:
    tx.execute("UPDATE kiosks SET seen_at = :at WHERE id = :id", {"id": kiosk, "at": at})


def answered(tx: Tx, since: int) -> dict[str, Answered]:
    """What was answered at each kiosk from `since` on (UTC ms), by the kiosk's id."""
    rows = tx.execute(
        "SELECT subject, COUNT(*), MAX(asked_at) FROM rating_requests"
        " WHERE subject IN (SELECT id FROM kiosks) AND asked_at >= :since GROUP BY subject",
        {"since": since},
    ).fetchall()
    return {row[0]: Answered(row[1], row[2]) for row in rows}


def next_occasion(tx: Tx, kiosk: str) -> int:
    """The how-manieth answer of this kiosk comes next, from 1."""
    row = tx.execute(
        "SELECT COALESCE(MAX(occasion), 0) + 1 FROM rating_requests WHERE subject = :kiosk", {"kiosk": kiosk}
    ).fetchone()
    return int(row[0])
