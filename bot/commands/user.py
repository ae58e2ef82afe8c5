import asyncio

import click

from bot.commands.database import opened
from bot.commands.settings import fail
from bot.config import Config
from bot.errors import HeardError


@click.group()
def user() -> None:
    """Accounts of agents and managers."""


@user.command()
@click.option("--name", required=True, prompt=True)
@click.option("--email", required=True, prompt=True)
@click.option("--role", type=click.Choice(["agent", "manager"]), default="agent", show_default=True)
@click.password_option(help="Asked for when it is not given; at least 8 characters.")
@click.pass_obj
def add(config: Config, name: str, email: str, role: str, password: str) -> None:
    """Make an account."""
    try:
        asyncio.run(_add(config, name, email, role, password))
    except HeardError as error:
        fail(error.message)
    click.echo(f"{name} can sign in at {config.public_url}/login/ as {email.lower()}.")


async def _add(config: Config, name: str, email: str, role: str, password: str) -> None:
    from bot.clock import now_ms
    from bot.errors import BadRequest, Conflict
    from bot.model import Role
    from bot.store import agents
    from bot.web.passwords import Passwords, check

    check(password)
    if "@" not in email:
        raise BadRequest("This is not an email address.")
    hashed = await Passwords().hash(password)
    async with opened(config) as engine:
        made = await engine.write(
            lambda tx: agents.create(tx, name=name, email=email, password_hash=hashed, role=Role(role), at=now_ms())
        )
    if made is None:
        raise Conflict("There is an account with this email address already.")
