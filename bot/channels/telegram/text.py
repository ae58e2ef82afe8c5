"""Text for Telegram: Markdown as the few HTML tags that it knows, in pieces that fit a message.

https://core.telegram.org/bots/api#html-style
"""

import html
import ipaddress
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST = 4096  # of a message, in UTF-16 units after the tags are gone
HOST = re.compile(r"[\w-]*[.:][\w.:-]*")  # with a dot, or an IPv6 address: Telegram refuses localhost
INSIDE = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".test")  # names that no server elsewhere finds
FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))  # two of them make a flag
SKIN_COLOURS = "".join(map(chr, range(0x1F3FB, 0x1F400)))

_markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


@dataclass(frozen=True, slots=True)
class Run:
    """Text under the same tags, outermost first. A tag is written as it opens: `a href="…"`."""

    text: str
    tags: tuple[str, ...] = ()


def plain(text: str, *tags: str) -> list[Run]:
    return [Run(text, tags)]


def markup(runs: Iterable[Run]) -> str:
    """Telegram HTML without the space at either end, which Telegram would cut off."""
    out: list[str] = []
    open_tags: tuple[str, ...] = ()
    for run in _trimmed(runs):
        kept = _common(open_tags, run.tags)
        out += [f"</{tag.split()[0]}>" for tag in reversed(open_tags[kept:])]
        out += [f"<{tag}>" for tag in run.tags[kept:]]
        out.append(html.escape(run.text, quote=False))
        open_tags = run.tags
    out += [f"</{tag.split()[0]}>" for tag in reversed(open_tags)]
    return "".join(out)


def size(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def pieces(runs: Sequence[Run], longest: int = LONGEST) -> list[list[Run]]:
    """Cut where the text pauses: between paragraphs, else lines, else words, else letters."""
    rest, found = _trimmed(runs), []
    while rest:
        text = "".join(run.text for run in rest)
        cut = len(text) if size(text) <= longest else _cut(text, longest)
        head, rest = _split(rest, cut)
        head, rest = _trimmed(head), _trimmed(rest)
        if head:
            found.append(head)
    return found


def link(url: str, base: str) -> str | None:
    """`url` as Telegram takes it, seen from `base`; None where it would refuse it or make another of it."""
    try:
        whole = urljoin(f"{base}/", url)
        parts = urlsplit(whole)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return None
    return whole if parts.scheme in ("http", "https") and HOST.fullmatch(host) else None


def picture(markdown: str, base: str) -> str | None:
    """The address of the first picture, where Telegram's servers can fetch it."""
    for block in _markdown.parse(markdown):
        for token in block.children or ():
            if token.type == "image":
                url = link(str(token.attrGet("src") or ""), base)
                return url if url and _is_public(url) else None
    return None


def _is_public(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return not host.endswith(INSIDE)


def article(markdown: str, base: str) -> list[Run]:
    """`base`: the address that links without a host belong to."""
    return _trimmed(_Renderer(base).blocks(_markdown.parse(markdown)))


class _Renderer:
    """Walks markdown-it's flat tokens: a method per kind of token, of others nothing is shown."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._runs: list[Run] = []
        self._tags: list[str] = []
        self._lists: list[int | None] = []  # the next number; None: bullets
        self._gap = ""
        self._fresh = True  # the next block stands right here
        self._first_cell = True
        self._href = ""
        self._linked_from = 0

    def blocks(self, tokens: Sequence[Token]) -> list[Run]:
        for token in tokens:
            handle: Callable[[Token], None] | None = getattr(self, f"_{token.type}", None)
            if handle:
                handle(token)
        return self._runs

    # -- blocks ---------------------------------------------------------------

    def _paragraph_open(self, token: Token) -> None:
        self._part("\n" if self._lists and token.hidden else "\n\n")

    def _heading_open(self, token: Token) -> None:
        self._part("\n\n")
        self._enter("b")

    def _heading_close(self, token: Token) -> None:
        self._leave("b")

    def _blockquote_open(self, token: Token) -> None:
        self._part("\n\n")
        if "blockquote" not in self._tags:
            self._flush()
            self._fresh = True
        self._enter("blockquote")

    def _blockquote_close(self, token: Token) -> None:
        self._leave("blockquote")

    def _bullet_list_open(self, token: Token) -> None:
        self._part("\n" if self._lists else "\n\n")
        self._lists.append(None)

    def _ordered_list_open(self, token: Token) -> None:
        self._part("\n" if self._lists else "\n\n")
        self._lists.append(int(token.attrGet("start") or 1))

    def _bullet_list_close(self, token: Token) -> None:
        self._lists.pop()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, token: Token) -> None:
        number = self._lists[-1]
        self._part("\n")
        indent = "   " * (len(self._lists) - 1)
        self._say(f"{indent}• " if number is None else f"{indent}{number}. ")
        if number is not None:
            self._lists[-1] = number + 1
        self._fresh = True

    def _fence(self, token: Token) -> None:
        self._part("\n\n")
        self._flush()
        self._runs.append(Run(token.content.rstrip("\n"), (*self._around_code(), "pre")))

    _code_block = _fence

    def _hr(self, token: Token) -> None:
        self._part("\n\n")
        self._say("———")

    def _table_open(self, token: Token) -> None:
        self._part("\n\n")

    def _tr_open(self, token: Token) -> None:
        self._part("\n")
        self._first_cell = True

    def _th_open(self, token: Token) -> None:
        self._td_open(token)
        self._enter("b")

    def _th_close(self, token: Token) -> None:
        self._leave("b")

    def _td_open(self, token: Token) -> None:
        if not self._first_cell:
            self._say(" · ")
        self._first_cell = False

    def _inline(self, token: Token) -> None:
        self.blocks(token.children or ())

    # -- inside a paragraph -----------------------------------------------------

    def _text(self, token: Token) -> None:
        self._say(token.content)

    def _softbreak(self, token: Token) -> None:
        self._say(" ")

    def _hardbreak(self, token: Token) -> None:
        self._say("\n")

    def _strong_open(self, token: Token) -> None:
        self._enter("b")

    def _strong_close(self, token: Token) -> None:
        self._leave("b")

    def _em_open(self, token: Token) -> None:
        self._enter("i")

    def _em_close(self, token: Token) -> None:
        self._leave("i")

    def _s_open(self, token: Token) -> None:
        self._enter("s")

    def _s_close(self, token: Token) -> None:
        self._leave("s")

    def _code_inline(self, token: Token) -> None:
        self._flush()
        self._runs.append(Run(token.content, (*self._around_code(), "code")))

    def _link_open(self, token: Token) -> None:
        self._flush()
        self._href = str(token.attrGet("href") or "")
        self._linked_from = len(self._runs)
        url = link(self._href, self._base)
        self._enter(f'a href="{html.escape(url)}"' if url else "")

    def _link_close(self, token: Token) -> None:
        if not self._tags.pop():  # an address that Telegram cannot link is at least there to read
            said = "".join(run.text for run in self._runs[self._linked_from :])
            address = self._href.removeprefix("mailto:").removeprefix("tel:")
            if address and address not in said:
                self._say(f" ({address})")

    def _image(self, token: Token) -> None:
        url = link(str(token.attrGet("src") or ""), self._base)
        inside_link = any(tag.startswith("a ") for tag in self._tags)
        self._enter(f'a href="{html.escape(url)}"' if url and not inside_link else "")
        self._say(token.content or "🖼")
        self._tags.pop()

    # -- how it is put down -------------------------------------------------------

    def _say(self, text: str) -> None:
        self._flush()
        self._runs.append(Run(text, self._seen()))

    def _part(self, gap: str) -> None:
        """Another block begins; of several gaps in a row the widest counts."""
        if not self._fresh:
            self._gap = max(self._gap, gap, key=len)

    def _flush(self) -> None:
        gap, self._gap, self._fresh = self._gap, "", False
        if gap:
            self._runs.append(Run(gap, self._seen() if "blockquote" in self._tags else ()))

    def _seen(self) -> tuple[str, ...]:
        """Each tag once: one inside itself says nothing new, and Telegram refuses some of those."""
        return tuple(dict.fromkeys(tag for tag in self._tags if tag))

    def _around_code(self) -> tuple[str, ...]:
        """Telegram lets code stand in a quote and in nothing else."""
        return tuple(tag for tag in self._seen() if tag == "blockquote")

    def _enter(self, tag: str) -> None:
        self._tags.append(tag)

    def _leave(self, tag: str) -> None:
        self._tags.reverse()
        self._tags.remove(tag)
        self._tags.reverse()


# -- runs -----------------------------------------------------------------------


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    return same


def _trimmed(runs: Iterable[Run]) -> list[Run]:
    kept = [run for run in runs if run.text]
    while kept and not (text := kept[0].text.lstrip()):
        kept.pop(0)
    if kept:
        kept[0] = replace(kept[0], text=text)
    while kept and not (text := kept[-1].text.rstrip()):
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=text)
    return kept


def _split(runs: Sequence[Run], at: int) -> tuple[list[Run], list[Run]]:
    head: list[Run] = []
    tail: list[Run] = []
    for run in runs:
        here = max(0, min(at, len(run.text)))
        head.append(replace(run, text=run.text[:here]))
        tail.append(replace(run, text=run.text[here:]))
        at -= len(run.text)
    return head, tail


def _cut(text: str, longest: int) -> int:
    """How many characters go into the first piece, 1 or more."""
    most = _fitting(text, longest)
    for pause in ("\n\n", "\n", " "):
        at = text.rfind(pause, most // 2, most)
        if at > 0:
            return at
    at = most
    while at > 1 and _joined(text, at):
        at -= 1
    return at if at > 1 else most


def _fitting(text: str, longest: int) -> int:
    units = 0
    for count, letter in enumerate(text):
        units += 2 if ord(letter) > 0xFFFF else 1
        if units > longest:
            return count
    return len(text)


def _joined(text: str, at: int) -> bool:
    """Whether what stands before `at` and after it may be parts of what a reader sees as one letter or picture."""
    before, after = text[at - 1], text[at]
    if after in FLAG_LETTERS:
        flags = at - len(text[:at].rstrip(FLAG_LETTERS))
        return flags % 2 == 1
    return "\u200d" in (before, after) or unicodedata.category(after)[0] == "M" or after in SKIN_COLOURS
