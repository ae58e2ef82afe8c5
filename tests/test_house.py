"""Who may import whom, and what lies at the top."""

import ast
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ("bot", "knowledge", "webrtc")

EDGES = ("aiohttp", "telegram")
STORAGE = ("sqlite3", "sqlite_utils")
INSIDE = ("bot.store", "bot.bus", "bot.desk", "bot.web", "bot.channels", "bot.delivery", "bot.answers")
PUT_TOGETHER = ("bot.app", "bot.commands", "bot.__main__")

PURE = (
    "bot.alerts", "bot.booking", "bot.dialogue", "bot.digests", "bot.recovery", "bot.reports",
    "bot.reviews", "bot.journeys", "bot.surveys", "bot.call", "bot.model", "bot.events",
    "bot.errors", "bot.limits", "bot.clock", "bot.pace", "bot.secret", "bot.presence", "bot.richtext", "bot.validation",
    "bot.visitor",
)  # fmt: skip

CLOSED: dict[str, tuple[str, ...]] = {
    "knowledge": ("bot", "webrtc", "asyncio", *EDGES),
    "webrtc": ("bot", "knowledge", *EDGES),
    **dict.fromkeys(PURE, (*INSIDE, *EDGES, *STORAGE, "asyncio", "webrtc")),
    "bot.store": ("bot.desk", "bot.web", "bot.channels", "bot.delivery", "bot.answers", "bot.bus", "webrtc", *EDGES),
    "bot.bus": ("bot.store", "bot.desk", "bot.web", "bot.channels", "bot.delivery", "bot.answers", *EDGES),
    "bot.answers": ("bot.desk", "bot.web", "bot.channels", "bot.delivery", *EDGES),
    "bot.exchange": ("bot.answers", "bot.desk", "bot.web", "bot.channels", "bot.delivery", *EDGES),
    "bot.growing": ("bot.desk", "bot.web", "bot.channels", "bot.delivery", *EDGES),
    "bot.desk": ("bot.web", "bot.channels", "bot.delivery", *EDGES),
    "bot.channels": ("bot.web", "aiohttp"),
    "bot.delivery": ("bot.web", *EDGES),
    "bot.notifying.notifier": ("bot.web", "bot.desk", "bot.channels", "bot.delivery", "bot.answers", *EDGES),
    "bot.web": ("bot.channels", "bot.delivery", "bot.notifying.notifier", "bot.notifying.post", "telegram"),
}
"""What a package may not see; `CLOSED["bot.store"]` holds for bot.store and all below it."""


@dataclass(frozen=True)
class Import:
    file: Path
    line: int
    module: str
    target: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.module} imports {self.target}"


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def module_name(file: Path) -> str:
    parts = file.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(file: Path, source: str) -> Iterator[Import]:
    """Also those inside of functions; `from bot import store` counts as bot.store."""
    module = module_name(file)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield Import(file, node.lineno, module, name.name)
        elif isinstance(node, ast.ImportFrom):
            here = file.parts[: -node.level] if node.level else ()
            origin = ".".join((*here, node.module) if node.module else here)
            for name in node.names:
                yield Import(file, node.lineno, module, f"{origin}.{name.name}")


def broken(arrows: Iterator[Import]) -> list[str]:
    found = []
    for arrow in arrows:
        for package, closed in CLOSED.items():
            if within(arrow.module, package) and any(within(arrow.target, other) for other in closed):
                found.append(str(arrow))
        above = any(within(arrow.module, top) for top in PUT_TOGETHER)
        if not above and any(within(arrow.target, top) for top in PUT_TOGETHER):
            found.append(str(arrow))
    return found


def every_import() -> Iterator[Import]:
    for package in HOUSE:
        for file in sorted((ROOT / package).rglob("*.py")):
            yield from imports_of(file.relative_to(ROOT), file.read_text(encoding="utf-8"))


def test_no_arrow_is_broken() -> None:
    assert broken(every_import()) == []


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("knowledge/index.py", "from bot.model import Contact"),
        ("knowledge/store.py", "def work():\n    import asyncio"),
        ("webrtc/room.py", "from knowledge import article"),
        ("bot/dialogue/deciding.py", "from bot import store"),
        ("bot/dialogue/deciding.py", "from .. import store"),
        ("bot/store/log.py", "import bot.desk.thread"),
        ("bot/desk/calls.py", "from bot.web.connection import Connection"),
        ("bot/desk/calls.py", "import aiohttp"),
        ("bot/web/verbs.py", "from bot.app import running"),
        ("bot/channels/base.py", "from bot.web import frames"),
    ],
)
def test_a_broken_arrow_is_seen_and_named(file: str, source: str) -> None:
    (found,) = broken(imports_of(Path(file), source))
    assert found.startswith(f"{file}:{source.count(chr(10)) + 1} ")


def test_the_rules_are_about_modules_that_exist() -> None:
    modules = {module_name(file.relative_to(ROOT)) for package in HOUSE for file in (ROOT / package).rglob("*.py")}
    assert {module for module in (*CLOSED, *INSIDE, *PUT_TOGETHER) if module not in modules} == set()


# -- the tree ------------------------------------------------------------------------

TOP = {
    "README.md", "CHANGES.md", "LICENSE", "Makefile", "pyproject.toml", "config.example.toml", ".gitignore", ".ci",
    "bot", "knowledge", "webrtc", "tests",
}  # fmt: skip

LOCKS = {"uv.lock", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "poetry.lock", "Pipfile.lock"}
TEXT = {".py", ".js", ".mjs", ".ts", ".css", ".html", ".md", ".toml", ".json", ".po", ".tsv", ".csv", ".sdp", ""}


def tracked() -> list[Path]:
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a clone of the repository")
    return [Path(name) for name in listed.stdout.decode().split("\0") if name and (ROOT / name).exists()]


def test_nothing_else_lies_at_the_top() -> None:
    assert {file.parts[0] for file in tracked()} - TOP == set()


def test_no_file_is_a_lock_or_knows_where_somebody_works() -> None:
    homes = ("/ho" + "me/", "/Us" + "ers/", "/ro" + "ot/", "/wo" + "rk/", "C:" + "\\Users")
    found = []
    for file in tracked():
        if file.name in LOCKS:
            found.append(str(file))
        if file.suffix in TEXT:
            for number, line in enumerate((ROOT / file).read_text(encoding="utf-8").splitlines(), 1):
                found += [f"{file}:{number}: {home}" for home in homes if home in line]
    assert found == []


def test_every_package_is_on_the_map() -> None:
    """The docstring of bot says what is in each."""
    said = ast.get_docstring(ast.parse((ROOT / "bot/__init__.py").read_text())) or ""
    packages = {file.parent.name for file in (ROOT / "bot").glob("*/__init__.py")}
    assert {name for name in packages if not re.search(rf"\b{name}\b", said)} == set()


# -- what is said of it --------------------------------------------------------------

PATH = re.compile(r"(?<![\w./-])(?:bot|knowledge|webrtc|tests)(?:/[\w.-]+)+\.(?:py|js|mjs|css|md|toml|txt|conf)\b")
NAME = re.compile(r"(?<![\w./-])(?:bot|knowledge|webrtc)(?:\.\w+){2,}")


def said_in(file: Path) -> str:
    """Docstrings and comments of Python, all of any other text."""
    text = (ROOT / file).read_text(encoding="utf-8")
    if file.suffix != ".py":
        return text
    strings = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Expr))
    found = [it.value for it in strings if isinstance(it, ast.Constant) and isinstance(it.value, str)]
    return "\n".join((*found, *(line.partition("# ")[2] for line in text.splitlines())))


def exists(name: str) -> bool:
    """Whether a dotted name leads to a module, or to something that stands in one."""
    place, parts = ROOT, name.split(".")
    while parts and (place / parts[0]).is_dir():
        place /= parts.pop(0)
    if parts and (place / f"{parts[0]}.py").is_file():
        place /= f"{parts.pop(0)}.py"
    source = place if place.is_file() else place / "__init__.py"
    return not parts or (source.is_file() and re.search(rf"\b{parts[0]}\b", source.read_text()) is not None)


def test_what_is_referred_to_exists() -> None:
    found = []
    for file in tracked():
        if file.suffix in {".py", ".js", ".mjs", ".md", ".toml", ".css"} and "vendor" not in file.parts:
            said = said_in(file)
            found += [f"{file}: {path}" for path in PATH.findall(said) if not (ROOT / path).exists()]
            found += [f"{file}: {name}" for name in NAME.findall(said) if not exists(name)]
    assert found == []
