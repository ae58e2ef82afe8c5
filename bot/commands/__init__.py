"""The commands of `heard`, a file for each group. What a command does not need it does not load."""

from pathlib import Path

import click

from bot.commands.backup import backup
from bot.commands.doctor import doctor
from bot.commands.knowledge import knowledge
from bot.commands.recording import recording
from bot.commands.run import run
from bot.commands.settings import read_config
from bot.commands.surveys import surveys
from bot.commands.user import user


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The configuration; ./config.toml where it exists, else the defaults.",
)
@click.pass_context
def main(context: click.Context, config: Path | None) -> None:
    """Heard: a support desk of your own."""
    context.obj = read_config(config)


for command in (run, user, knowledge, surveys, recording, backup, doctor):
    main.add_command(command)
