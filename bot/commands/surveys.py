import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands.database import existing, opened
from bot.commands.settings import fail
from bot.config import Config

if TYPE_CHECKING:
    from bot.store.surveys import Fate
    from bot.surveys.toml import Entry


@click.group()
def surveys() -> None:
    """What customers are asked, in and out."""


@surveys.command("export")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def export(config: Config, path: Path) -> None:
    """Write all surveys to a TOML file that `import` takes again."""
    from bot.store import surveys as stored
    from bot.store.sqlite import connect, read_only
    from bot.surveys import toml

    entries = stored.entries(read_only(connect(existing(config))))
    try:
        path.write_text(toml.written(entries), encoding="utf-8")
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}.")
    click.echo(f"{len(entries)} surveys written to {path}.")


@surveys.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be new and changed, and change nothing.")
@click.pass_obj
def import_(config: Config, path: Path, dry_run: bool) -> None:
    """Take surveys from a TOML file, all or none.

    One with an id that exists gets a further version; answers keep the question that they were given to. They come
    before the others, in the order of the file. Exit status 1 when something in the file is wrong.
    """
    from bot.surveys import toml
    from bot.surveys.faults import SurveyError

    try:
        entries = toml.read(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        fail(f"{path} cannot be read: {error}.")
    except SurveyError as error:
        for fault in error.faults:
            click.echo(f"{path}: {fault}", err=True)
        raise SystemExit(1) from None
    for ident, fate in asyncio.run(_import(config, entries, dry_run)):
        click.echo(f"{fate:8} {ident}")


async def _import(config: Config, entries: Sequence["Entry"], dry_run: bool) -> list[tuple[str, "Fate"]]:
    from bot.clock import now_ms
    from bot.store import surveys as stored
    from bot.store.engine import Tx

    def work(tx: Tx) -> list[tuple[str, "Fate"]]:
        fates = [(entry.survey.id, fate) for entry, fate in stored.fates(tx, entries)]
        if not dry_run:
            stored.take_in(tx, entries, None, now_ms())
        return fates

    async with opened(config) as engine:
        return await (engine.read(work) if dry_run else engine.write(work))
