"""What cannot be read of a file, told so that its owner finds the place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """What of a row or page was passed over, and why."""

    file: Path
    line: int  # from 1
    message: str
    lost: bool = True  # an article, or a part of one; False: something that articles have no place for, or a draft

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"
