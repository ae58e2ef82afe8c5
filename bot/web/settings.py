"""What managers set on pages.

A request names what changes, and the rest stays: of two who save at once both keep theirs.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from aiohttp import web

from bot.errors import BadRequest
from bot.store import settings
from bot.store.engine import Tx
from bot.validation import unfit
from bot.web.accounts import AGENT
from bot.web.http import read
from bot.web.services import services

K = TypeVar("K", bound=msgspec.Struct)


def anything(_: Tx, __: object) -> None:
    """Whatever its type allows may be set."""


async def change_settings(
    request: web.Request, name: str, kind: type[K], check: Callable[[Tx, K], None] = anything
) -> K:
    """As it is set then. `check` raises what it refuses. Raises BadRequest."""
    it, by, changes = services(request), request[AGENT].id, await read(request, dict[str, Any])
    unknown = next((field for field in changes if field not in kind.__struct_fields__), None)
    if unknown is not None:
        raise BadRequest(f"There is no setting called {unknown}.", field=unknown)
    at = it.clock()

    def work(tx: Tx) -> K:
        before: dict[str, Any] = msgspec.to_builtins(settings.get(tx, name, kind))
        try:
            wanted = msgspec.convert({**before, **changes}, kind)
        except msgspec.ValidationError as error:
            raise BadRequest(f"The body cannot be read: {unfit(error)}") from None
        check(tx, wanted)
        settings.put(tx, name, wanted, by, at)
        return wanted

    return await it.engine.write(work)
