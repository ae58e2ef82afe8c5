"""Synonyms, attributes and categories with the event that tells the nodes."""

from collections.abc import Sequence

import knowledge.words
from bot.events import ARTICLES, WordsChanged
from bot.store import log
from bot.store.engine import Tx
from knowledge.attribute import Attribute
from knowledge.category import Category
from knowledge.synonym import Synonym


def put_synonyms(tx: Tx, synonyms: Sequence[Synonym], revision: int, at: int) -> int:
    """The new revision. Raises StaleWords."""
    after = knowledge.words.put_synonyms(tx, synonyms, revision)
    log.append(tx, ARTICLES, at, WordsChanged())
    return after


def put_attributes(tx: Tx, attributes: Sequence[Attribute], revision: int, at: int) -> int:
    """The new revision. Raises StaleWords."""
    after = knowledge.words.put_attributes(tx, attributes, revision)
    log.append(tx, ARTICLES, at, WordsChanged())
    return after


def put_categories(tx: Tx, categories: Sequence[Category], revision: int, at: int) -> int:
    """The new revision. Raises StaleWords."""
    after = knowledge.words.put_categories(tx, categories, revision)
    log.append(tx, ARTICLES, at, WordsChanged())
    return after
