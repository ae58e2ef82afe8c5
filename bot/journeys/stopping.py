"""Words that say: write to me no more. The whole message must be one of them (stopping.toml)."""

import tomllib
from pathlib import Path

from knowledge.normalize import normalize

LONGEST = 60  # characters of a message that is looked at

_FILE: dict[str, dict[str, list[str]]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_ALWAYS, _IN_REPLY = (
    frozenset(normalize(phrase) for phrases in _FILE[section].values() for phrase in phrases)
    for section in ("always", "in_reply")
)


def stops(text: str, *, in_reply: bool) -> bool:
    """`in_reply`: to something that was sent unasked and asks nothing, to which a bare "no" says the same."""
    if len(text) > LONGEST:
        return False
    said = normalize(text)
    return said in _ALWAYS or (in_reply and said in _IN_REPLY)
