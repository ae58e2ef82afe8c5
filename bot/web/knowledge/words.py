"""Synonyms and names, attributes of customers, categories of articles; for managers to change."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from aiohttp import web
from msgspec import Meta, field

from bot.errors import BadRequest, Stale
from bot.events import ARTICLES
from bot.model import Struct
from bot.store import words
from bot.store.engine import Tx
from bot.web.http import Body, answer, read
from bot.web.services import services
from knowledge.attribute import Attribute, AttributeChoice, AttributeProblem
from knowledge.category import Category, CategoryError
from knowledge.synonym import Synonym, SynonymError
from knowledge.words import StaleWords
from knowledge.words import words as all_words

T = TypeVar("T")

LARGEST = 1 << 20  # bytes of a table in a request
Revision = Annotated[int, Meta(ge=0, le=2**53)]


class SynonymTold(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    terms: tuple[str, ...]
    language: str | None = None
    name: bool = False


class ChoiceTold(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    value: str
    labels: dict[str, str] = field(default_factory=dict)


class AttributeTold(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    question: dict[str, str]
    choices: tuple[ChoiceTold, ...] = ()


class CategoryTold(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    labels: dict[str, str] = field(default_factory=dict)


class SynonymsBody(Body, frozen=True):
    synonyms: Annotated[list[SynonymTold], Meta(max_length=5_000)]
    revision: Revision


class AttributesBody(Body, frozen=True):
    attributes: Annotated[list[AttributeTold], Meta(max_length=200)]
    revision: Revision


class CategoriesBody(Body, frozen=True):
    categories: Annotated[list[CategoryTold], Meta(max_length=500)]
    revision: Revision


async def synonyms(request: web.Request) -> web.Response:
    found = await services(request).engine.read(all_words)
    told = [SynonymTold(terms=it.terms, language=it.language, name=it.name) for it in found.synonyms]
    return answer({"synonyms": told, "revision": found.synonyms_revision})


async def put_synonyms(request: web.Request) -> web.Response:
    body = await read(request, SynonymsBody, LARGEST)
    made = _made(body.synonyms, lambda it: Synonym(it.terms, it.language, it.name))
    at = services(request).clock()
    return await _put(request, lambda tx: words.put_synonyms(tx, made, body.revision, at))


async def attributes(request: web.Request) -> web.Response:
    found = await services(request).engine.read(all_words)
    told = [
        AttributeTold(
            name=it.name,
            question=dict(it.question),
            choices=tuple(ChoiceTold(value=choice.value, labels=dict(choice.labels)) for choice in it.choices),
        )
        for it in found.attributes
    ]
    return answer({"attributes": told, "revision": found.attributes_revision})


async def put_attributes(request: web.Request) -> web.Response:
    body = await read(request, AttributesBody, LARGEST)
    made = _made(
        body.attributes,
        lambda it: Attribute(
            it.name, it.question, tuple(AttributeChoice(each.value, each.labels) for each in it.choices)
        ),
    )
    if len({it.name for it in made}) < len(made):
        raise BadRequest("Two attributes have the same name.")
    at = services(request).clock()
    return await _put(request, lambda tx: words.put_attributes(tx, made, body.revision, at))


async def categories(request: web.Request) -> web.Response:
    found = await services(request).engine.read(all_words)
    told = [CategoryTold(name=it.name, labels=dict(it.labels)) for it in found.categories]
    return answer({"categories": told, "revision": found.categories_revision})


async def put_categories(request: web.Request) -> web.Response:
    body = await read(request, CategoriesBody, LARGEST)
    made = _made(body.categories, lambda it: Category(it.name, it.labels))
    if len({it.name for it in made}) < len(made):
        raise BadRequest("Two categories have the same name.")
    at = services(request).clock()
    return await _put(request, lambda tx: words.put_categories(tx, made, body.revision, at))


def _made(told: list[Any], make: Callable[[Any], T]) -> list[T]:
    """Raises BadRequest that names the first one that cannot be kept by its number, from 0."""
    made = []
    for number, each in enumerate(told):
        try:
            made.append(make(each))
        except (SynonymError, AttributeProblem, CategoryError) as error:
            raise BadRequest(str(error), number=number) from None
    return made


async def _put(request: web.Request, work: Callable[[Tx], int]) -> web.Response:
    """Once this answers, customers and readers of the help centre meet the new words."""
    it = services(request)
    try:
        revision = await it.engine.write(work)
    except StaleWords as error:
        raise Stale(str(error), revision=error.revision) from None
    it.bus.hint((ARTICLES,))
    await it.answers.follow()
    return answer({"revision": revision})
