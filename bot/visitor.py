"""What to call a contact who has told no name: the same everywhere, on pages (rooms/names.js) and in messages."""

import re

from bot.locale import Words

KIND = re.compile(r"^[a-z]+_")


def name_of(contact: str, name: str | None, tongue: Words) -> str:
    """The name they told, else "Visitor" and a code of the id `contact`."""
    return (name or "").strip() or tongue.t("Visitor {code}", code=short_code(contact))


def short_code(ident: str) -> str:
    """Four digits and capitals that tell visitors apart at a glance; not unique."""
    letters = "".join(letter for letter in KIND.sub("", ident) if letter.isalnum())
    return letters[-4:].upper().rjust(4, "0")
