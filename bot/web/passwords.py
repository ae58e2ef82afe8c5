"""Passwords: argon2id, never on the event loop, never many at once."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from bot.errors import BadRequest

SHORTEST, LONGEST = 8, 256  # characters; a longer one would only cost the hasher


def check(password: str) -> None:
    """Raises BadRequest for one that cannot be chosen."""
    if len(password) < SHORTEST:
        raise BadRequest(f"The password needs at least {SHORTEST} characters.")
    if len(password) > LONGEST:
        raise BadRequest(f"The password may have at most {LONGEST} characters.")
    if len(set(password)) < 4:
        raise BadRequest("This password is too easy to guess.")


class Passwords:
    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._two = asyncio.Semaphore(2)  # each takes 64 MiB and a core for a fifth of a second
        self._nobody: str | None = None

    async def hash(self, password: str) -> str:
        async with self._two:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def verify(self, password: str, stored: str | None) -> bool:
        """`stored` None: nobody has this address; it takes as long as a wrong password."""
        if len(password) > LONGEST:
            return False
        if stored is None:
            self._nobody = self._nobody or await self.hash("nobody's password")
        async with self._two:
            matches = await asyncio.to_thread(self._verify, stored or self._nobody or "", password)
        return matches and stored is not None

    def _verify(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except VerificationError:
            return False
