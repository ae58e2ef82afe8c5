"""What articles are sorted under for readers, with its name in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from . import labels
from .article import LABEL_LENGTH


class CategoryError(ValueError):
    """A category that cannot be kept; the message says why."""


@dataclass(frozen=True, slots=True)
class Category:
    """Raises CategoryError."""

    name: str  # as articles bear it
    labels: Mapping[str, str] = field(default_factory=dict)  # by language

    def __post_init__(self) -> None:
        if not labels.is_line(self.name, LABEL_LENGTH):
            raise CategoryError(f"{self.name[:40]!r} is not a name: one line of 1-{LABEL_LENGTH} characters.")
        if wrong := labels.flaw(self.labels, LABEL_LENGTH):
            raise CategoryError(wrong)

    def label(self, language: str, fallback: str) -> str:
        """In `language`, else in `fallback`, else the name itself, beginning with a capital."""
        return self.labels.get(language) or self.labels.get(fallback) or self.name[:1].upper() + self.name[1:]
