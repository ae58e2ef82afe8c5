"""Vectors in a real SQLite file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import sqlite_utils

from knowledge import migrations, vector_store
from knowledge.embedding import decode, encode
from knowledge.vector_store import digest


@pytest.fixture
def tx(tmp_path: Path) -> Iterator[sqlite_utils.Database]:
    with closing(sqlite_utils.Database(tmp_path / "heard.sqlite")) as database:
        for _, statements in migrations.STEPS:
            for statement in statements:
                database.execute(statement)
        yield database


VECTORS = np.random.default_rng(0).normal(size=(300, 8)).astype(np.float32)
NAMES = [digest(f"text {at}") for at in range(len(VECTORS))]


@pytest.mark.parametrize("count", [1, 100, 300], ids=["one", "looked up one by one", "read through"])
def test_what_is_kept_is_what_is_loaded(tx: sqlite_utils.Database, count: int) -> None:
    vector_store.put(tx, "a model", dict(zip(NAMES, VECTORS, strict=True)))
    vector_store.put(tx, "another", {NAMES[0]: VECTORS[1]})
    names, vectors = vector_store.load(tx, "a model", [*NAMES[:count], digest("unknown")])
    assert sorted(names) == sorted(NAMES[:count])
    wanted = np.stack([VECTORS[NAMES.index(name)] for name in names])
    assert vectors == pytest.approx(wanted, abs=2e-3)


def test_a_vector_is_put_in_place_of_the_one_before(tx: sqlite_utils.Database) -> None:
    for vector in VECTORS[:2]:
        vector_store.put(tx, "a model", {NAMES[0]: vector})
    assert vector_store.load(tx, "a model", NAMES[:1])[1][0] == pytest.approx(VECTORS[1], abs=2e-3)


def test_of_vectors_of_several_lengths_those_of_most_are_loaded(tx: sqlite_utils.Database) -> None:
    vector_store.put(tx, "a model", dict(zip(NAMES[:3], VECTORS[:3], strict=True)))
    vector_store.put(tx, "a model", {NAMES[3]: VECTORS[3, :5]})
    names, vectors = vector_store.load(tx, "a model", NAMES[:4])
    assert (sorted(names), vectors.shape) == (sorted(NAMES[:3]), (3, 8))


def test_nothing_is_loaded_where_nothing_is_kept(tx: sqlite_utils.Database) -> None:
    names, vectors = vector_store.load(tx, "a model", NAMES[:3])
    assert (names, len(vectors)) == ([], 0)


def test_what_no_phrasing_uses_is_swept_away(tx: sqlite_utils.Database) -> None:
    vector_store.put(tx, "a model", dict(zip(NAMES[:5], VECTORS[:5], strict=True)))
    vector_store.put(tx, "another", {NAMES[4]: VECTORS[4]})
    assert vector_store.sweep(tx, "a model", NAMES[:3]) == 2
    assert sorted(vector_store.load(tx, "a model", NAMES[:5])[0]) == sorted(NAMES[:3])
    assert vector_store.load(tx, "another", NAMES[:5])[0] == [NAMES[4]]
    vector_store.forget(tx, "a model")
    assert vector_store.load(tx, "a model", NAMES[:5])[0] == []


def test_vectors_cross_a_pipe_as_a_line() -> None:
    line = encode(VECTORS[:3])
    assert line.count(b"\n") == 1
    assert decode(line, 3) == pytest.approx(VECTORS[:3], abs=2e-3)
