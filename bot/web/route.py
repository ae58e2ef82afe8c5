"""One address of the server, and who may use it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Who(Enum):
    ANYONE = "anyone"
    AGENT = "agent"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    path: str
    who: Who
    handler: Handler
