import asyncio
import ctypes
import errno
import logging
import signal
import sqlite3
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import click
import structlog

from bot.commands.settings import fail
from bot.config import Config

MOST_FILES = 65_536
"""Every socket is one; the usual limit of 1024 would turn customers away."""
M_ARENA_MAX = -8  # malloc.h of glibc


@click.command()
@click.pass_obj
def run(config: Config) -> None:
    """Start the server."""
    from bot.certificate import CertificateError
    from bot.store.sqlite import NewerDatabase
    from knowledge.embedder import EmbedderError

    prepare_log()
    _prepare_process()
    try:
        with _alone(Path(config.data.folder)):
            _runner(_serve(config))
    except (NewerDatabase, CertificateError, EmbedderError) as error:
        fail(str(error))
    except sqlite3.Error as error:
        fail(f"The database {config.database} cannot be used: {error}.")
    except OSError as error:
        what = error.filename or f"{config.server.host}:{config.server.port}"
        fail(f"{what} cannot be used: {error.strerror or error}.")


def _prepare_process() -> None:
    """Before anything heavy is imported."""
    with suppress(ImportError, OSError, ValueError):  # Windows has no such limit, macOS may refuse so many
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(MOST_FILES, hard)
        if soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    with suppress(AttributeError, OSError, TypeError):  # another C library
        # an arena for each thread, as glibc has it, keeps a tenth of the server's memory for nothing
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Ends the start where a server runs on `folder` already: neither would tell its people what the other stores."""
    try:
        import fcntl
    except ImportError:  # Windows has none
        yield
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # ends with the process, however that ends
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EAGAIN):
                fail(f"Another Heard runs already on the data folder {folder}.")
        yield


def _runner(main: Coroutine[Any, Any, None]) -> None:
    factory: Callable[[], asyncio.AbstractEventLoop] = asyncio.new_event_loop
    with suppress(ImportError):  # it is not made for Windows
        from uvloop import new_event_loop as factory
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(main)


async def _serve(config: Config) -> None:
    from bot.app import running

    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    async with running(config) as started:
        _welcome(config, started.first_manager)
        await stopped.wait()
        click.echo("Stopping.")


def _welcome(config: Config, first_manager: str | None) -> None:
    from bot.embedding.choice import told

    click.echo("\nHeard is running. Press Ctrl+C to stop it.\n")
    pages = {
        "Demo shop": "/",
        "Help centre": "/help/",
        "Desk": "/desk/",
        "Knowledge": "/knowledge/",
        "Reports": "/reports/",
    }
    if not config.help.enabled:
        del pages["Help centre"]
    for name, path in pages.items():
        click.echo(f"  {name:11}  {config.public_url}{path}")
    click.echo(f"\n{told(config.knowledge)}")
    if first_manager:
        click.echo(f"\nMake the first manager's account (this link works once, for 24 hours):\n\n  {first_manager}")
    click.echo("")


def prepare_log() -> None:
    """Lines on standard error: readable on a terminal, JSON elsewhere."""
    terminal = sys.stderr.isatty()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.dev.ConsoleRenderer(colors=False) if terminal else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
