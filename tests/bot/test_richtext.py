"""Article Markdown in a page: nothing runs, nothing is fetched from elsewhere, nothing moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.richtext import clean, html

OWN = "/pictures/" + "ab" * 16 + "-640x480"


def test_our_picture_is_shown_at_its_size() -> None:
    assert html(f'Press ![the "red" *button*]({OWN}) now.') == (
        f'<p>Press <a href="{OWN}" target="_blank" rel="noopener noreferrer nofollow"><img src="{OWN}"'
        ' alt="the &quot;red&quot; button" width="640" height="480" loading="lazy" decoding="async"></a> now.</p>\n'
    )
    assert "<a" not in html(f"![]({OWN})")  # a link needs a name
    small = OWN.replace("640x480", "32x32")
    assert html(f"![]({small})").startswith(f'<p><img src="{small}" alt="" width="32"')


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("![a cat](https://cats.example/1.png)", '<a href="https://cats.example/1.png"'),
        ("![](https://cats.example/1.png)", ">https://cats.example/1.png</a>"),
        ("![cat](/pictures/other.png)", '<a href="/pictures/other.png"'),
        (f"![cat](https://elsewhere.example{OWN})", '<a href="https://elsewhere.example/pictures/'),
        ("[![cat](https://cats.example/1.png)](https://cats.example)", '<a href="https://cats.example"'),
    ],
)
def test_a_picture_from_elsewhere_is_a_link(markdown: str, shown: str) -> None:
    rendered = html(markdown)
    assert shown in rendered and "<img" not in rendered and rendered.count("<a") == 1


def test_our_picture_may_stand_in_a_link() -> None:
    rendered = html(f"[![big]({OWN})](https://shop.example)")
    assert rendered.startswith('<p><a href="https://shop.example"') and rendered.count("<a") == 1


@pytest.mark.parametrize(
    "unclean",
    [
        '<img src="https://cats.example/1.png">',
        f'<img src="//elsewhere.example{OWN}">',
        f'<img src="{OWN}" onerror="alert(1)" srcset="https://cats.example/1.png" style="width:9999px">',
        "<img src='javascript:alert(1)'>",
    ],
)
def test_a_picture_that_slips_in_brings_nothing_along(unclean: str) -> None:
    rendered = clean(unclean)
    for word in ("cats", "elsewhere", "onerror", "srcset", "style", "javascript"):
        assert word not in rendered


def test_what_runs_is_text() -> None:
    rendered = html('<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![x](javascript:alert(1)) "')
    assert "<script" not in rendered and "href" not in rendered and "<img" not in rendered


@given(st.text(max_size=80))
def test_any_alternative_text_stays_text(said: str) -> None:
    rendered = html(f"![{said}]({OWN})")
    assert rendered.count("<img") <= 1 and "<script" not in rendered
