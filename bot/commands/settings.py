"""Configuration and failures, as the command line shows them."""

import sys
from pathlib import Path
from typing import NoReturn

import click

from bot.config import Config, ConfigError, load


def read_config(path: Path | None) -> Config:
    try:
        return load(path)
    except ConfigError as error:
        fail(str(error))


def fail(sentence: str) -> NoReturn:
    """One line on standard error, exit status 1."""
    click.echo(f"heard: {sentence}", err=True)
    sys.exit(1)
