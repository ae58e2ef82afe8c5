"""The seam between the answers and the models that they may be ranked with."""

from collections.abc import AsyncGenerator, Sequence
from typing import Protocol

from knowledge.embedder import Floats

BATCH = 32  # texts


class Model(Protocol):
    """Vectors have length 1, a row a text."""

    @property
    def name(self) -> str:
        """Vectors of different names are never compared."""
        ...

    async def read(self, texts: Sequence[str]) -> Floats:
        """A question's readings, at least one. Raises EmbedderError."""
        ...

    def read_all(self, texts: Sequence[str]) -> AsyncGenerator[Floats, None]:
        """Phrasings, any number, in the background: vectors in the order of the texts, some at a time.

        Raises EmbedderError.
        """
        ...

    async def aclose(self) -> None: ...
