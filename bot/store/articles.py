"""Articles with the events that tell the nodes: who changes one through here is followed at once."""

import knowledge.store
from bot.events import ARTICLES, ArticleChanged
from bot.store import log
from bot.store.engine import Tx
from knowledge import drafts
from knowledge.article import Article


def put(tx: Tx, article: Article, at: int, author: str = "", note: str = "") -> bool:
    """False when it stood there just so. `author`: an agent's id, or "import", "sample"."""
    return _told(tx, article.key, at, knowledge.store.put(tx, article, at, author, note))


def remove(tx: Tx, key: str, at: int, author: str = "", note: str = "") -> bool:
    """False when there was none."""
    return _told(tx, key, at, knowledge.store.remove(tx, key, at, author, note))


def publish(tx: Tx, key: str, revision: int, at: int, author: str, note: str = "") -> bool:
    """See knowledge.drafts.publish."""
    return _told(tx, key, at, drafts.publish(tx, key, revision, at, author, note))


def take_back(tx: Tx, key: str, version: int, at: int, author: str) -> bool:
    """See knowledge.drafts.take_back."""
    return _told(tx, key, at, drafts.take_back(tx, key, version, at, author))


def _told(tx: Tx, key: str, at: int, changed: bool) -> bool:
    if changed:
        log.append(tx, ARTICLES, at, ArticleChanged(key=key))
    return changed
