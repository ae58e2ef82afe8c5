"""What can go wrong, typed by what the caller can do about it."""

from enum import StrEnum
from typing import Any


class Code(StrEnum):
    """Stable identifiers for programs; the sentence beside them is for people."""

    BAD_REQUEST = "bad_request"
    UNAUTHORIZED = "unauthorized"  # sign in, or start again
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"  # the same id again with another body
    TAKEN = "taken"  # data: agent, who has it
    STALE = "stale"  # the conversation is no longer yours; keep the text as a draft
    UNREACHABLE = "unreachable"  # nobody would ever read it
    GONE = "gone"  # expired, revoked, or used before
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"  # data: retry_after_s
    UNAVAILABLE = "unavailable"  # try again later
    INTERNAL = "internal"


class HeardError(Exception):
    """Base of every error that may reach a client.

    `message` is a plain English sentence that says what happened and what to do;
    `data` holds what a program needs to act, JSON types only.
    """

    code = Code.INTERNAL

    def __init__(self, message: str, **data: Any) -> None:
        super().__init__(message)
        self.message = message
        self.data = data


class BadRequest(HeardError):
    code = Code.BAD_REQUEST


class Unauthorized(HeardError):
    code = Code.UNAUTHORIZED


class Forbidden(HeardError):
    code = Code.FORBIDDEN


class NotFound(HeardError):
    code = Code.NOT_FOUND


class Conflict(HeardError):
    code = Code.CONFLICT


class Taken(HeardError):
    """Raised with `agent={"id": …, "name": …}`, the one who has it."""

    code = Code.TAKEN


class Stale(HeardError):
    code = Code.STALE


class Unreachable(HeardError):
    code = Code.UNREACHABLE


class Gone(HeardError):
    code = Code.GONE


class TooLarge(HeardError):
    code = Code.TOO_LARGE


class TooMany(HeardError):
    """Raised with `retry_after_s`, seconds to wait."""

    code = Code.TOO_MANY


class Unavailable(HeardError):
    code = Code.UNAVAILABLE
