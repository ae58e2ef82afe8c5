"""One address of the server, and who may use it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum

from aiohttp import web

from bot.store.api_keys import Scope

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Who(Enum):
    ANYONE = "anyone"
    AGENT = "agent"
    MANAGER = "manager"
    PROGRAM = "program"  # with an API key that has the route's scope


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    path: str
    who: Who
    handler: Handler
    scope: Scope | None = None  # set exactly where `who` is a program
