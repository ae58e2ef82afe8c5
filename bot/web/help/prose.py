"""An answer as a page shows it: its parts, headings that can be linked to, and its beginning in plain words."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot import richtext
from knowledge.attribute import Attribute, named
from knowledge.conditions import parts

_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_BLOCK = re.compile(r"</(?:p|li|h[1-6]|tr|pre|blockquote)>|<br>")
_RESERVED = frozenset({"main", "helped", "contents", "search"})  # ids of the page itself

EXCERPT = 160  # characters


@dataclass(frozen=True, slots=True)
class Heading:
    id: str
    text: str
    level: int  # 2-6


@dataclass(frozen=True, slots=True)
class Section:
    html: str  # sanitised by bot.richtext
    names: tuple[str, ...] = ()  # whom it concerns, such as the models; () = everybody
    among: bool = True  # False: everybody but those


@dataclass(frozen=True, slots=True)
class Prose:
    sections: tuple[Section, ...]
    headings: tuple[Heading, ...]

    @property
    def html(self) -> str:
        return "".join(section.html for section in self.sections)

    @property
    def plain(self) -> str:
        """In one line, without markup."""
        spaced = _BLOCK.sub(" ", self.html)
        return " ".join(html.unescape(_TAG.sub("", spaced)).split())

    @property
    def excerpt(self) -> str:
        """The beginning, to the end of a word."""
        plain = self.plain
        if len(plain) <= EXCERPT:
            return plain
        beginning, _, rest = plain[:EXCERPT].rpartition(" ")
        return (beginning or rest).rstrip(" ,.;:") + "…"


def prose(markdown: str, attributes: Mapping[str, Attribute], language: str, fallback: str) -> Prose:
    """Every part of the answer, each with the values that it is for, in `language` where they have labels in it."""
    shown = [(part, richtext.html(part.markdown)) for part in parts(markdown)]
    anchors = _Anchors([html for _, html in shown])
    sections = tuple(
        Section(
            anchors.set_in(html),
            named(attributes.get(part.name or ""), part.values, language, fallback),
            part.among,
        )
        for part, html in shown
    )
    return Prose(sections, tuple(anchors.headings))


class _Anchors:
    """Gives headings their ids. The page's title is its h1, so the highest of an answer's own is an h2."""

    def __init__(self, sources: Iterable[str]) -> None:
        self.headings: list[Heading] = []
        self._highest = min((int(found[1]) for source in sources for found in _HEADING.finditer(source)), default=1)
        self._taken = set(_RESERVED)

    def set_in(self, source: str) -> str:
        return _HEADING.sub(self._set, source)

    def _set(self, found: re.Match[str]) -> str:
        level = min(6, int(found[1]) - self._highest + 2)
        text = " ".join(html.unescape(_TAG.sub("", found[2])).split())
        heading = Heading(self._free(text), text, level)
        self.headings.append(heading)
        return f'<h{level} id="{heading.id}">{found[2]}</h{level}>'

    def _free(self, text: str) -> str:
        slug = "-".join(re.findall(r"\w+", text.lower()))[:60] or "part"
        number, free = 2, slug
        while free in self._taken:
            number, free = number + 1, f"{slug}-{number}"
        self._taken.add(free)
        return free
