"""What the style sheets of the pages keep to."""

import re
from pathlib import Path

STATIC = Path(__file__).parents[2] / "bot/web/static"
SHEETS = [file for file in sorted(STATIC.rglob("*.css")) if "vendor" not in file.parts]

LITERAL = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|oklch)\(")
OF_THEIR_OWN = {
    "shared/tokens.css": "where colours get their names",
    "shared/base.css": "faces, by person",
    "shared/picture.css": "words over pictures",
    "call/call.css": "words over pictures",
    "call/together/together.css": "words and marks over pictures",
    "knowledge/proof.css": "as Telegram looks",
    "surveys/editor.css": "a tablet, and as Telegram looks",
    "alerts/alerts.css": "the paper of a mail",
    "demo/demo.css": "another shop's page",
    "figures/figures.css": "on paper",
    "help/help.css": "on paper",
}


def rules(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_colours_are_named() -> None:
    named = [str(sheet.relative_to(STATIC)) for sheet in SHEETS if LITERAL.search(rules(sheet))]
    assert sorted(named) == sorted(OF_THEIR_OWN)


def test_every_name_is_one_that_is_given() -> None:
    given = {name for sheet in SHEETS for name in re.findall(r"(--[\w-]+):", rules(sheet))}
    scripts = [file for file in STATIC.rglob("*.js") if "vendor" not in file.parts]
    given |= {name for script in scripts for name in re.findall(r"[\"'`\s](--[\w-]+)", script.read_text("utf-8"))}
    used = {name for sheet in SHEETS for name in re.findall(r"var\((--[\w-]+)\)", rules(sheet))}
    assert used - given == set()
