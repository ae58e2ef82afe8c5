"""Suggested words to empathise and apologise with, in the customer's language; a person edits and sends them."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

FALLBACK = "en"


class Situation(StrEnum):
    SLOW = "slow"
    ANSWER = "answer"  # wrong or unclear
    MANNER = "manner"  # unfriendly
    PRODUCT = "product"  # broken
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Wording:
    situation: Situation
    text: str


_FILE: dict[str, Any] = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))

REASONS = {
    "slow": Situation.SLOW, "wait": Situation.SLOW, "late": Situation.SLOW, "time": Situation.SLOW,
    "answer": Situation.ANSWER, "wrong": Situation.ANSWER, "unclear": Situation.ANSWER,
    "unsolved": Situation.ANSWER, "misunderstood": Situation.ANSWER,
    "tone": Situation.MANNER, "rude": Situation.MANNER, "unfriendly": Situation.MANNER, "manner": Situation.MANNER,
    "broken": Situation.PRODUCT, "product": Situation.PRODUCT, "faulty": Situation.PRODUCT,
}  # fmt: skip
"""What a chosen reason speaks of, by its id in the survey; others say nothing."""


def wordings(language: str, name: str | None) -> list[Wording]:
    """All of them, greeting the customer by `name` where it is known; English where the language has none."""
    greetings = _FILE["greeting" if name else "greeting_without_name"]
    spoken = language if language in greetings else FALLBACK
    greeting = greetings[spoken].replace("{name}", name or "")
    return [Wording(Situation(it["situation"]), f"{greeting}\n\n{it[spoken]}") for it in _FILE["wording"]]


def situation(reasons: Iterable[str]) -> Situation:
    """What the customer's reasons speak of, the first one that says something."""
    return next((REASONS[reason] for reason in reasons if reason in REASONS), Situation.GENERAL)
