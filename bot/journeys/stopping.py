"""Words that say: write to me no more. The whole message must be one of them (stopping.toml)."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from knowledge.normalize import normalize

LONGEST = 100  # characters of a message that is looked at

_SIGNS = re.compile(r"[,.;:!?\n–—-]+")

_FILE: dict[str, dict[str, list[str]]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _plain(text: str) -> str:
    return normalize(text).replace("do not", "dont")


def _phrases(section: str) -> Iterable[str]:
    return (_plain(phrase) for phrases in _FILE[section].values() for phrase in phrases)


_ALWAYS = frozenset(_phrases("always"))
_IN_REPLY = _ALWAYS.union(_phrases("in_reply"))
_BESIDE = tuple(sorted(set(_phrases("beside")), key=len, reverse=True))


def stops(text: str, *, in_reply: bool) -> bool:
    """`in_reply`: to something that was sent unasked and asks nothing, to which a bare "no" says the same."""
    if len(text) > LONGEST:
        return False
    wanted = _IN_REPLY if in_reply else _ALWAYS
    if _says(wanted, _plain(text)):
        return True
    parts = [part for part in map(_plain, _SIGNS.split(text)) if _alone(part)]
    return all(_says(_IN_REPLY, part) for part in parts) and any(_says(_ALWAYS, part) for part in parts)  # "no, stop"


def _says(wanted: frozenset[str], said: str) -> bool:
    return any(each in wanted for each in (said, _once(said), _alone(said), _once(_alone(said))))


def _once(said: str) -> str:
    """One word said again and again is said once."""
    first, _, rest = said.partition(" ")
    return first if set(rest.split()) == {first} else said


def _alone(said: str) -> str:
    """Without what people put before it and after it, however much."""
    for polite in _BESIDE:
        if said == polite:
            return ""
        if said.startswith(f"{polite} "):
            return _alone(said.removeprefix(f"{polite} "))
        if said.endswith(f" {polite}"):
            return _alone(said.removesuffix(f" {polite}"))
    return said
