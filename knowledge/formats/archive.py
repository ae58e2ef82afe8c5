"""A zip of a folder: how several files travel as one. What is in one from elsewhere is not trusted."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from .folder import is_language

SUFFIX = ".zip"
MOST_FILES = 50_000
MOST_BYTES = 500 * 1024 * 1024  # of all files together, unpacked …
LARGEST = 50 * 1024 * 1024  # … and of one
_TAKEN = frozenset(
    {".md", ".markdown", ".html", ".htm", ".json", ".csv", ".tsv", ".jsonl", ".png", ".jpg", ".jpeg", ".gif", ".webp"}
)
_CHUNK = 1024 * 1024


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """The file itself, or of a zip the folder or the only file in it. Raises ValueError for a zip that is refused."""
    if path.suffix.lower() != SUFFIX:
        yield path
        return
    with TemporaryDirectory(prefix="heard-import-") as folder:
        root = Path(folder, path.stem)  # named so where something is said of it
        root.mkdir()
        _unpack(path, root)
        yield _inner(root)


def pack(folder: Path, path: Path) -> None:
    """Raises OSError."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(each for each in folder.rglob("*") if each.is_file()):
            archive.write(file, file.relative_to(folder).as_posix())


def _unpack(path: Path, root: Path) -> None:
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(path) as archive:
            inside = [each for each in archive.infolist() if _wanted(each)]
            if len(inside) > MOST_FILES:
                raise ValueError(f"The zip holds {len(inside)} files; {MOST_FILES} are taken.")
            for each in inside:
                target = root / each.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                left -= _extract(archive, each, target, left)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise ValueError(f"The zip cannot be unpacked: {error}.") from None
    except OSError as error:  # names a place that its sender does not know
        raise ValueError(f"The zip cannot be unpacked: {error.strerror}.") from None


def _wanted(each: zipfile.ZipInfo) -> bool:
    """Files that importing reads. Raises ValueError for a place outside of the folder."""
    place = PurePosixPath(each.filename)
    if place.is_absolute() or ".." in place.parts or "\\" in each.filename or ":" in each.filename:
        raise ValueError("The zip names a place outside of itself.")
    hidden = any(part.startswith((".", "__MACOSX")) for part in place.parts)
    return not each.is_dir() and not hidden and place.suffix.lower() in _TAKEN


def _extract(archive: zipfile.ZipFile, each: zipfile.ZipInfo, target: Path, most: int) -> int:
    """Bytes written; what the zip says of its sizes counts for nothing."""
    written = 0
    with archive.open(each) as source, target.open("wb") as file:
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            if written > LARGEST:
                raise ValueError(f"{each.filename} in the zip has more than {LARGEST // 1024 // 1024} MB.")
            if written > most:
                raise ValueError(f"The zip unpacks to more than {MOST_BYTES // 1024 // 1024} MB.")
            file.write(chunk)
    return written


def _inner(root: Path) -> Path:
    """The only thing in the folder, as zips of a folder hold it; else the folder."""
    inside = list(root.iterdir())
    if len(inside) != 1:
        return root
    only = inside[0]
    return only if only.is_file() or not is_language(only.name) else root
