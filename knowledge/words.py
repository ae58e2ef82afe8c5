"""Synonyms, attributes and categories in a database that is handed in.

Each table is changed as a whole, under a revision.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .attribute import Attribute, AttributeChoice
from .category import Category
from .synonym import Synonym
from .tx import Tx


class StaleWords(Exception):
    """Somebody else has changed the table since; `revision` is what it has now."""

    def __init__(self, revision: int) -> None:
        super().__init__("Somebody else has changed this since you opened it.")
        self.revision = revision


@dataclass(frozen=True, slots=True)
class Words:
    """What the tables hold, each with the revision to change it under (0 = never written)."""

    synonyms: tuple[Synonym, ...]
    attributes: tuple[Attribute, ...]
    categories: tuple[Category, ...]
    synonyms_revision: int
    attributes_revision: int
    categories_revision: int


def words(tx: Tx) -> Words:
    return Words(
        tuple(synonyms(tx)),
        tuple(attributes(tx)),
        tuple(categories(tx)),
        _revision(tx, "synonyms"),
        _revision(tx, "attributes"),
        _revision(tx, "categories"),
    )


def synonyms(tx: Tx) -> list[Synonym]:
    """In the order in which they were put."""
    rows = tx.query("SELECT language, terms, kind FROM synonyms ORDER BY id", {})
    return [Synonym(tuple(json.loads(row["terms"])), row["language"], row["kind"] == "name") for row in rows]


def attributes(tx: Tx) -> list[Attribute]:
    """In the order in which they were put."""
    rows = tx.query("SELECT name, question, choices FROM attributes ORDER BY position", {})
    return [
        Attribute(
            row["name"],
            json.loads(row["question"]),
            tuple(AttributeChoice(each["value"], each["labels"]) for each in json.loads(row["choices"])),
        )
        for row in rows
    ]


def categories(tx: Tx) -> list[Category]:
    """In the order in which they were put, which is that of the help centre."""
    rows = tx.query("SELECT name, labels FROM categories ORDER BY position", {})
    return [Category(row["name"], json.loads(row["labels"])) for row in rows]


def put_synonyms(tx: Tx, synonyms: Sequence[Synonym], revision: int) -> int:
    """In place of all that stood there; the new revision. Raises StaleWords unless `revision` is the present one."""
    after = _raise_revision(tx, "synonyms", revision)
    tx.execute("DELETE FROM synonyms", {})
    for number, synonym in enumerate(synonyms):
        tx.execute(
            "INSERT INTO synonyms (id, language, terms, kind) VALUES (:id, :language, :terms, :kind)",
            {
                "id": number,
                "language": synonym.language,
                "terms": _json(synonym.terms),
                "kind": "name" if synonym.name else "synonym",
            },
        )
    return after


def put_attributes(tx: Tx, attributes: Sequence[Attribute], revision: int) -> int:
    """In place of all that stood there; the new revision.

    Names are different from each other. Raises StaleWords unless `revision` is the present one.
    """
    after = _raise_revision(tx, "attributes", revision)
    tx.execute("DELETE FROM attributes", {})
    for position, attribute in enumerate(attributes):
        tx.execute(
            "INSERT INTO attributes (name, position, question, choices) VALUES (:name, :position, :question, :choices)",
            {
                "name": attribute.name,
                "position": position,
                "question": _json(dict(attribute.question)),
                "choices": _json([{"value": it.value, "labels": dict(it.labels)} for it in attribute.choices]),
            },
        )
    return after


def put_categories(tx: Tx, categories: Sequence[Category], revision: int) -> int:
    """In place of all that stood there; the new revision.

    Names are different from each other. Raises StaleWords unless `revision` is the present one.
    """
    after = _raise_revision(tx, "categories", revision)
    tx.execute("DELETE FROM categories", {})
    for position, category in enumerate(categories):
        tx.execute(
            "INSERT INTO categories (name, position, labels) VALUES (:name, :position, :labels)",
            {"name": category.name, "position": position, "labels": _json(dict(category.labels))},
        )
    return after


def _revision(tx: Tx, name: str) -> int:
    rows = tx.query("SELECT revision FROM word_revisions WHERE name = :name", {"name": name})
    return next((int(row["revision"]) for row in rows), 0)


def _raise_revision(tx: Tx, name: str, told: int) -> int:
    present = _revision(tx, name)
    if told != present:
        raise StaleWords(present)
    tx.execute(
        "INSERT INTO word_revisions (name, revision) VALUES (:name, 1)"
        " ON CONFLICT (name) DO UPDATE SET revision = word_revisions.revision + 1",
        {"name": name},
    )
    return present + 1


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
