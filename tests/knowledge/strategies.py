"""Articles as hypothesis makes them up: any text that an article may hold."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from knowledge.article import ATTRIBUTE, CHANNELS, LATEST, Article, Translation

_LETTERS = st.characters(exclude_categories=["Cs", "Cc"])
_TEXT = st.text(_LETTERS, min_size=1, max_size=30).filter(str.strip)
_TAGS = _TEXT.filter(lambda text: "," not in text)
_ANSWERS = st.text(_LETTERS | st.just("\n"), max_size=60)
_KEYS = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,8}(/[a-z0-9]{1,4})?", fullmatch=True)
_LINKS = st.none() | st.sampled_from(["https://shop.example/help", "/help#7", "mailto:help@shop.example", "tel:112"])


_FILMS = st.none() | st.sampled_from(["https://films.example/watch?v=7", "http://shop.example/film.mp4"])


@st.composite
def translations(draw: st.DrawFn, language: str) -> Translation:
    variants = draw(st.lists(_TEXT, max_size=3))
    return Translation(language, draw(_TEXT), draw(_ANSWERS), draw(_LINKS), tuple(variants), draw(_FILMS))


@st.composite
def rules(draw: st.DrawFn) -> dict[str, Any]:
    """For whom an article is, where and when."""
    valid_from = draw(st.none() | st.integers(0, LATEST - 1))
    return {
        "valid_from": valid_from,
        "valid_until": draw(st.none() | st.integers((valid_from or 0) + 1, LATEST)),
        "channels": tuple(draw(st.lists(st.sampled_from(CHANNELS), unique=True))),
        "audience": tuple(draw(st.lists(_TAGS, max_size=2))),
        "needs": tuple(draw(st.lists(st.from_regex(ATTRIBUTE, fullmatch=True), max_size=2))),
        "confident": draw(st.none() | st.floats(0, 1)),
    }


@st.composite
def articles(draw: st.DrawFn) -> Article:
    languages = draw(st.lists(st.sampled_from(["en", "sl", "be", "pt-BR"]), min_size=1, max_size=3, unique=True))
    return Article(
        key=draw(_KEYS),
        category=draw(st.none() | _TEXT),
        link=draw(_LINKS),
        tags=tuple(draw(st.lists(_TAGS, max_size=3, unique_by=lambda tag: " ".join(tag.split())))),
        translations=tuple(draw(translations(language)) for language in languages),
        **draw(rules()),
    )


def stores(largest: int = 6) -> st.SearchStrategy[list[Article]]:
    """Articles with different keys, in the order of their keys."""
    several = st.lists(articles(), max_size=largest, unique_by=lambda article: article.key)
    return several.map(lambda found: sorted(found, key=lambda article: article.key))
