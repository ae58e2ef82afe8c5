"""What articles were, over HTTP: each version with its differences, and the ways back."""

from typing import Any

from aiohttp import web

from bot.errors import NotFound
from bot.model import Person, Struct
from bot.store import agents, articles
from bot.store.engine import Tx
from bot.web.accounts import person
from bot.web.http import Body, answer, limit, read, whole
from bot.web.knowledge.editing import DraftTold, change, key_of, told
from bot.web.services import services
from knowledge import differences, drafts, versions
from knowledge.versions import Version


class VersionTold(Struct, frozen=True, kw_only=True):
    version: int
    at: int
    author: Person | None = None
    note: str = ""
    removed: bool = False


class RestoreBody(Body, frozen=True):
    revision: int | None = None  # of the draft whose place it takes; None = there is none


class UndoBody(Body, frozen=True):
    version: int


async def every(request: web.Request) -> web.Response:
    key, before = key_of(request), whole(request, "before")
    most = limit(request, versions.MOST, versions.MOST)

    def work(tx: Tx) -> list[VersionTold]:
        names = agents.names(tx)
        return [_told(version, names) for version in versions.of(tx, key, before, most)]

    return answer({"versions": await services(request).engine.read(work)})


async def one(request: web.Request) -> web.Response:
    """With what it changed of the version before."""
    key, number = key_of(request), _number(request)

    def work(tx: Tx) -> dict[str, Any]:
        version = _existing(tx, key, number)
        article = versions.get(tx, key, number)
        return {
            "version": _told(version, agents.names(tx)),
            "article": article,
            "changes": differences.changes(versions.get(tx, key, number - 1), article),
        }

    return answer(await services(request).engine.read(work))


async def restore(request: web.Request) -> web.Response:
    """As a draft, to be published on top of what stands now."""
    key, number, body = key_of(request), _number(request), await read(request, RestoreBody)

    def work(tx: Tx, author: str, now: int) -> DraftTold:
        _existing(tx, key, number)
        article = versions.get(tx, key, number)
        if article is None:
            raise NotFound("With this version the article was removed. Restore the one before.")
        newest = versions.current(tx, key)
        return told(drafts.save(tx, article, body.revision, now, author, newest), agents.names(tx))

    return answer({"draft": await change(request, work)})


async def undo(request: web.Request) -> web.Response:
    """The newest version is taken back; what it brought is a draft again."""
    key, body = key_of(request), await read(request, UndoBody)

    def work(tx: Tx, author: str, now: int) -> int:
        _existing(tx, key, body.version)
        if not articles.take_back(tx, key, body.version, now, author):
            raise NotFound("What stood before this version was not kept.")
        return versions.current(tx, key)

    return answer({"version": await change(request, work)})


def _number(request: web.Request) -> int:
    """Raises NotFound."""
    number = request.match_info["version"]
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise NotFound("There is no such version.")
    return int(number)


def _existing(tx: Tx, key: str, number: int) -> Version:
    found = versions.one_of(tx, key, number)
    if found is None:
        raise NotFound("There is no such version.")
    return found


def _told(version: Version, names: dict[str, str]) -> VersionTold:
    return VersionTold(
        version=version.version,
        at=version.at,
        author=person(version.author, names),
        note=version.note,
        removed=version.removed,
    )
