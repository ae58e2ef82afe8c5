"""What people read, in their language: one gettext catalogue per language, used by bot and pages alike.

The English text is the key. `<language>.po` lies beside this file; English needs none.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

FOLDER = Path(__file__).parent

NAMES = {"en": "English", "sl": "Slovenščina", "be": "Беларуская", "ru": "Русский", "id": "Bahasa Indonesia"}
"""The languages that have a catalogue, named in themselves."""


class Words:
    """The texts of one language; English where it has no catalogue or a text is not translated."""

    def __init__(self, language: str) -> None:
        self._texts = _translations(language)

    def t(self, text: str, **values: Any) -> str:
        return self._texts.gettext(text).format(**values)

    def tn(self, one: str, many: str, n: int, **values: Any) -> str:
        """The form that `n` takes in this language; `{n}` in the text is that number."""
        return self._texts.ngettext(one, many, n).format(n=n, **values)


@cache
def words(language: str) -> Words:
    return Words(language)


def catalogue_json(
    language: str, folders: frozenset[str] = frozenset(), without: frozenset[str] = frozenset()
) -> bytes:
    """`{English: translation}`, plurals as `{English singular: [forms]}`; `{}` for an unknown language.

    `folders`: only what is said in one of these files, or below one of these folders (with a slash at the end); all
    where there is none. `without`: and not what is said only in these.
    """
    texts: dict[str, Any] = {}
    for message in _catalogue(language) or ():
        said = [path for path, _ in message.locations if not path.startswith(tuple(without))]
        if folders and not any(path.startswith(tuple(folders)) for path in said):
            continue
        if isinstance(message.id, tuple):
            texts[message.id[0]] = message.string
        elif message.id:
            texts[str(message.id)] = message.string
    return msgspec.json.encode(texts)


@cache
def _translations(language: str) -> NullTranslations:
    catalogue = _catalogue(language)
    if catalogue is None:
        return NullTranslations()
    from babel.messages.mofile import write_mo

    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _catalogue(language: str) -> "Catalog | None":
    """Read anew each time, in some hundredths of a second: kept it would take 3 MB a language."""
    path = FOLDER / f"{language}.po"
    if language not in NAMES or not path.exists():
        return None
    # Babel brings locale data that a start in English does not need.
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return read_po(file, locale=language)
