"""Parts of an answer that are shown only to those whom they concern.

A part stands between two fences, each on a line of its own:

    ::: model = a1, a2
    Press the button on the left.
    :::

`=` shows it where the attribute has one of these values (whatever the case), `!=` where it has none of
them, also when nothing is known. Parts do not nest. Fences inside of fenced code are text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from .article import ATTRIBUTE

_FENCE = re.compile(r" {0,3}:::+[ \t]*(.*?)[ \t]*")
_TEST = re.compile(rf"({ATTRIBUTE.pattern})[ \t]*(!?=)[ \t]*(.+)")
_CODE = re.compile(r" {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Flaw:
    """A fence that does not say what it should."""

    line: int  # from 1
    message: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an answer and whom it concerns."""

    markdown: str
    name: str | None = None  # the attribute that it depends on; None = it concerns everybody
    values: tuple[str, ...] = ()  # as the fence writes them
    among: bool = True  # shown to those with one of the values; False: to all others

    def concerns(self, known: Mapping[str, str]) -> bool:
        """Somebody of whom `known` is known."""
        if self.name is None:
            return True
        return (known.get(self.name, "").casefold() in map(str.casefold, self.values)) == self.among


@dataclass(frozen=True, slots=True)
class _Test:
    name: str
    values: frozenset[str]
    among: bool
    written: tuple[str, ...]  # the values as they stand there


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    fence: str | None  # what stands behind the colons; None = no fence


def resolve(markdown: str, known: Mapping[str, str]) -> str:
    """The answer for somebody of whom `known` is known, without fences; a part not closed goes on to the end.

    A part whose fence cannot be read is not shown.
    """
    shown = True
    kept: list[str] = []
    for line in _lines(markdown):
        if line.fence is None:
            if shown:
                kept.append(line.text)
        else:
            part = _part(line.fence)
            shown = part is not None and part.concerns(known)
    return "\n".join(kept).strip("\n")


def parts(markdown: str) -> list[Part]:
    """All of the answer, stretch by stretch, for a reader of whom nothing is known; empty ones are left out.

    A part whose fence cannot be read is not there.
    """
    found: list[Part] = []
    now, lines = _part(""), list[str]()
    for line in (*_lines(markdown), _Line(0, "", "")):  # a fence after the last line
        if line.fence is None:
            lines.append(line.text)
            continue
        text = "\n".join(lines).strip("\n")
        if now is not None and text.strip():
            found.append(replace(now, markdown=text))
        now, lines = _part(line.fence), []
    return found


def flaws(markdown: str, attributes: Mapping[str, Collection[str]] | None = None) -> list[Flaw]:
    """What is wrong with the fences. `attributes`: the values of each (none = any); None = not compared."""
    found: list[Flaw] = []
    opened: int | None = None
    for line in _lines(markdown):
        if line.fence is None:
            continue
        if not line.fence:
            if opened is None:
                found.append(Flaw(line.number, "This closes a part that nothing opens."))
            opened = None
            continue
        if opened is not None:
            found.append(Flaw(line.number, f"A part begins inside of the one of line {opened}; parts do not nest."))
        opened = line.number
        found += [Flaw(line.number, message) for message in _faults(line.fence, attributes)]
    if opened is not None:
        found.append(Flaw(opened, "This part is not closed by a line of ':::'."))
    return found


def _faults(fence: str, attributes: Mapping[str, Collection[str]] | None) -> Iterator[str]:
    test = _test(fence)
    if test is None:
        yield "A part begins with a test, such as '::: model = a1, a2'."
    elif attributes is not None:
        if test.name not in attributes:
            yield f"There is no attribute {test.name!r}."
            return
        values = {value.casefold() for value in attributes[test.name]}
        for value in sorted(test.values - values) if values else ():
            yield f"{test.name!r} has no value {value!r}."


def _lines(markdown: str) -> Iterator[_Line]:
    code: str | None = None  # what closes the code that we are in
    for number, text in enumerate(markdown.split("\n"), 1):
        mark = _CODE.match(text)
        fence = None if code or mark else _FENCE.fullmatch(text)
        if code is None and mark:
            code = mark[1]
        elif code and mark and mark[1].startswith(code) and not text[mark.end() :].strip():
            code = None
        yield _Line(number, text, fence[1] if fence else None)


def _part(fence: str) -> Part | None:
    """The part that begins behind a fence, empty yet; None for one that cannot be read."""
    if not fence:
        return Part("")
    test = _test(fence)
    return Part("", test.name, test.written, test.among) if test else None


def _test(fence: str) -> _Test | None:
    found = _TEST.fullmatch(fence)
    if not found:
        return None
    written = tuple(filter(None, (value.strip() for value in found[3].split(","))))
    values = frozenset(map(str.casefold, written))
    return _Test(found[1], values, found[2] == "=", written) if values else None
