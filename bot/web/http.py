"""Bodies in, bodies out, and errors: the one way for all HTTP handlers."""

from typing import Any, TypeVar

import msgspec
from aiohttp import web

from bot.errors import BadRequest, Code, HeardError
from bot.web.frames import checked

T = TypeVar("T")

STATUS = {
    Code.BAD_REQUEST: 400,
    Code.UNAUTHORIZED: 401,
    Code.FORBIDDEN: 403,
    Code.NOT_FOUND: 404,
    Code.CONFLICT: 409,
    Code.TAKEN: 409,
    Code.STALE: 409,
    Code.GONE: 410,
    Code.TOO_LARGE: 413,
    Code.TOO_MANY: 429,
    Code.INTERNAL: 500,
    Code.UNAVAILABLE: 503,
}


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of what a request may carry."""


async def read(request: web.Request, kind: type[T]) -> T:
    """Raises BadRequest, TooLarge."""
    if request.content_type != "application/json":
        raise BadRequest("Send JSON, with Content-Type: application/json.")
    data = await request.read()
    try:
        return msgspec.json.decode(checked(data.decode("utf-8")), type=kind)
    except UnicodeDecodeError:
        raise BadRequest("The body is not UTF-8.") from None
    except (msgspec.MsgspecError, RecursionError) as error:
        raise BadRequest(f"The body cannot be read: {error}.") from None


def answer(value: Any, status: int = 200) -> web.Response:
    return web.Response(
        body=msgspec.json.encode(value),
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


def refusal(error: HeardError, status: int | None = None) -> web.Response:
    response = answer(
        {"error": {"code": error.code, "message": error.message, "data": error.data}}, status or STATUS[error.code]
    )
    if "retry_after_s" in error.data:
        response.headers["Retry-After"] = str(int(error.data["retry_after_s"]) + 1)
    return response


def whole(request: web.Request, name: str) -> int | None:
    """A whole number of the query; None when absent. Raises BadRequest."""
    value = request.query.get(name)
    if value is None or value == "":
        return None
    try:
        number = int(value)
    except ValueError:
        raise BadRequest(f"{name} must be a whole number.") from None
    if not 0 <= number <= 2**53:
        raise BadRequest(f"{name} is out of range.")
    return number
