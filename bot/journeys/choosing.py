"""Which articles a step sends."""

from collections.abc import Collection, Iterable
from itertools import pairwise

from bot.journeys.definition import SendArticles
from knowledge.article import Article
from knowledge.normalize import words


def choose(
    step: SendArticles,
    product: str | None,
    language: str,
    articles: Iterable[Article],
    may_hear: Collection[str] | None = None,
) -> tuple[str, ...]:
    """Keys: those that the step names, in its order, then what else fits; among those the ones in `language` first.

    `may_hear`: the articles that may be told to the contact; None: all.
    """
    known = {article.key: article for article in articles if may_hear is None or article.key in may_hear}
    named = [key for key in step.keys if key in known]
    fitting = [article for article in known.values() if article.key not in named and _fits(step, article, product)]
    fitting.sort(key=lambda article: (not _told_in(article, language), article.key))
    return tuple([*named, *(article.key for article in fitting)][: step.most])


def _fits(step: SendArticles, article: Article, product: str | None) -> bool:
    if not (step.category or step.label or step.about_product):
        return False
    return (
        (step.category is None or article.category == step.category)
        and (step.label is None or step.label in article.tags)
        and (not step.about_product or names(article, product or ""))
    )


def names(article: Article, product: str) -> bool:
    """Whether a title, a tag or the category holds the product's name, or a part of it of two words or more.

    "Linden coffee maker 2" is named by "How do I descale the coffee maker?".
    """
    said = words(product)
    texts = [*(it.title for it in article.translations), *article.tags, article.category or ""]
    parts = {tuple(said)} if len(said) < 2 else set(pairwise(said))
    return bool(said) and any(_holds(words(text), part) for text in texts for part in parts)


def _holds(text: list[str], part: tuple[str, ...]) -> bool:
    return any(tuple(text[at : at + len(part)]) == part for at in range(len(text) - len(part) + 1))


def _told_in(article: Article, language: str) -> bool:
    return any(it.language == language and it.answer for it in article.translations)
