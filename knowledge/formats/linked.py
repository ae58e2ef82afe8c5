"""The questions that a web page marks for machines: JSON-LD, microdata, RDFa, of schema.org's FAQPage.

https://schema.org/FAQPage, https://www.w3.org/TR/json-ld11/, https://www.w3.org/TR/microdata/,
https://www.w3.org/TR/rdfa-lite/
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urljoin

import msgspec
from bs4 import BeautifulSoup, Tag

from ..article import LANGUAGE
from . import html
from .kept import Kept
from .piece import language_of

_KINDS = ("itemtype", "typeof")
_PROPERTIES = ("itemprop", "property")
_ANSWERS = ("acceptedAnswer", "suggestedAnswer")


@dataclass(frozen=True, slots=True)
class Question:
    line: int  # of the page, from 1: of the script, where it stands in one
    name: str
    answer: str  # HTML or text; "" = none
    language: str
    id: str  # the page's own name for it; "" = none
    link: str | None
    base: str | None  # the page's address, where it tells that
    kept: Kept | None


def questions(page: bytes, default_language: str) -> list[Question]:
    """What JSON-LD says, or where it says nothing, what the elements are marked as."""
    soup = html.parse(page)
    base = _base(soup)
    found = list(_of_scripts(soup, base, default_language))
    return found or list(_of_elements(soup, base, default_language))


def _of_scripts(soup: BeautifulSoup, base: str | None, default_language: str) -> Iterator[Question]:
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            # strict=False: line ends within texts are common in pages, and harmless
            data = json.loads(script.string or "", strict=False)
        except (ValueError, RecursionError):
            continue
        around = _language(script, default_language)
        named = {_text(node.get("@id")): node for node in _nodes(data)}
        for node in _nodes(data):
            if not _is_a(node.get("@type"), "FAQPage"):
                continue
            language = _code(_text(node.get("inLanguage"))) or around
            for told in _list(node.get("mainEntity")):
                if isinstance(told, dict) and told.keys() == {"@id"}:  # it stands elsewhere in the graph
                    told = named.get(_text(told["@id"]))
                if isinstance(told, dict) and (question := _of_node(script, told, base, language)):
                    yield question


def _of_node(script: Tag, told: dict[str, Any], base: str | None, around: str) -> Question | None:
    try:
        kept = msgspec.convert(told["heard:kept"], Kept) if "heard:kept" in told else None
    except msgspec.ValidationError:
        kept = None
    name = _text(told.get("name"))
    answers = (_list(told.get(name)) for name in _ANSWERS)
    texts = (_text(answer.get("text")) for each in answers for answer in each if isinstance(answer, dict))
    link = _text(told.get("url"))
    if not name.strip():
        return None
    return Question(
        line=script.sourceline or 1,
        name=name if kept else _plain(name),
        answer=next(texts, ""),
        language=_code(_text(told.get("inLanguage"))) or around,
        id=urldefrag(_text(told.get("@id"))).fragment,
        link=urljoin(base or "", link) if link else None,
        base=base,
        kept=kept,
    )


def _of_elements(soup: BeautifulSoup, base: str | None, default_language: str) -> Iterator[Question]:
    for element in soup.find_all(lambda tag: any(_is_a(tag.get(kind), "Question") for kind in _KINDS)):
        answer = next((it for name in _ANSWERS for it in _within(element, name)), None)
        name = next((it for it in _within(element, "name") if answer is None or answer not in it.parents), None)
        if name is None or not (text := _value(name, plain=True)):
            continue
        body = next(_within(answer, "text"), answer) if answer else None
        yield Question(
            line=element.sourceline or 1,
            name=text,
            answer=_value(body) if body else "",
            language=_language(element, default_language),
            id=_text(element.get("id")) or urldefrag(_text(element.get("itemid") or element.get("resource"))).fragment,
            link=None,
            base=base,
            kept=None,
        )


def _within(element: Tag, name: str) -> Iterator[Tag]:
    for tag in element.find_all(True):
        if any(_is_a(tag.get(attribute), name) for attribute in _PROPERTIES):
            yield tag


def _value(tag: Tag, *, plain: bool = False) -> str:
    content = tag.get("content")
    if isinstance(content, str):
        return content
    return " ".join(tag.get_text().split()) if plain else tag.decode_contents()


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Objects at the top, in lists and in @graph."""
    for node in _list(data):
        if isinstance(node, dict):
            yield node
            yield from _nodes(node.get("@graph"))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _is_a(types: Any, wanted: str) -> bool:
    """Whether one of the types, or properties, is schema.org's, however it is prefixed."""
    names = types.split() if isinstance(types, str) else _list(types)
    return any(str(name).replace(":", "/").rsplit("/", 1)[-1] == wanted for name in names)


def _text(value: Any) -> str:
    """A text of JSON-LD, which may be wrapped to tell its language."""
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, list):
        value = next(iter(value), None)
    return value if isinstance(value, str) else ""


def _plain(text: str) -> str:
    return " ".join(html.parse(text).get_text().split())


def _language(element: Tag, default: str) -> str:
    for tag in (element, *element.parents):
        if code := _code(_text(tag.get("lang") or tag.get("xml:lang"))):
            return code
    return default


def _code(told: str) -> str:
    """ "en-US" is "en": a page says where it was written, not that others may not read it."""
    code = language_of(told, [told]) if told.strip() else ""
    return code if LANGUAGE.fullmatch(code) else ""


def _base(soup: BeautifulSoup) -> str | None:
    """The page's own address."""
    for tag in (soup.find("link", rel="canonical"), soup.find("base"), soup.find("meta", property="og:url")):
        if isinstance(tag, Tag) and (address := _text(tag.get("href") or tag.get("content"))).startswith("http"):
            return address
    return None
