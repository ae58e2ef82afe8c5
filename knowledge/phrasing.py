"""What an article is found by."""

from __future__ import annotations

from dataclasses import dataclass

from .article import Article
from .normalize import words

FEW_VARIANTS = 3  # below, the answer's text helps to find the article
ANSWER_WORDS = 150  # of it that are read


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A row of the index: a way of asking, or the answer's text, which stands for the title."""

    words: tuple[str, ...]
    wording: str
    language: str
    asked: bool = True


def phrasings(article: Article) -> list[Phrasing]:
    """What the article is found by, each wording once: titles, variants, and answers that have few."""
    found: dict[tuple[str, ...], Phrasing] = {}
    for told in article.translations:
        for wording in (told.title, *told.variants):
            asked = tuple(words(wording))
            found.setdefault(asked, Phrasing(asked, wording, told.language))
    for told in article.translations:
        if len(told.variants) < FEW_VARIANTS:
            answer = tuple(words(told.answer)[:ANSWER_WORDS])
            found.setdefault(answer, Phrasing(answer, told.title, told.language, asked=False))
    return [phrasing for spoken, phrasing in found.items() if spoken]
