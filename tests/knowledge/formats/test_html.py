"""Answers between HTML and Markdown."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.formats import html


def read(body: str, base: str | None = None) -> str:
    return html.markdown(body, {"data:own": "/pictures/own"}.get, base)


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ("<p>One <b>two</b> <i>three</i></p><p>four<br>five</p>", "One **two** *three*\n\nfour  \nfive"),
        ("<h2>How</h2><ol><li>one</li><li>two<ul><li>deep</li></ul></li></ol>", "## How\n\n1. one\n2. two\n   - deep"),
        ("<pre><code>a_b\n  c</code></pre>", "```\na_b\n  c\n```"),
        ("<table><tr><th>a</th></tr><tr><td>b</td></tr></table>", "| a |\n| --- |\n| b |"),
        ("<p>1. not a list, # no heading, a_b *c* _d_</p>", r"1\. not a list, # no heading, a_b \*c\* \_d\_"),
        (
            "<p># no</p><p>- no</p><p>+ no</p><p>> no</p><p>::: no</p>",
            "\\# no\n\n\\- no\n\n\\+ no\n\n\\> no\n\n\\::: no",
        ),
        ("<p>&lt;b> [x](y) `z` &amp;amp; &lt; 5 a|b</p>", r"\<b> \[x](y) \`z\` \&amp; < 5 a|b"),
        ("<table><tr><th>a|b</th></tr></table>", "| a\\|b |\n| --- |"),
        ("Tom &amp; Jerry\nare here.\n\nAnd 3 < 4.", "Tom & Jerry  \nare here.\n\nAnd 3 < 4."),
        ("", ""),
    ],
)
def test_what_is_said_stays(body: str, markdown: str) -> None:
    assert read(body) == markdown


def test_scripts_styles_and_forms_are_left_out() -> None:
    body = (
        "<style>p{}</style><script>evil()</script><p onclick=evil()>Text<template>no</template></p>"
        "<form><input value=no><button>no</button></form><svg><text>no</text></svg><object>no</object><!-- no -->"
    )
    assert read(body) == "Text"


@pytest.mark.parametrize(
    "address", ["javascript:evil()", "data:text/html,x", " JavaScript:evil()", "vbscript:x", "", "x/y"]
)
def test_links_that_lead_nowhere_good_are_words(address: str) -> None:
    assert read(f'<p><a href="{address}">here</a></p>') == "here"


def test_links_are_taken_from_the_pages_address() -> None:
    body = '<a href="/a">1</a> <a href="b">2</a> <a href="//cdn.example/c">3</a> <a href="mailto:a@b.example">4</a>'
    assert read(body, "https://help.example/en/faq") == (
        "[1](https://help.example/a) [2](https://help.example/en/b) [3](https://cdn.example/c) [4](mailto:a@b.example)"
    )


def test_pictures_of_ours_stay_and_others_become_links_like_films() -> None:
    body = (
        '<p><img src="data:own" alt="Left" title="x"></p><p><img src="https://a.example/p.png" alt="Right"></p>'
        '<p><img src="data:other" alt="Lost"></p><iframe src="https://films.example/1" title="Film"></iframe>'
        '<a href="https://a.example"><img src="https://a.example/i.png" alt="inside"></a>'
    )
    assert read(body).split("\n\n") == [
        "![Left](/pictures/own)",
        "[Right](https://a.example/p.png)",
        "Lost",
        "[Film](https://films.example/1)[inside](https://a.example)",
    ]


def test_html_of_an_answer_holds_no_markup_of_its_own() -> None:
    assert html.render("a <script>b</script> [c](javascript:d)") == (
        "<p>a &lt;script&gt;b&lt;/script&gt; [c](javascript:d)</p>"
    )


@example("1\n=")
@given(st.text(st.sampled_from("ab12 .)-+=#>*_`[]()<&;:|~\\\n"), max_size=30))
def test_plain_text_comes_out_as_it_was(text: str) -> None:
    """Rendered again and read as text, whatever Markdown would make of it."""
    shown = html.parse(html.render(read(escape(text)))).get_text()
    assert shown.split() == text.split()


TORN = (
    "<p>", "</p>", "<b>", "</i>", "<li>", "<ol start=x>", "<table>", "<td colspan=a>", "<a href='https://a.example/'>",
    "</a>", "<img>", "<iframe src=https://b.example>", "<script>", "</script>", "<!--", "<pre>", "`", "*", "text", "\n",
    "&lt;", "&#0;", "\x00", "<h9>", "</body>", "<svg>", "<![CDATA[", "<?php ?>", "<source>", "<q>",
)  # fmt: skip


@given(st.lists(st.sampled_from(TORN), max_size=20).map("".join))
def test_torn_pages_are_read_without_their_scripts(page: str) -> None:
    assert "<script" not in html.render(read(page))
