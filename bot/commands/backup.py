import sqlite3
from pathlib import Path

import click

from bot.commands.database import existing
from bot.commands.settings import fail
from bot.config import Config


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def backup(config: Config, file: Path) -> None:
    """Copy the database to FILE, also while the server runs.

    To go back to it, stop the server and put the copy in the place of heard.sqlite in the data folder
    (and remove heard.sqlite-wal and heard.sqlite-shm there). Recordings of calls are files beside it, to be copied
    as they are.
    """
    from bot.store import sqlite

    database = existing(config)
    try:
        sqlite.backup(database, file)
    except FileExistsError:
        fail(f"{file} exists; name another file.")
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}.")
    except sqlite3.Error as error:
        fail(f"The database {database} cannot be copied: {error}.")
    click.echo(f"Copied to {file} ({file.stat().st_size / 1_000_000:.1f} MB).")
