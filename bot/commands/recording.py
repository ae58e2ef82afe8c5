import asyncio
from datetime import datetime
from pathlib import Path

import click

from bot.commands.database import existing, opened
from bot.commands.settings import fail
from bot.config import Config


@click.group()
def recording() -> None:
    """Recordings of calls."""


@recording.command("list")
@click.pass_obj
def every(config: Config) -> None:
    """All recordings, the newest first."""
    from bot.store import recordings
    from bot.store.recordings import Recording

    async def read() -> list[Recording]:
        async with opened(config) as engine:
            return await engine.read(lambda tx: recordings.page(tx, room=None, before=None, limit=1000))

    existing(config)
    for one in asyncio.run(read()):
        began = datetime.fromtimestamp(one.started_at / 1000).astimezone().strftime("%Y-%m-%d %H:%M")
        if one.removed_at is not None:
            state = "thrown away"
        elif one.ended_at is None:
            state = "runs"
        else:
            state = f"{_clock(one.length_ms or 0)}  {(one.size or 0) / 1_000_000:.1f} MB  {one.file}"
        click.echo(f"{one.id}  {began}  {one.contact_name or 'a customer'} with {one.by.name}  {state}")


def _clock(length_ms: int) -> str:
    minutes, seconds = divmod(length_ms // 1000, 60)
    return f"{minutes}:{seconds:02}"


@recording.command()
@click.argument("source", metavar="ID|FILE")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to; its ending, .mp4 or .webm, says which kind. ID.mp4 in this folder unless it is given.",
)
@click.pass_obj
def compose(config: Config, source: str, output: Path | None) -> None:
    """Make one film of a recording: the shared screen large and the cameras in it, the sound of all together.

    It needs ffmpeg. ID is one that `heard recording list` shows.
    """
    from bot.commands.composing import ComposeError, compose

    path = Path(source)
    if not path.is_file():
        path = _file_of(config, source)
    target = output or Path(f"{path.stem if path == Path(source) else source}.mp4")
    if target.exists():
        fail(f"{target} exists; name another file with -o.")
    try:
        compose(path, target)
    except ComposeError as error:
        fail(str(error))
    click.echo(f"{target} ({target.stat().st_size / 1_000_000:.1f} MB)")


def _file_of(config: Config, ident: str) -> Path:
    from bot.store import recordings
    from bot.store.recordings import Recording

    async def read() -> Recording | None:
        async with opened(config) as engine:
            return await engine.read(lambda tx: recordings.get(tx, ident))

    one = asyncio.run(read()) if config.database.exists() else None
    if one is None:
        fail(f"There is no file and no recording {ident}. `heard recording list` shows what there is.")
    if one.ended_at is None:
        fail("This recording is still running.")
    path = config.recordings / one.file
    if one.removed_at is not None or not path.is_file():
        fail("The file of this recording is gone.")
    return path
