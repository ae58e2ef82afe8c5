"""Names for articles, made of their titles (static/knowledge/key.js makes the same in the browser)."""

from __future__ import annotations

import re

from .normalize import fold

LONGEST = 60  # characters
_LATIN = str.maketrans(
    dict(zip("абвгґдезиіклмнопрстуўфэы", "abvggdeziiklmnoprstuufey", strict=True))
    | {"ё": "yo", "є": "ye", "ж": "zh", "ї": "yi", "й": "y", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
    | {"ъ": "", "ь": "", "ю": "yu", "я": "ya"}
)
_APOSTROPHES = re.compile("['’ʼ]")


def key_of(title: str) -> str:
    """Letters, digits and hyphens: "Kje je moje naročilo?" is "kje-je-moje-narocilo".

    Cyrillic stands in Latin letters, near enough for a name; "article" where nothing is left of the title.
    """
    latin = fold(title.lower().translate(_LATIN))
    key = ""
    for word in re.findall(r"[a-z0-9]+", _APOSTROPHES.sub("", latin)):
        if key and len(key) + 1 + len(word) > LONGEST:
            break
        key += f"-{word}" if key else word
    return key[:LONGEST] or "article"
