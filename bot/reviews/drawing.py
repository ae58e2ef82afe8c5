"""Which conversations a supervisor looks at: by chance, as many of each agent, the same again from the same seed."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """An episode in which an agent spoke."""

    conversation: str
    episode: int
    agent: str


def draw(candidates: Iterable[Candidate], n: int, seed: str) -> list[Candidate]:
    """At most `n`, each agent in turn, so that nobody has two more than another who had as many to give.

    Stratified sampling with equal allocation. Chance comes from SHA-256 over the seed and the episode: whoever has the
    same candidates and seed draws the same, in whatever order they come, and a candidate more or less moves no other.
    """
    strata: defaultdict[str, list[Candidate]] = defaultdict(list)
    for each in candidates:
        strata[each.agent].append(each)
    for stratum in strata.values():
        stratum.sort(key=lambda each: _lot(seed, each.agent, each.conversation, str(each.episode)))
    turns = sorted(strata, key=lambda agent: _lot(seed, agent))
    longest = max(map(len, strata.values()), default=0)
    drawn = [strata[agent][turn] for turn in range(longest) for agent in turns if turn < len(strata[agent])]
    return drawn[:n]


def _lot(*parts: str) -> bytes:
    return hashlib.sha256("\n".join(parts).encode()).digest()
