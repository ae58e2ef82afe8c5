import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.text import Run, article, link, markup, picture, pieces, plain, size
from tests.fakes.telegram_html import Refusal, parse

BASE = "https://help.linden.example"

MARKDOWN = {
    "# Title *now*\n\nText": "<b>Title <i>now</i></b>\n\nText",
    "**a _b_** `c<d` ~~e~~": "<b>a <i>b</i></b> <code>c&lt;d</code> <s>e</s>",
    "1. one\n2. **two**\n\nend": "1. one\n2. <b>two</b>\n\nend",
    "3. three\n4. four": "3. three\n4. four",
    "- a\n- b\n  - c": "• a\n• b\n   • c",
    "1. one\n\n   more\n2. two": "1. one\n\nmore\n2. two",
    "> a\n>\n> > b\n\nc": "<blockquote>a\n\nb</blockquote>\n\nc",
    "```py\nx < 1\n```\nafter": "<pre>x &lt; 1</pre>\n\nafter",
    "**bold `code` bold**": "<b>bold </b><code>code</code><b> bold</b>",
    "a\nb  \nc": "a b\nc",
    "---\n\na": "———\n\na",
    "<script>x</script> & <b>": "&lt;script&gt;x&lt;/script&gt; &amp; &lt;b&gt;",
    "[shop](https://a.example/?x=1&y=2)": '<a href="https://a.example/?x=1&amp;y=2">shop</a>',
    "[orders](/orders)": '<a href="https://help.linden.example/orders">orders</a>',
    "[mail us](mailto:a@b.si) or [a@b.si](mailto:a@b.si)": "mail us (a@b.si) or a@b.si",
    "[call](tel:+386123)": "call (+386123)",
    "[here](http://localhost:8080/x)": "here (http://localhost:8080/x)",
    "![lamp](https://a.example/lamp.png)": '<a href="https://a.example/lamp.png">lamp</a>',
    "[![lamp](https://a.example/l.png)](https://b.example)": '<a href="https://b.example">lamp</a>',
    "|a|b|\n|-|-|\n|1|*2*|\n|3|4|": "<b>a</b> · <b>b</b>\n1 · <i>2</i>\n3 · 4",
    "***both***": "<i><b>both</b></i>",
}


@pytest.mark.parametrize(("source", "expected"), MARKDOWN.items(), ids=range(len(MARKDOWN)))
def test_markdown_becomes_what_telegram_knows(source: str, expected: str) -> None:
    assert markup(article(source, BASE)) == expected


words = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=8)
marks = st.sampled_from(
    ["*", "**", "_", "`", "~~", "[", "](", ")", "](/x)", "](mailto:a@b.c)", "![", "\n", "\n\n", "# ", "> ", "- ",
     "1. ", "  ", "```\n", "|", "\n|-|-|\n", "<b>", "</b>", "&", "&amp;", "<", ">", '"', "\\",
     "https://a.example/?a=1&b=2", "\n\n---\n\n"]
)  # fmt: skip
sources = st.lists(marks | words, max_size=40).map("".join)


@given(sources)
def test_whatever_somebody_writes_telegram_can_read(source: str) -> None:
    for piece in pieces(article(source, BASE)):
        shown, _ = parse(markup(piece), "HTML")
        assert shown == "".join(run.text for run in piece)


@given(sources, st.integers(20, 60))
def test_pieces_fit_and_lose_nothing_but_space(source: str, longest: int) -> None:
    runs = article(source, BASE)
    cut = pieces(runs, longest)
    assert all(0 < size("".join(run.text for run in piece)) <= longest for piece in cut)
    whole = "".join(run.text for piece in cut for run in piece)
    assert "".join(whole.split()) == "".join("".join(run.text for run in runs).split())


def test_long_text_is_cut_between_paragraphs() -> None:
    paragraphs = ["a" * 900, "b" * 900, "c" * 900, "d" * 900, "e" * 900]
    first, second = pieces(plain("\n\n".join(paragraphs)))
    assert markup(first) == "\n\n".join(paragraphs[:4])
    assert markup(second) == paragraphs[4]


def test_tags_are_closed_and_opened_again_where_text_is_cut() -> None:
    first, second = pieces([Run("word " * 1000, ("b", "i"))])
    assert markup(first).startswith("<b><i>word") and markup(first).endswith("</i></b>")
    assert markup(second).startswith("<b><i>word") and markup(second).endswith("</i></b>")


@pytest.mark.parametrize("letter", ["👩‍👩‍👧‍👦", "👍🏽", "e\u0301", "🇸🇮"])
def test_what_reads_as_one_letter_is_not_cut(letter: str) -> None:
    for lead in range(12):
        for piece in pieces(plain("a" * lead + letter * 400), 100):
            text = "".join(run.text for run in piece)
            assert not unicodedata.category(text[0]).startswith("M")
            assert text[0] != "\u200d" and text[-1] != "\u200d"
            assert text.lstrip("a").replace(letter, "") == ""


def test_length_counts_as_telegram_does() -> None:
    assert size("a😀") == 3
    assert len(pieces(plain("😀" * 2048))) == 1
    assert len(pieces(plain("😀" * 2049))) == 2


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("/x", "https://help.linden.example/x"),
        ("http://127.0.0.1:8080/call/", "http://127.0.0.1:8080/call/"),
        ("http://localhost:8080/call/", None),
        ("mailto:a@b.example", None),
        ("javascript:alert(1)", None),
        ("http://[bad", None),
    ],
)
def test_only_addresses_that_telegram_takes_become_links(url: str, whole: str | None) -> None:
    assert link(url, BASE) == whole


def test_the_emulator_refuses_what_telegram_refuses() -> None:
    for text in (
        "<b>a",
        "a</b>",
        "<p>a</p>",
        "a & b",
        "a < b",
        "<b><b>a</b></b>",
        "<code><b>a</b></code>",
        "&nbsp;",
        "",
    ):
        with pytest.raises(Refusal):
            parse(text, "HTML")


@pytest.mark.parametrize(
    ("markdown", "base", "found"),
    [
        ("no picture, [a link](/pictures/1)", BASE, None),
        ("1. Press\n\n   ![red](/pictures/1)\n2. ![blue](/pictures/2)", BASE, f"{BASE}/pictures/1"),
        ("[![red](https://a.example/1.png)](https://a.example)", BASE, "https://a.example/1.png"),
        ("![red](/pictures/1)", "http://localhost:8080", None),
        ("![red](/pictures/1)", "http://127.0.0.1:8080", None),
        ("![red](/pictures/1)", "http://192.168.1.4", None),
        ("![red](/pictures/1)", "http://[::1]:8080", None),
        ("![red](/pictures/1)", "http://heard.local", None),
        ("![red](/pictures/1)", "http://8.8.8.8", "http://8.8.8.8/pictures/1"),
        ("![red](data:image/png;base64,AA)", BASE, None),
    ],
)
def test_the_first_picture_is_shown_where_telegram_can_fetch_it(markdown: str, base: str, found: str | None) -> None:
    assert picture(markdown, base) == found
