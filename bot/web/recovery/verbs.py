"""What agents do with a case. Each is answered with the case as it is then, and what may be done next."""

from typing import Annotated

from aiohttp import web
from msgspec import Meta

from bot.errors import BadRequest
from bot.recovery.case import Case, Lack
from bot.recovery.deeds import Diagnosis, may
from bot.web.http import Body, answer, read
from bot.web.recovery.cases import actor
from bot.web.services import services

Words = Annotated[str, Meta(max_length=2000)]
Tag = Annotated[str, Meta(min_length=1, max_length=60, pattern=r"\S")]


class AssignBody(Body, frozen=True):
    agent: str | None  # None: nobody


class NoteBody(Body, frozen=True):
    note: Words | None = None


class TextBody(Body, frozen=True):
    text: Words


class ApologiseBody(Body, frozen=True):
    """Either words that are sent, under an id of the sender, or a note on how it was said otherwise."""

    text: Annotated[str, Meta(max_length=4000)] | None = None
    client_message_id: Annotated[str, Meta(min_length=1, max_length=64)] | None = None
    note: Words | None = None


class ResolveBody(Body, frozen=True):
    note: Words | None = None
    end: bool = True  # the conversation too, where the agent has it


class DiagnoseBody(Body, frozen=True):
    cause: Annotated[str, Meta(min_length=1, max_length=40)]
    tags: Annotated[tuple[Tag, ...], Meta(max_length=20)] = ()
    article: Annotated[str, Meta(max_length=200)] | None = None
    lack: Lack | None = None
    note: Words | None = None


def _case(request: web.Request) -> str:
    return request.match_info["case"]


def _told(request: web.Request, case: Case) -> web.Response:
    return answer({"case": case, "may": may(case, actor(request))})


async def claim(request: web.Request) -> web.Response:
    return _told(request, await services(request).recovery.claim(actor(request), _case(request)))


async def assign(request: web.Request) -> web.Response:
    body = await read(request, AssignBody)
    return _told(request, await services(request).recovery.assign(actor(request), _case(request), body.agent))


async def hear(request: web.Request) -> web.Response:
    body = await read(request, NoteBody)
    return _told(request, await services(request).recovery.hear(actor(request), _case(request), body.note))


async def apologise(request: web.Request) -> web.Response:
    body, recovery = await read(request, ApologiseBody), services(request).recovery
    me, case = actor(request), _case(request)
    if body.text is not None and body.client_message_id is not None and body.note is None:
        return _told(request, await recovery.apologise(me, case, body.client_message_id, body.text))
    if body.note is not None and body.text is None:
        return _told(request, await recovery.apologised(me, case, body.note))
    raise BadRequest("Give either the words to send, with a client_message_id, or a note of how it was said.")


async def resolve(request: web.Request) -> web.Response:
    body = await read(request, ResolveBody)
    return _told(request, await services(request).recovery.resolve(actor(request), _case(request), body.note, body.end))


async def diagnose(request: web.Request) -> web.Response:
    it, body = services(request), await read(request, DiagnoseBody)
    if body.article is not None and not it.answers.articles.knows(body.article):
        raise BadRequest("There is no such article.", field="article")
    tags = tuple(dict.fromkeys(tag.strip() for tag in body.tags))
    found = Diagnosis(body.cause, tags, body.article, body.lack, (body.note or "").strip() or None)
    return _told(request, await it.recovery.diagnose(actor(request), _case(request), found))


async def dismiss(request: web.Request) -> web.Response:
    body = await read(request, TextBody)
    return _told(request, await services(request).recovery.dismiss(actor(request), _case(request), body.text))


async def reopen(request: web.Request) -> web.Response:
    body = await read(request, TextBody)
    return _told(request, await services(request).recovery.reopen(actor(request), _case(request), body.text))


async def note(request: web.Request) -> web.Response:
    body = await read(request, TextBody)
    return _told(request, await services(request).recovery.note(actor(request), _case(request), body.text))
