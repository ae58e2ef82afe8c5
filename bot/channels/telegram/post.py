"""One message as it is to look on Telegram: words, and the buttons below them."""

from dataclasses import dataclass

from bot.channels.telegram.taps import Tap
from bot.channels.telegram.text import Run

LABEL = 60  # characters of a button's label; longer ones are cut off on phones


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    does: Tap | str  # str: opens this address


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Post:
    runs: list[Run]
    rows: Rows = ()
    quiet: bool = False  # arrives without a sound
    picture: str | None = None  # the address of one to show above the text
    photo: bytes | None = None  # sent as one, with the text below it


def shortened(label: str) -> str:
    return label if len(label) <= LABEL else label[: LABEL - 1].rstrip() + "…"
