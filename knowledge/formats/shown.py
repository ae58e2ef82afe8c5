"""The pictures that an answer shows: written into it, or files beside its page."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from ..picture import LARGEST, Picture
from .problem import Problem
from .shelf import read_inline


class Shown:
    """Looks up addresses of pictures and notes what was found."""

    def __init__(self, page: Path, line: int, folder: Path | None = None) -> None:
        """`folder`: pictures are looked for in it and not outside; None = there are none beside the page."""
        self._page = page
        self._line = line
        self._folder = folder.resolve() if folder else None
        self.found: list[Picture | Problem] = []

    def find(self, address: str) -> str | None:
        """The address that articles name the picture by; None for one that lies elsewhere or cannot be taken."""
        try:
            picture = read_inline(address) or self._beside(unquote(address))
        except (ValueError, OSError) as error:
            name = "A picture" if address.startswith("data:") else address[:100]
            self.found.append(Problem(self._page, self._line, f"{name}: {error}"))
            return None
        if picture is None:
            return None
        self.found.append(picture)
        return picture.address

    def _beside(self, name: str) -> Picture | None:
        if self._folder is None or "://" in name or "\0" in name or name.startswith("/"):
            return None
        path = (self._page.parent / name).resolve()
        if not path.is_relative_to(self._folder) or not path.is_file():
            return None
        if path.stat().st_size > LARGEST:
            raise ValueError(f"The picture has {path.stat().st_size} bytes; {LARGEST} fit.")
        return Picture(path.read_bytes())
