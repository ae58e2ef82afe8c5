"""The commands of `heard`, a file for each group. What a command does not need it does not load."""

from importlib import import_module
from pathlib import Path

import click

from bot.commands.settings import read_config

NAMES = ("backup", "doctor", "knowledge", "recording", "run", "surveys", "user")
"""Of the commands, and of the modules that they lie in."""


class Commands(click.Group):
    """Loads a command when it is called for: the server would carry the others' imports along for months."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in NAMES:
            return None
        command: click.Command = getattr(import_module(f"bot.commands.{cmd_name}"), cmd_name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The configuration; ./config.toml where it exists, else the defaults.",
)
@click.pass_context
def main(context: click.Context, config: Path | None) -> None:
    """Heard: a support desk of your own."""
    context.obj = read_config(config)
