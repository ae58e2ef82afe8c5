"""HTML and addresses as Telegram reads them, or refuses to."""

import html.parser
import re
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]


class Refusal(Exception):
    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def public(url: str) -> bool:
    """As TDLib checks an address of a button or a link (seen with its parseTextEntities)."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return parts.scheme in ("http", "https") and ("." in host or ":" in host)


ENTITIES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "a": "text_link",
}  # fmt: skip


def parse(text: str, mode: str | None) -> tuple[str, list[Json]]:
    """The text that is shown and its entities. Raises Refusal as Telegram would."""
    plain, entities = _Reader().read(text) if mode == "HTML" else (text, [])
    plain = plain.rstrip()
    if not plain.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if units(plain) > 4096:
        raise Refusal(400, "Bad Request: message is too long")
    return plain, entities


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class _Reader(html.parser.HTMLParser):
    """Stricter than Telegram: what it would drop or repair is refused here too."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._text = ""
        self._open: list[tuple[str, int, Json]] = []
        self._entities: list[Json] = []

    def read(self, text: str) -> tuple[str, list[Json]]:
        for loose in re.finditer(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)|<(?![a-z/])", text):
            raise Refusal(400, f"Bad Request: can't parse entities: loose {loose[0]!r} at {loose.start()}")
        self.feed(text)
        self.close()
        if self._open:
            raise Refusal(400, f"Bad Request: can't parse entities: can't find end tag for {self._open[-1][0]!r}")
        return self._text, sorted(self._entities, key=lambda entity: (entity["offset"], -entity["length"]))

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in ENTITIES:
            raise Refusal(400, f"Bad Request: can't parse entities: unsupported start tag {tag!r}")
        around = {name for name, _, _ in self._open}
        if around & {"code", "pre"} or tag in around or (tag in ("code", "pre") and around - {"blockquote"}):
            raise Refusal(400, f"Bad Request: can't parse entities: {tag!r} inside {sorted(around)}")
        more: Json = {}
        if tag == "a":
            more["url"] = dict(attrs).get("href")
            if not more["url"] or not public(more["url"]):
                raise Refusal(400, "Bad Request: can't parse entities: not a link")
        self._open.append((tag, units(self._text), more))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            raise Refusal(400, f"Bad Request: can't parse entities: unexpected end tag {tag!r}")
        name, start, more = self._open.pop()
        self._entities.append({"type": ENTITIES[name], "offset": start, "length": units(self._text) - start, **more})

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_entityref(self, name: str) -> None:
        self._text += {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}[name]

    def handle_charref(self, name: str) -> None:
        self._text += chr(int(name[1:], 16) if name[0] in "xX" else int(name))

    def handle_comment(self, data: str) -> None:
        raise Refusal(400, "Bad Request: can't parse entities: a comment")

    handle_decl = handle_pi = unknown_decl = handle_comment
