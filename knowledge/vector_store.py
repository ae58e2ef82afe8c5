"""Phrasings' vectors in the database: what a model took its time for is kept, whatever becomes of the articles."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

import numpy as np

from .embedder import Floats
from .tx import Tx

_FEW = 200  # vectors that are looked up by their digests


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


def load(tx: Tx, model: str, wanted: Collection[str]) -> tuple[list[str], Floats]:
    """The digests among `wanted` that there are vectors of, and the vectors, a row each.

    Where vectors of several lengths are kept, as another model came to the same name, those as long as most are given.
    """
    rows = list(_read(tx, model, set(wanted)))
    lengths = Counter(len(blob) for _, blob in rows)
    usual = lengths.most_common(1)[0][0] if lengths else 0
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


def _read(tx: Tx, model: str, wanted: set[str]) -> Iterator[tuple[str, bytes]]:
    """One by one where they are few, else by going through all."""
    sql = "SELECT phrasing_hash, vector FROM vectors WHERE model = :model"
    few = wanted if len(wanted) <= _FEW else [None]
    for name in few:
        one = {} if name is None else {"hash": name}
        for row in tx.query(sql + (" AND phrasing_hash = :hash" if one else ""), {"model": model, **one}):
            if row["phrasing_hash"] in wanted:
                yield row["phrasing_hash"], bytes(row["vector"])
