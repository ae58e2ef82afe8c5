"""Questions of a web page with FAQ markup: schema.org's FAQPage as JSON-LD, microdata or RDFa.

One page or a folder of them. A question's language is its own, else that of the nearest element with `lang`; those
with the same `@id` are one article in several languages. https://schema.org/FAQPage
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import msgspec

from ..article import Article, ArticleError
from . import html
from .item import Item
from .joining import Place, join
from .kept import keep, restore
from .linked import Question, questions
from .piece import Piece, key_for, key_of, pieces
from .problem import Problem
from .shelf import Shelf, give_out
from .shown import Shown

SUFFIXES = (".html", ".htm")
_HELD = ("title", "link")
_CONTEXT = ["https://schema.org", {"heard": "urn:heard:"}]


def read(path: Path, default_language: str) -> Iterator[Item]:
    """Articles when all pages are read. Raises OSError."""
    folder = path if path.is_dir() else path.parent
    asked: list[tuple[Place, Question]] = []
    for page in _pages(path):
        before = len(asked)
        asked += [((page, each.line), each) for each in questions(page.read_bytes(), default_language)]
        if len(asked) == before:
            yield Problem(page, 1, "The page has no FAQ markup (schema.org FAQPage).")
    named = Counter((question.id, question.language) for _, question in asked)
    found: list[tuple[Place, Piece]] = []
    for place, question in asked:
        shown = Shown(*place, folder)
        own = question.id if named[question.id, question.language] == 1 else ""
        try:
            found.append((place, _piece(question, own, shown)))
        except ArticleError as error:
            yield Problem(*place, str(error))
        yield from shown.found
    yield from join(found)


def _pages(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(each for each in path.rglob("*") if each.suffix.lower() in SUFFIXES and each.is_file())


def write(articles: Iterable[Article], path: Path, shelf: Shelf) -> None:
    """A page that can be shown as it is, with a part for each language. Raises OSError."""
    languages: dict[str, list[Piece]] = {}
    for article in articles:
        for piece in pieces(article):
            languages.setdefault(piece.language, []).append(piece)
    body = "".join(_section(language, told, shelf) for language, told in languages.items())
    first = next(iter(languages), "en")
    path.write_text(
        f"<!doctype html>\n<html lang={first}>\n<meta charset=utf-8>\n<title>Questions and answers</title>\n{body}",
        encoding="utf-8",
        newline="\n",
    )


def _section(language: str, told: list[Piece], shelf: Shelf) -> str:
    bodies = [html.render(give_out(piece.answer, shelf, lambda picture: picture.inline)) for piece in told]
    marked = [_question(piece, body) for piece, body in zip(told, bodies, strict=True)]
    page = {"@context": _CONTEXT, "@type": "FAQPage", "inLanguage": language, "mainEntity": marked}
    data = msgspec.json.format(msgspec.json.encode(page), indent=1).decode().replace("<", "\\u003c")
    shown = "".join(
        f"<details>\n<summary>{escape(piece.title or '')}</summary>\n{body}\n</details>\n"
        for piece, body in zip(told, bodies, strict=True)
    )
    script = f'<script type="application/ld+json">\n{data}\n</script>'
    return f"<section lang={language}>\n{script}\n{shown}</section>\n"


def _question(piece: Piece, body: str) -> dict[str, Any]:
    question: dict[str, Any] = {
        "@type": "Question",
        "@id": f"#{piece.key}",
        "name": piece.title,
        "heard:kept": keep(piece, _HELD, body),
    }
    if body:
        question["acceptedAnswer"] = {"@type": "Answer", "text": body}
    if piece.link:
        question["url"] = piece.link
    return question


def _piece(question: Question, id: str, shown: Shown) -> Piece:
    return restore(
        question.kept,
        partial(html.markdown, question.answer, shown.find, question.base),
        question.answer,
        key=key_of(id) or key_for(question.name),
        language=question.language,
        title=question.name,
        link=question.link,
    )
