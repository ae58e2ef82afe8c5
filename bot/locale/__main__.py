"""`python -m bot.locale`: brings the catalogues up to date with the code, and says what is not translated.

A text is found where it stands as a literal: in Python in a call of `.t` or `.tn`, in a Sentence, or in an error that
people can run into, whose sentence the pages show (wording.js); in JavaScript and in templates in `t`, `tn` or `mark`.
"""

import ast
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from bot.locale import FOLDER, NAMES

BOT = FOLDER.parent
PAGES = BOT / "web" / "static"
TEMPLATES = BOT / "web" / "help" / "templates"
SHOWN_ERRORS = ("BadRequest", "NotFound", "Conflict", "Forbidden", "Stale")
SHOWN_FROM = (
    BOT / "alerts",
    BOT / "desk",
    BOT / "exchange",
    BOT / "growing",
    BOT / "recovery",
    BOT / "surveys",
    *(
        BOT / "web" / name
        for name in ("alerts", "digests", "kiosks", "knowledge", "recovery", "reports", "reviews", "surveys")
    ),
    *(BOT / "web" / f"{name}.py" for name in ("accounts", "bookings", "passwords", "team", "thanks", "upload")),
    *(BOT / "web" / "journeys" / f"{name}.py" for name in ("definitions", "keys", "listing", "people", "uploads")),
)

# Babel's own reader of JavaScript loses calls in template strings that stand in template strings.
_STRING = r'"(?:[^"\\\n]|\\.)*"'
_CALL = re.compile(rf"(?<![\w.$])(?:t|mark)\(\s*({_STRING})|(?<![\w.$])tn\(\s*({_STRING}),\s*({_STRING})")
_PLACEHOLDER = re.compile(r"\{\w+\}")

Text = str | tuple[str, str]
"""English, or English for one and for many."""


def template() -> Catalog:
    """Every text in the code, untranslated, with the files that it stands in."""
    catalogue = Catalog()
    for path in sorted(BOT.rglob("*.py")):
        shown = any(path.is_relative_to(place) for place in SHOWN_FROM)
        _add(catalogue, path, _in_python(path.read_text("utf-8"), SHOWN_ERRORS if shown else ()))
    for path in sorted([*PAGES.rglob("*.js"), *TEMPLATES.glob("*.html")]):
        if "vendor" not in path.parts:
            _add(catalogue, path, _in_javascript(path.read_text("utf-8")))
    return catalogue


def merged(language: str, texts: Catalog) -> Catalog:
    """The language's catalogue with just these texts; new ones are empty.

    A new language begins as a file with nothing but its header: Babel does not know the plurals of all of them.
    """
    with (FOLDER / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    catalogue.update(texts, no_fuzzy_matching=True)
    for message in catalogue:
        message.flags.clear()  # guesses about % and braces
    return catalogue


def untranslated(catalogue: Catalog) -> list[str]:
    """The English (of plurals: for one) of what has an empty form, or one with other placeholders than the English."""
    return sorted(_forms(message.id)[0] for message in catalogue if message.id and not _translated(message))


def missing() -> dict[str, list[str]]:
    """By language, what its catalogue on disk lacks; languages that lack nothing are there too, with an empty list."""
    texts = template()
    return {language: untranslated(merged(language, texts)) for language in NAMES if language != "en"}


def _add(catalogue: Catalog, path: Path, texts: Iterator[Text]) -> None:
    place = path.relative_to(BOT.parent).as_posix()
    for text in texts:
        catalogue.add(text, locations=[(place, 0)])


def _in_python(source: str, errors: Sequence[str]) -> Iterator[Text]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(attr="tn"),
                args=[ast.Constant(value=str(one)), ast.Constant(value=str(many)), *_],
            ):
                yield one, many
            case ast.Call(func=ast.Attribute(attr="t"), args=[ast.Constant(value=str(text)), *_]):
                yield text
            case ast.Call(func=ast.Name(id="Sentence"), args=[ast.Constant(value=str(text)), *_]):
                yield text
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(text)), *_]) if name in errors:
                yield text


def _in_javascript(source: str) -> Iterator[Text]:
    for text, one, many in _CALL.findall(source):
        yield json.loads(text) if text else (json.loads(one), json.loads(many))


def _translated(message: Message) -> bool:
    placeholders = set(_PLACEHOLDER.findall(" ".join(_forms(message.id))))
    return all(form and set(_PLACEHOLDER.findall(form)) == placeholders for form in _forms(message.string))


def _forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _write(language: str, catalogue: Catalog) -> None:
    header = (
        f'# {NAMES[language]}\nmsgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    with (FOLDER / f"{language}.po").open("wb") as file:
        file.write(header.encode("utf-8"))
        write_po(
            file, catalogue, width=0, omit_header=True, sort_output=True, ignore_obsolete=True, include_lineno=False
        )


@click.command()
@click.option("--check", is_flag=True, help="Only report; change no catalogue.")
def main(check: bool) -> None:
    """Merge the texts of the code into the catalogues, and list what is not translated."""
    texts, lacking = template(), False
    for language in NAMES:
        if language == "en":
            continue
        catalogue = merged(language, texts)
        if not check:
            _write(language, catalogue)
        gaps = untranslated(catalogue)
        lacking = lacking or bool(gaps)
        click.echo(f"{language}: {len(texts) - len(gaps)} of {len(texts)}")
        for text in gaps:
            click.echo(f"  {text}")
    sys.exit(1 if lacking else 0)


if __name__ == "__main__":
    main()
