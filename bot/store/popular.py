"""Which articles are asked for most."""

from bot.store.engine import Tx


def articles(tx: Tx, limit: int = 20) -> list[str]:
    """Keys, the most asked first, by the episodes that they answered last."""
    rows = tx.execute(
        "SELECT article FROM episodes WHERE article IS NOT NULL GROUP BY article ORDER BY COUNT(*) DESC,"
        " article LIMIT :limit",
        {"limit": limit},
    ).fetchall()
    return [row[0] for row in rows]
