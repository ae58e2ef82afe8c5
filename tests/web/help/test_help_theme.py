"""The help centre's colours are those that the pages make of the same accent."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.web.help import theme

COLOUR = Path(__file__).parents[3] / "bot" / "web" / "static" / "shared" / "colour.js"
NODE = shutil.which("node")
ACCENTS = ("#3b5bdb", "#2c6147", "#ffcc00", "#000000", "#ffffff", "#808080", "#ff0000", "#0a7d55", "#1e90ff", "#f5f5f2")
SCRIPT = f"""
import {{ legible, parse, wordsOn, write }} from {json.dumps(COLOUR.as_uri())};
const told = (accent) => {{
  const colour = parse(accent);
  return [write(wordsOn(colour)), write(legible(colour, [255, 255, 255])), write(legible(colour, [36, 38, 44]))];
}};
console.log(JSON.stringify({json.dumps(ACCENTS)}.map(told)));
"""


@pytest.mark.skipif(NODE is None, reason="no node on this machine")
def test_they_are_the_same() -> None:
    command = [NODE or "", "--input-type=module", "-e", SCRIPT]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    for accent, (words, light, dark) in zip(ACCENTS, json.loads(result.stdout), strict=True):
        css = theme.style(accent)
        assert f"--accent: {accent};" in css
        assert f"--on-accent: {words};" in css, accent
        assert f"--accent-text: light-dark({light}, {dark});" in css, accent


@pytest.mark.parametrize("accent", ACCENTS)
def test_words_can_be_read(accent: str) -> None:
    css = theme.style(accent)
    words, text = re.findall(r"--on-accent: (\S+);|--accent-text: light-dark\((\S+),", css)
    assert contrast(accent, words[0]) >= 4.5
    assert contrast("#ffffff", text[1]) >= 4.5


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it, written down once more."""

    def luminance(colour: str) -> float:
        shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in shares]
        return sum(weight * it for weight, it in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
