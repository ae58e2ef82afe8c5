"""Answers in HTML, as other systems keep them, and in Markdown, as articles do."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from markdown_it import MarkdownIt
from markdownify import ATX, MarkdownConverter

from ..article import ArticleError

_UNSEEN = ("script", "style", "template", "noscript", "svg", "head", "title", "object", "form", "button", "input")
_FILMS = ("iframe", "video", "embed", "source")
_LINKED = ("http://", "https://", "mailto:", "tel:", "/")
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>")
_ESCAPES = (
    (re.compile(r"[\\`*\[]|~(?=~)|<(?=[a-zA-Z/!?])|&(?=#?\w+;)"), r"\\\g<0>"),
    (re.compile(r"(?<!\w)_|_(?!\w)"), r"\\_"),  # within a word it is a letter
    (re.compile(r"^(\s*)(#{1,6}(?!\S)|>|[-+](?!\S)|=+(?=[ \t]*$)|-{2,}|:::)", re.MULTILINE), r"\1\\\2"),
    (re.compile(r"^(\s*\d{1,9})([.)])(?!\S)", re.MULTILINE), r"\1\\\2"),
)

_renderer = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def render(markdown: str) -> str:
    """HTML of an answer; raw HTML in it comes out as text."""
    return str(_renderer.render(markdown)).strip()


def parse(page: str | bytes) -> BeautifulSoup:
    """Bytes are read in the encoding that the page names, else as UTF-8."""
    return BeautifulSoup(page, "html.parser")


def markdown(body: str, picture: Callable[[str], str | None], base: str | None = None) -> str:
    """The Markdown of an HTML answer, or of plain text, without scripts, styles and forms.

    `picture`: the address of ours for an image's, None where it has none, whereupon it becomes a link.
    Links that are relative are taken from `base`, or without it lose their target. Films become links. Raises
    ArticleError for what nobody could have written.
    """
    if not _MARKUP.search(body):
        body = _paragraphs(html.unescape(body))
    soup = parse(body)
    for tag in soup(_UNSEEN):
        tag.decompose()
    for tag in soup(_FILMS):
        _replace(soup, tag, _address(tag, "src", base), _text(tag.get("title")))
    for tag in soup("img"):
        _show(soup, tag, picture, base)
    for tag in soup("a"):
        address = _address(tag, "href", base)
        if address is None:
            tag.unwrap()
        else:
            tag["href"] = address
    try:
        text = _Converter(heading_style=ATX, bullets="-", autolinks=False).convert_soup(soup)
    except RecursionError:
        raise ArticleError("answer", "The answer's elements are nested too deeply.") from None
    return re.sub(r"\n{3,}", "\n\n", str(text)).strip()


class _Converter(MarkdownConverter):
    """Escapes what Markdown would take for markup where it stands, and no more, for people go on writing in it."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        for sign, escaped in _ESCAPES:
            text = sign.sub(escaped, text)
        return text.replace("|", r"\|") if parent_tags & {"td", "th"} else text


def _paragraphs(text: str) -> str:
    """Plain text as HTML, its line ends kept."""
    parts = re.split(r"\n\s*\n", text.strip())
    return "".join(f"<p>{html.escape(part, quote=False).replace(chr(10), '<br>')}</p>" for part in parts)


def _show(soup: BeautifulSoup, tag: Tag, picture: Callable[[str], str | None], base: str | None) -> None:
    source = _text(tag.get("src"))
    address = picture(source)
    if address:
        tag["src"] = address
        tag["title"] = ""
    else:
        _replace(soup, tag, _address(tag, "src", base), _text(tag.get("alt")))


def _replace(soup: BeautifulSoup, tag: Tag, address: str | None, text: str) -> None:
    """A link where a thing was that an answer cannot hold; nothing where it has no address."""
    if address is None or tag.find_parent("a"):
        tag.replace_with(text)
        return
    link = soup.new_tag("a", href=address)
    link.string = text or address
    tag.replace_with(link)


def _address(tag: Tag, name: str, base: str | None) -> str | None:
    """Where it leads, as far as an answer may say so."""
    address = _text(tag.get(name)).strip()
    if base and address:
        address = urljoin(base, address)
    elif address.startswith("//"):
        address = f"https:{address}"
    return address if address.lower().startswith(_LINKED) else None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
