"""A page that tells the browser of its modules ahead tells of all of them, and of none that it does not need."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "bot" / "web" / "static"
IMPORT = re.compile(r'^(?:import|export)\b(?:[^;]*?\bfrom)?\s*"(\.[^"]+)"', re.MULTILINE)
ENTRY = re.compile(r'type="module" src="/static/([^"]+)"')
LISTED = re.compile(r'rel="modulepreload" href="/static/([^"]+)"')


def modules(entry: Path) -> set[Path]:
    """What is fetched with it: what it imports, and so on; not what is imported later, by a call of `import`."""
    found: set[Path] = set()
    left = [entry]
    while left:
        module = left.pop()
        if module not in found:
            found.add(module)
            left += [(module.parent / name).resolve() for name in IMPORT.findall(module.read_text())]
    return found


@pytest.mark.parametrize("page", ["book", "call", "kiosk", "rate", "reports", "widget"])
def test_every_module_of_a_page_is_listed(page: str) -> None:
    text = (STATIC / page / "index.html").read_text()
    entries = {STATIC / name for name in ENTRY.findall(text)}
    assert entries
    needed = set().union(*map(modules, entries)) - entries
    listed = LISTED.findall(text)
    assert sorted(listed) == sorted(str(module.relative_to(STATIC)) for module in needed)
