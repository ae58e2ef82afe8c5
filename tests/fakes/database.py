"""An empty database, brought up to date once and copied for each test: to make it anew takes dozens of commits."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.store.sqlite import connect, migrate


def put(path: Path) -> Path:
    """Puts one at `path`, where there is none yet."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_migrated())
    return path


@cache
def _migrated() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "heard.sqlite"
        conn = connect(path)
        migrate(conn)
        conn.close()
        return path.read_bytes()
