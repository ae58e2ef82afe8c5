"""Articles as hypothesis makes them up: any text that an article may hold."""

from __future__ import annotations

from hypothesis import strategies as st

from knowledge.article import Article, Translation

_LETTERS = st.characters(exclude_categories=["Cs", "Cc"])
_TEXT = st.text(_LETTERS, min_size=1, max_size=30).filter(str.strip)
_TAGS = _TEXT.filter(lambda text: "," not in text)
_ANSWERS = st.text(_LETTERS | st.just("\n"), max_size=60)
_KEYS = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,8}(/[a-z0-9]{1,4})?", fullmatch=True)
_LINKS = st.none() | st.sampled_from(["https://shop.example/help", "/help#7", "mailto:help@shop.example", "tel:112"])


@st.composite
def translations(draw: st.DrawFn, language: str) -> Translation:
    variants = draw(st.lists(_TEXT, max_size=3))
    return Translation(language, draw(_TEXT), draw(_ANSWERS), draw(_LINKS), tuple(variants))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    languages = draw(st.lists(st.sampled_from(["en", "sl", "be", "pt-BR"]), min_size=1, max_size=3, unique=True))
    return Article(
        key=draw(_KEYS),
        category=draw(st.none() | _TEXT),
        link=draw(_LINKS),
        tags=tuple(draw(st.lists(_TAGS, max_size=3, unique_by=lambda tag: " ".join(tag.split())))),
        translations=tuple(draw(translations(language)) for language in languages),
    )


def stores(largest: int = 6) -> st.SearchStrategy[list[Article]]:
    """Articles with different keys, in the order of their keys."""
    several = st.lists(articles(), max_size=largest, unique_by=lambda article: article.key)
    return several.map(lambda found: sorted(found, key=lambda article: article.key))
