"""Bodies in, bodies out, and errors: the one way for all HTTP handlers."""

import re
from enum import StrEnum
from typing import Any, TypeVar

import msgspec
from aiohttp import web

from bot.errors import BadRequest, Code, HeardError
from bot.sentence import parts
from bot.validation import unfit
from bot.web.frames import MAX_FRAME_BYTES, checked
from knowledge.article import ArticleError

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_TRANSLATION = re.compile(r"translations\[(\d+)\]`$")  # where msgspec says that it stands

STATUS = {
    Code.BAD_REQUEST: 400,
    Code.UNAUTHORIZED: 401,
    Code.FORBIDDEN: 403,
    Code.NOT_FOUND: 404,
    Code.CONFLICT: 409,
    Code.TAKEN: 409,
    Code.STALE: 409,
    Code.UNREACHABLE: 409,
    Code.GONE: 410,
    Code.TOO_LARGE: 413,
    Code.TOO_MANY: 429,
    Code.INTERNAL: 500,
    Code.UNAVAILABLE: 503,
}


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of what a request may carry."""


async def read(request: web.Request, kind: type[T], most: int = MAX_FRAME_BYTES) -> T:
    """At most `most` bytes. Raises BadRequest, with `field` where it is an article's, and TooLarge."""
    if request.content_type != "application/json":
        raise BadRequest("Send JSON, with Content-Type: application/json.")
    data = await request.read()
    try:
        return msgspec.json.decode(checked(data.decode("utf-8"), most), type=kind)
    except UnicodeDecodeError:
        raise BadRequest("The body is not UTF-8.") from None
    except (msgspec.MsgspecError, RecursionError) as error:
        if isinstance(error.__cause__, ArticleError):
            raise BadRequest(str(error.__cause__), **_place(error.__cause__, str(error))) from None
        raise BadRequest(f"The body cannot be read: {unfit(error)}") from None


def _place(error: ArticleError, told: str) -> dict[str, Any]:
    """The field, and of which translation: its number, from 0."""
    number = _TRANSLATION.search(told)
    return {"field": error.field, **({"translation": int(number[1])} if number else {})}


def answer(value: Any, status: int = 200) -> web.Response:
    return web.Response(
        body=msgspec.json.encode(value),
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


def refusal(error: HeardError, status: int | None = None) -> web.Response:
    told = {"code": error.code, "message": str(error.message), "data": error.data | parts(error.message)}
    response = answer({"error": told}, status or STATUS[error.code])
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


def flag(request: web.Request, name: str) -> bool:
    """False when absent. Raises BadRequest for what is neither true nor false."""
    value = request.query.get(name, "")
    if value not in ("", "0", "1", "false", "true"):
        raise BadRequest(f"{name} must be true or false.")
    return value in ("1", "true")


LONGEST_SEARCH = 200  # characters


def search_words(request: web.Request) -> str:
    """What the query's `q` looks for, its beginning where it is long; "": everything. Raises BadRequest."""
    words = request.query.get("q", "").strip()[:LONGEST_SEARCH]
    if "\x00" in words:
        raise BadRequest("Text may not contain the NUL character.")
    return words


def limit(request: web.Request, default: int, most: int) -> int:
    """How many rows are asked for, 1 to `most`. Raises BadRequest."""
    return min(whole(request, "limit") or default, most)


def one_of(request: web.Request, name: str, kind: type[E]) -> E | None:
    """None when absent. Raises BadRequest."""
    value = request.query.get(name)
    if not value:
        return None
    try:
        return kind(value)
    except ValueError:
        raise BadRequest(f"{name} must be one of {', '.join(kind)}.") from None


MOST_DAYS = 36_500


def days(request: web.Request, default: int) -> int:
    """How many the query's `days` are. Raises BadRequest."""
    number = whole(request, "days")
    if number is None:
        return default
    if not 1 <= number <= MOST_DAYS:
        raise BadRequest(f"days must be a whole number from 1 to {MOST_DAYS}.")
    return number
