"""The articles as they were taken up last, in memory, and what a customer is told of them."""

from collections.abc import Collection, Iterable, KeysView, Mapping, Sequence
from itertools import islice

from bot.answers import telling
from bot.answers.scope import Scope
from bot.events import RankedMatch
from bot.model import ArticleReply, Choice
from knowledge.article import Article
from knowledge.attribute import Attribute
from knowledge.match import Match

LABEL = 300  # characters of a choice


class Articles:
    """Languages that an article is not in are made up for by `fallback`."""

    def __init__(self, articles: Sequence[Article], attributes: Iterable[Attribute], fallback: str) -> None:
        self.scope = Scope(articles)
        self.fallback = fallback
        self._by_key = {article.key: article for article in articles}
        self._confident = _confident(articles)
        self.use(attributes)

    def use(self, attributes: Iterable[Attribute]) -> None:
        self.attributes = {attribute.name: attribute for attribute in attributes}  # in the order in which they were put

    def put(self, article: Article) -> None:
        self._by_key[article.key] = article
        self.scope.put(article)
        self._confident = _confident(self._by_key.values())

    def remove(self, key: str) -> None:
        self._by_key.pop(key, None)
        self.scope.remove(key)
        self._confident.pop(key, None)

    @property
    def all(self) -> tuple[Article, ...]:
        return tuple(self._by_key.values())

    @property
    def keys(self) -> KeysView[str]:
        return self._by_key.keys()

    @property
    def confident(self) -> Mapping[str, float]:
        """From which confidence on they are the answer, of those that say so themselves."""
        return self._confident

    def get(self, key: str) -> Article | None:
        return self._by_key.get(key)

    def knows(self, key: str) -> bool:
        return key in self._by_key

    def title(self, key: str, language: str) -> str:
        """In `language`, else in the fallback language; the key of an article that is gone."""
        article = self._by_key.get(key)
        return article.translation(language, self.fallback).title if article else key

    def needs(self, key: str) -> tuple[str, ...]:
        """The attributes that must be asked for before the article is told; of one that is gone, none."""
        article = self._by_key.get(key)
        return tuple(name for name in article.needs if name in self.attributes) if article else ()

    def depends(self, key: str) -> bool:
        """Whether what is told depends on what is known of the customer."""
        article = self._by_key.get(key)
        return article is not None and (bool(article.needs) or any(":::" in it.answer for it in article.translations))

    def ranked(self, match: Match) -> RankedMatch:
        article = self._by_key.get(match.article)
        title = article.translation(self.fallback).title if article else match.article
        return RankedMatch(article=match.article, title=title, confidence=round(match.confidence, 3))

    def reply(
        self, key: str, language: str, known: Mapping[str, str] | None = None, unnamed: Collection[str] = ()
    ) -> ArticleReply:
        """See bot.answers.telling.Listener for `known` and `unnamed`. Raises KeyError."""
        listener = telling.Listener(known or {}, unnamed)
        return telling.reply(self._by_key[key], language, self.fallback, listener, self.attributes)

    def reply_unasked(self, key: str, language: str, known: Mapping[str, str]) -> ArticleReply:
        """From somebody who does not first ask for what the article needs: what is not known brings all its parts.

        Raises KeyError.
        """
        return self.reply(key, language, known, frozenset(self.needs(key)) - known.keys())

    def make_ready(self, key: str, language: str) -> None:
        """Remembers its words, which are rendered here, so that they are told quickly."""
        if article := self._by_key.get(key):
            telling.reply(article, language, self.fallback)

    def choice(self, key: str, language: str, wording: str | None = None) -> Choice:
        """Raises KeyError."""
        told = self._by_key[key].translation(language, self.fallback)
        return Choice(article=key, label=(wording or told.title)[:LABEL])

    def worded(self, match: Match, language: str) -> Choice:
        """Under the customers' own wording where that is in `language`."""
        return self.choice(match.article, language, match.variant if match.language == language else None)

    def starters(
        self, asked: list[str], language: str, count: int = 3, keys: Collection[str] | None = None
    ) -> list[Choice]:
        """The articles of `asked` (most asked first), then those tagged "popular"; told in `language` only.

        `keys`: only these articles; None: all.
        """
        known = [self._by_key[key] for key in asked if key in self._by_key]
        known += [article for article in self._by_key.values() if "popular" in article.tags and article not in known]
        told = (
            article
            for article in known
            if (keys is None or article.key in keys) and any(it.language == language for it in article.translations)
        )
        return [self.choice(article.key, language) for article in islice(told, count)]


def _confident(articles: Iterable[Article]) -> dict[str, float]:
    return {article.key: article.confident for article in articles if article.confident is not None}
