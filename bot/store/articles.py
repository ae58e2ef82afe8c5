"""Articles with the events that tell the nodes: who changes one through here is followed at once."""

import knowledge.store
from bot.events import ARTICLES, ArticleChanged
from bot.store import log
from bot.store.engine import Tx
from knowledge.article import Article


def put(tx: Tx, article: Article, at: int, author: str = "", note: str = "") -> bool:
    """False when it stood there just so. `author`: an agent's id, or "import", "sample"."""
    if not knowledge.store.put(tx, article, at, author, note):
        return False
    log.append(tx, ARTICLES, at, ArticleChanged(key=article.key))
    return True


def remove(tx: Tx, key: str, at: int, author: str = "", note: str = "") -> bool:
    """False when there was none."""
    if not knowledge.store.remove(tx, key, at, author, note):
        return False
    log.append(tx, ARTICLES, at, ArticleChanged(key=key))
    return True
