"""The keys of a call work beside the desk's, so no two may be the same."""

import re

from bot.web.pages import STATIC

SHORTCUT = re.compile(r'(?:shortcut="|useShortcut\([^,"]*")(.)"')
PARTS = ("preflight", "recording", "together")
DESK_KEYS = re.compile(r'(?:case |keys: \[|keys && html`<kbd>)"?([a-zA-Z/?])(?:"|<)')


def test_the_calls_keys_are_not_the_desks() -> None:
    call: dict[str, set[str]] = {}
    for path in (STATIC / "call").rglob("*.js"):
        for key in SHORTCUT.findall(path.read_text(encoding="utf-8")):
            call.setdefault(key, set()).add(path.parent.name if path.parent.name in PARTS else "call")
    desk = {
        key
        for name in ("keyboard.js", "ring-cards.js")
        for key in DESK_KEYS.findall((STATIC / "desk" / name).read_text(encoding="utf-8"))
    }
    assert {"m", "c", "s", "h", "L", "E"} <= set(call)
    assert {"j", "k", "r", "a"} <= desk
    assert not set(call) & desk
    assert all(len(parts) == 1 for parts in call.values()), "two parts of a call share a key"
