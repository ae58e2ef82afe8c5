"""A matcher's arrays in a file, from which it is there in a moment instead of being built."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

VERSION = 4
"""Raised whenever the same articles would give other arrays; files of other versions are refused."""

Array = NDArray[Any]
_HEAD = "head"


class NotSaved(Exception):
    """There is no file that can be used; the message says why. What it would have held is built anew."""


def write(path: Path, head: Mapping[str, Any], arrays: Mapping[str, Array]) -> None:
    """In place of what is there, whole or not at all, readable for its owner alone. Raises OSError."""
    told = np.frombuffer(json.dumps({**head, "version": VERSION}, ensure_ascii=False).encode(), np.uint8)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            np.savez(file, allow_pickle=False, **{_HEAD: told, **arrays})
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read(path: Path) -> tuple[dict[str, Any], dict[str, Array]]:
    """What `write` was given. Raises NotSaved where there is no file, and for one of another version or damaged."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
            head = json.loads(held[_HEAD].tobytes())
            if head.get("version") != VERSION:
                raise NotSaved("It was written by another version.")
            return head, {name: held[name] for name in held.files if name != _HEAD}
    except FileNotFoundError as error:
        raise NotSaved("There is none.") from error
    except (OSError, ValueError, KeyError, EOFError, AttributeError, zipfile.BadZipFile, zlib.error) as error:
        raise NotSaved("It is damaged.") from error


def part(name: str, arrays: Mapping[str, Array]) -> dict[str, Array]:
    """Those named "name.…", by the rest of their names."""
    return {key.removeprefix(f"{name}."): array for key, array in arrays.items() if key.startswith(f"{name}.")}
