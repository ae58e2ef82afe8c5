"""Phrasings' vectors in the database: what a model took its time for is kept, whatever becomes of the articles."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping

import numpy as np

from .embedder import Floats
from .tx import Tx

_ASKED = 500  # hashes in one query


def digest(text: str) -> str:
    """What a text's vector is kept under."""
    return hashlib.sha256(text.encode()).hexdigest()


def put(tx: Tx, model: str, vectors: Mapping[str, Floats]) -> None:
    """`vectors` by digest."""
    for name, vector in vectors.items():
        tx.execute(
            """
            INSERT INTO vectors (model, phrasing_hash, vector) VALUES (:model, :hash, :vector)
            ON CONFLICT (model, phrasing_hash) DO UPDATE SET vector = excluded.vector
            """,
            {"model": model, "hash": name, "vector": vector.astype("<f2").tobytes()},
        )


def load(tx: Tx, model: str, wanted: Collection[str] | None = None) -> tuple[list[str], Floats]:
    """Digests, and as many vectors; of `wanted` those that are there, None = all.

    Where vectors of several lengths are kept, as an endpoint's model was changed under its name, only those that are as
    long as most are given.
    """
    rows = list(_all(tx, model) if wanted is None else _some(tx, model, list(wanted)))
    lengths = [len(blob) for _, blob in rows]
    usual = max(set(lengths), key=lengths.count, default=0)
    kept = [(name, blob) for name, blob in rows if len(blob) == usual]
    flat = np.frombuffer(b"".join(blob for _, blob in kept), "<f2").astype(np.float32)
    return [name for name, _ in kept], flat.reshape(len(kept), usual // 2)


def forget(tx: Tx, model: str) -> None:
    """All vectors of a model."""
    tx.execute("DELETE FROM vectors WHERE model = :model", {"model": model})


def sweep(tx: Tx, model: str, used: Collection[str]) -> int:
    """Takes away the model's vectors that are not `used`; how many those were."""
    stored = {
        row["phrasing_hash"]
        for row in tx.query("SELECT phrasing_hash FROM vectors WHERE model = :model", {"model": model})
    }
    unused = stored - set(used)
    for name in unused:
        tx.execute("DELETE FROM vectors WHERE model = :model AND phrasing_hash = :hash", {"model": model, "hash": name})
    return len(unused)


def count(tx: Tx, model: str) -> int:
    rows = tx.query("SELECT COUNT(*) AS vectors FROM vectors WHERE model = :model", {"model": model})
    return int(next(iter(rows))["vectors"])


def _all(tx: Tx, model: str) -> Iterable[tuple[str, bytes]]:
    for row in tx.query("SELECT phrasing_hash, vector FROM vectors WHERE model = :model", {"model": model}):
        yield row["phrasing_hash"], bytes(row["vector"])


def _some(tx: Tx, model: str, wanted: list[str]) -> Iterable[tuple[str, bytes]]:
    for start in range(0, len(wanted), _ASKED):
        names = {f"h{at}": name for at, name in enumerate(wanted[start : start + _ASKED])}
        listed = ", ".join(f":{at}" for at in names)
        sql = f"SELECT phrasing_hash, vector FROM vectors WHERE model = :model AND phrasing_hash IN ({listed})"
        for row in tx.query(sql, {"model": model, **names}):
            yield row["phrasing_hash"], bytes(row["vector"])
