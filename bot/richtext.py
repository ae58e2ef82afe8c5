"""Article Markdown as HTML that may stand in a page."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from knowledge.picture import ADDRESS

TAGS = frozenset(
    [
        "p",
        "br",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "strong",
        "em",
        "del",
        "code",
        "pre",
        "blockquote",
        "ul",
        "ol",
        "li",
        "b",
        "i",
        "s",
        "a",
        "img",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
)

NARROW = 320  # pixels: what a widget has for a picture


@lru_cache(maxsize=4096)
def html(markdown: str) -> str:
    """Raw HTML in the source comes out as text; links may be http, https, mailto or tel and open elsewhere.

    Of pictures only our own are shown: a page would fetch others from wherever an article says. Those are links.
    """
    return clean(_markdown.render(markdown))


def clean(unclean: str) -> str:
    """Only what an article may hold."""
    return nh3.clean(
        unclean,
        tags=set(TAGS),
        attributes={
            "a": {"href", "title"},
            "ol": {"start"},
            "img": {"src", "alt", "title", "width", "height", "loading", "decoding"},
        },
        attribute_filter=_only_our_pictures,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )


def pictures(markdown: str) -> list[tuple[int, str]]:
    """The line, from 1, and the address of each."""
    return [
        (block.map[0] + 1, str(token.attrGet("src") or ""))
        for block in _markdown.parse(markdown)
        for token in block.children or ()
        if token.type == "image" and block.map
    ]


def _only_our_pictures(tag: str, attribute: str, value: str) -> str | None:
    return None if (tag, attribute) == ("img", "src") and not ADDRESS.fullmatch(value) else value


def _image(renderer: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: Mapping[str, Any]) -> str:
    """With its size, so that nothing moves when it comes; a large one with a name opens as large as it is."""
    token = tokens[place]
    source, said = str(token.attrGet("src") or ""), renderer.renderInlineAsText(token.children, options, dict(env))
    opened = sum({"link_open": 1, "link_close": -1}.get(before.type, 0) for before in tokens[:place])
    if found := ADDRESS.fullmatch(source):
        title = f' title="{escape(str(name))}"' if (name := token.attrGet("title")) else ""
        shown = (
            f'<img src="{source}" alt="{escape(said)}"{title} width="{found[2]}" height="{found[3]}"'
            ' loading="lazy" decoding="async">'
        )
        opens = said.strip() and not opened and max(int(found[2]), int(found[3])) > NARROW
        return f'<a href="{source}">{shown}</a>' if opens else shown
    return escape(said) if opened else f'<a href="{escape(source)}">{escape(said or source)}</a>'


_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])
_markdown.add_render_rule("image", _image)
