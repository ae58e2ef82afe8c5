"""One name or question in several languages."""

from __future__ import annotations

from collections.abc import Mapping

from .article import LANGUAGE


def flaw(labels: Mapping[str, str], longest: int) -> str | None:
    """Why these texts by language cannot be kept, as a sentence; None = they can. `longest`: characters of each."""
    for language, text in labels.items():
        if not LANGUAGE.fullmatch(language):
            return f"{language[:20]!r} is not a language code such as 'en'."
        if not is_line(text, longest):
            return f"{text[:40]!r} is not one line of 1-{longest} characters."
    return None


def is_line(text: str, longest: int) -> bool:
    return text == text.strip() and 0 < len(text) <= longest and text.isprintable()
