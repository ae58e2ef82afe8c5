import asyncio
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import click

from bot import certificate
from bot.clock import HOUR_MS, now_ms
from bot.commands import reach
from bot.commands.finding import Finding
from bot.config import Config
from knowledge.embedder import EmbedderError

LEAST_FREE_MB = 200
LATE_MS = HOUR_MS


@click.command()
@click.pass_obj
def doctor(config: Config) -> None:
    """Look for what would keep Heard from working. Exit status 1 when something would."""
    findings = list(_findings(config))
    for finding in findings:
        click.echo(f"{'ok ' if finding.good else 'BAD'}  {finding.sentence}")
    if not all(finding.good for finding in findings):
        raise SystemExit(1)


def _findings(config: Config) -> Iterator[Finding]:
    yield from _data(config)
    running = _answers(config)
    if running:
        yield Finding(True, f"A server answers at {config.public_url}.")
    else:
        yield reach.pages(config)
        yield from reach.video(config)
    yield reach.cameras(config)
    yield reach.address(config)
    yield from _certificate(config)
    yield from reach.relays(config)
    yield _semantic(config)
    if config.telegram.token:
        yield asyncio.run(_telegram(config))
    else:
        yield Finding(True, "Telegram is off: telegram.token is empty.")


def _data(config: Config) -> Iterator[Finding]:
    folder = Path(config.data.folder)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / ".doctor"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        yield Finding(False, f"The data folder {folder} cannot be written: {error.strerror}.")
        return
    free_mb = shutil.disk_usage(folder).free // 1_000_000
    yield Finding(free_mb >= LEAST_FREE_MB, f"{free_mb} MB are free in {folder} (at least {LEAST_FREE_MB} are needed).")
    if not config.database.exists():
        yield Finding(True, "There is no database yet; the first start makes one.")
        return
    try:
        with closing(sqlite3.connect(f"file:{config.database}?mode=ro", uri=True)) as database:
            yield from _database(config, database)
    except sqlite3.Error as error:
        yield Finding(False, f"The database {config.database} cannot be read: {error}.")


def _database(config: Config, database: sqlite3.Connection) -> Iterator[Finding]:
    verdict = database.execute("PRAGMA quick_check").fetchone()[0]
    sound = verdict == "ok"
    yield Finding(sound, f"The database {config.database} is {'sound' if sound else f'damaged: {verdict}'}.")
    dead = database.execute("SELECT COUNT(*) FROM telegram_updates WHERE state = 'dead'").fetchone()[0]
    if dead:
        yield Finding(False, f"{dead} updates from Telegram could not be handled; the log says why.")
    late = database.execute(
        "SELECT COUNT(*) FROM outbox WHERE state = 'pending' AND at < ?", (now_ms() - LATE_MS,)
    ).fetchone()[0]
    if late:
        yield Finding(False, f"{late} messages have waited for more than an hour to leave for Telegram.")
    yield from _recordings(config.recordings, database)


def _recordings(folder: Path, database: sqlite3.Connection) -> Iterator[Finding]:
    kept = [
        folder / name
        for (name,) in database.execute("SELECT file FROM recordings WHERE ended_at IS NOT NULL AND removed_at IS NULL")
    ]
    lost = sum(not file.exists() for file in kept)
    if lost:
        yield Finding(False, f"{lost} recordings of calls are not in {folder}: copy that folder with the database.")
    elif kept:
        mb = sum(file.stat().st_size for file in kept) / 1_000_000
        yield Finding(True, f"{len(kept)} recordings of calls take {mb:.0f} MB in {folder}.")


def _answers(config: Config) -> bool:
    import urllib.request

    try:
        with urllib.request.urlopen(f"{config.public_url}/healthz", timeout=3) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def _certificate(config: Config) -> Iterator[Finding]:
    name, key = config.server.certificate, config.server.certificate_key
    if not name:
        return
    try:
        certificate.context(name, key)
        flaw = certificate.flaw(name, urlsplit(config.public_url).hostname or "", datetime.now(UTC))
    except certificate.CertificateError as error:
        yield Finding(False, str(error))
        return
    yield Finding(flaw is None, f"Browsers {'refuse' if flaw else 'can take'} {name}{f': {flaw}' if flaw else ''}.")


def _semantic(config: Config) -> Finding:
    from bot.embedding.choice import chosen, told

    try:
        model = chosen(config.knowledge)
        sentence = told(config.knowledge)
    except EmbedderError as error:
        return Finding(False, f"knowledge.semantic: {error}")
    if model is None or not config.database.exists():
        return Finding(True, sentence)
    with closing(sqlite3.connect(f"file:{config.database}?mode=ro", uri=True)) as database:
        try:
            count = database.execute("SELECT COUNT(*) FROM vectors WHERE model = ?", (model.name,)).fetchone()[0]
        except sqlite3.Error:  # said elsewhere
            return Finding(True, sentence)
    return Finding(True, f"{sentence} {count} phrasings are ready; the server makes the others ready as it runs.")


async def _telegram(config: Config) -> Finding:
    from telegram import Bot
    from telegram.error import InvalidToken, TelegramError

    base = config.telegram.api_url
    try:
        async with Bot(config.telegram.token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot") as bot:
            return Finding(True, f"Telegram knows the bot as @{bot.username}.")
    except InvalidToken:
        return Finding(False, "Telegram does not know this telegram.token. Copy it again from @BotFather.")
    except TelegramError as error:
        return Finding(False, f"Telegram cannot be reached: {error.message}.")
