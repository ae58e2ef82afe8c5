"""Which articles may be told to somebody: valid now, on their channel, for people like them."""

from collections.abc import Collection, Iterable

from knowledge.article import Article

MOST_KEPT = 64
"""Sets of keys that are kept: one for each time, channel and set of labels that differ in what they leave out."""


class Scope:
    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self._all: set[str] = set()
        self._limited: dict[str, Article] = {}
        self._kept: dict[frozenset[str], frozenset[str]] = {}
        for article in articles:
            self.put(article)

    def put(self, article: Article) -> None:
        self.remove(article.key)
        self._all.add(article.key)
        if article.channels or article.audience or article.valid_from is not None or article.valid_until is not None:
            self._limited[article.key] = article

    def remove(self, key: str) -> None:
        self._all.discard(key)
        self._limited.pop(key, None)
        self._kept.clear()

    @property
    def asks_labels(self) -> bool:
        """Whether some article is not for everybody."""
        return any(article.audience for article in self._limited.values())

    def keys(
        self, at: int, channel: str | None, labels: Collection[str], without: Collection[str] = ()
    ) -> Collection[str] | None:
        """Those that stand at `at` (UTC ms) on `channel` (None: on some) for who bears `labels`; None: all do.

        `without`: keys that are left out too.
        """
        out = frozenset(without).union(
            key for key, article in self._limited.items() if not article.stands(at, channel, labels)
        )
        if not out:
            return None
        if without:  # one conversation's, not met again
            return frozenset(self._all - out)
        if out not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[out] = frozenset(self._all - out)
        return self._kept[out]
