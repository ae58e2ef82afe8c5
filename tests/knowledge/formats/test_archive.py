"""Zips of folders, also of those who mean ill."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from knowledge.formats import archive


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as into:
        for name, data in files.items():
            into.writestr(name, data)
    return path


def inside(path: Path) -> list[str]:
    with archive.opened(path) as folder:
        return sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file())


def test_what_articles_are_made_of_is_unpacked(tmp_path: Path) -> None:
    names = ("en/a.md", "__MACOSX/en/._a.md", ".git/x.md", "run.exe", "en/p.PNG")
    path = zipped(tmp_path / "a.zip", dict.fromkeys(names, b"x"))
    assert inside(path) == ["en/a.md", "en/p.PNG"]


def test_the_only_folder_is_the_folder_unless_it_is_a_language(tmp_path: Path) -> None:
    assert inside(zipped(tmp_path / "a.zip", {"help/en/a.md": b"x", "help/b.md": b"x"})) == ["b.md", "en/a.md"]
    assert inside(zipped(tmp_path / "b.zip", {"en/a.md": b"x"})) == ["en/a.md"]
    with archive.opened(zipped(tmp_path / "c.zip", {"all.csv": b"x"})) as file:
        assert file.name == "all.csv" and file.read_bytes() == b"x"


def test_nothing_stays_behind(tmp_path: Path) -> None:
    with archive.opened(zipped(tmp_path / "a.zip", {"a.md": b"x"})) as file:
        unpacked = file
    assert not unpacked.exists()


@pytest.mark.parametrize("name", ["../a.md", "/a.md", "a/../../a.md", "a\\..\\a.md", "C:a.md"])
def test_a_place_outside_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="outside of itself"):
        inside(zipped(tmp_path / "a.zip", {name: b"x"}))


def test_a_bomb_is_refused_whatever_it_says_of_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 3_000_000)
    path = zipped(tmp_path / "a.zip", {f"{number}.md": bytes(1_000_000) for number in range(4)})
    with pytest.raises(ValueError, match="unpacks to more than"):
        inside(path)
    monkeypatch.setattr(archive, "LARGEST", 999_999)
    with pytest.raises(ValueError, match=r"0\.md in the zip has more than"):
        inside(path)
    monkeypatch.setattr(archive, "MOST_FILES", 3)
    with pytest.raises(ValueError, match="holds 4 files"):
        inside(path)


def test_what_is_no_zip_or_broken_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\3\4")
    with pytest.raises(ValueError, match="cannot be unpacked"):
        inside(path)
    data = bytearray(zipped(tmp_path / "b.zip", {"a.md": b"words " * 100}).read_bytes())
    data[40:50] = bytes(10)
    path.write_bytes(data)
    with pytest.raises(ValueError, match="cannot be unpacked"):
        inside(path)
