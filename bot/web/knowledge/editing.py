"""What the articles' handlers share: who wrote what, what a draft is to a page, and taking up what changed."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from aiohttp import web

from bot.errors import BadRequest, Forbidden, NotFound, Stale
from bot.events import ARTICLES
from bot.model import Agent, Person, Role, Struct
from bot.store import agents
from bot.store.engine import Tx
from bot.web.accounts import AGENT, person
from bot.web.services import services
from knowledge import drafts, versions
from knowledge.article import KEY, Article, ArticleError
from knowledge.drafts import Draft, Outdated, Overtaken

T = TypeVar("T")

LARGEST = 1 << 20  # bytes of an article in a request


class DraftTold(Struct, frozen=True, kw_only=True):
    """A draft as a page gets it. `author`: None where nobody knows."""

    article: Article
    revision: int
    base_version: int = 0
    state: drafts.State
    author: Person | None = None
    updated_at: int
    note: str = ""


def key_of(request: web.Request) -> str:
    """Raises NotFound."""
    key = request.match_info["key"]
    if not KEY.fullmatch(key):
        raise NotFound("There is no such article.")
    return key


def told(draft: Draft, names: Mapping[str, str]) -> DraftTold:
    return DraftTold(
        article=draft.article,
        revision=draft.revision,
        base_version=draft.base_version,
        state=draft.state,
        author=person(draft.author, names),
        updated_at=draft.updated_at,
        note=draft.note,
    )


def refusal(draft: Draft | None, agent: Agent, review: bool) -> Forbidden | None:
    """Why `agent` may not publish this draft; None = may. `review`: a second person has to look at it."""
    if agent.role is not Role.MANAGER:
        return Forbidden("Only managers may publish articles.")
    if draft is None:
        return Forbidden("There is no draft to publish.")
    if review and draft.author == agent.id:
        return Forbidden("You wrote this draft last, so somebody else has to publish it. Ask for a review.")
    return None


async def change(request: web.Request, work: Callable[[Tx, str, int], T]) -> T:
    """Runs `work(tx, agent's id, now)`; once this returns, what it published is what customers find.

    Raises Stale for a draft or an article that somebody else changed meanwhile, BadRequest for what cannot be kept.
    """
    it, agent = services(request), request[AGENT]
    now = it.clock()

    def run(tx: Tx) -> T:
        try:
            return work(tx, agent.id, now)
        except Overtaken as error:
            raise _overtaken(error.draft, agents.names(tx)) from error
        except Outdated as error:
            raise _outdated(tx, key_of(request), error.version) from error
        except ArticleError as error:
            raise BadRequest(str(error), field=error.field) from error

    result = await it.engine.write(run)
    it.bus.hint([ARTICLES])
    await it.answers.follow()
    return result


def _overtaken(draft: Draft | None, names: Mapping[str, str]) -> Stale:
    """With the draft as it is now, if there is one."""
    if draft is None:
        return Stale("This draft was published or thrown away meanwhile. Copy your text, then load the article again.")
    author = person(draft.author, names)
    data: dict[str, Any] = {"revision": draft.revision, "at": draft.updated_at}
    if author is not None:
        data["author"] = {"id": author.id, "name": author.name}
    who = author.name if author and author.name else "Somebody else"
    return Stale(f"{who} changed this draft meanwhile. Compare both before you go on.", **data)


def _outdated(tx: Tx, key: str, version: int) -> Stale:
    newest = versions.latest(tx, key)
    author = person(newest.author, agents.names(tx)) if newest else None
    data: dict[str, Any] = {"version": version}
    if newest is not None:
        data["at"] = newest.at
    if author is not None:
        data["author"] = {"id": author.id, "name": author.name}
    who = f" by {author.name}" if author and author.name else ""
    return Stale(
        f"Version {version} was published{who} after this one. Compare with it, then save what you want to keep"
        " as a draft of that version.",
        **data,
    )
