"""What does not fit a struct, by its place and in a plain sentence: as msgspec says it, for people."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from bot.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Unfit:
    place: str  # such as "steps.0.text.en"; "": the whole
    message: Sentence
    odd: str | None = None  # what is none of the choices; None: something else is wrong

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


def unfit(error: msgspec.MsgspecError | RecursionError) -> Unfit:
    said, _, path = str(error).partition(" - at `$")
    if not isinstance(error, msgspec.ValidationError):
        return Unfit("", Sentence("This is not valid JSON: {said}.", said=said))
    place = ".".join(part for part in re.findall(r"[^.\[\]`]+", path) if part)
    if found := _NAMED.match(said):
        known = Sentence("This key is not known.") if found["unknown"] else Sentence("This key is missing.")
        return Unfit(f"{place}.{found['name']}".strip("."), known)
    if found := _CHOICE.match(said):
        return Unfit(place, Sentence("{value} is not one of the choices.", value=found[1]), found[1])
    for pattern, sentence in _SENTENCES:
        if found := pattern.match(said):
            return Unfit(place, sentence(found))
    return Unfit(place, Sentence(f"{said}."))


def _kind(found: re.Match[str]) -> Sentence:
    """Of several that fit, all are named."""
    kinds = [kind for kind in found["kinds"].split(" | ") if kind != "null"]
    kinds = [kind for kind in kinds if kind != "int" or "float" not in kinds]
    if len(kinds) == 1 and kinds[0] in _KINDS:
        return _KINDS[kinds[0]]
    named = list(dict.fromkeys(_NAMES.get(kind, f"a {kind}") for kind in kinds))
    return Sentence("This must be {what}.", what=" or ".join(filter(None, (", ".join(named[:-1]), named[-1]))))


def _length(found: re.Match[str]) -> Sentence:
    sign, n = found["sign"], int(found["n"])
    if (sign, n) == (">=", 1):
        return Sentence("This must not be empty.")
    make = _LENGTHS.get((found["kinds"].partition(" ")[0], sign))
    return make(n) if make else Sentence("This must be {what}.", what=f"{sign} {n} long")


def _amount(found: re.Match[str]) -> Sentence:
    return _AMOUNTS[found["sign"]](found["n"].removesuffix(".0"))


_NAMES = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "null": "nothing",
}
_KINDS = {
    "str": Sentence("This must be a text."),
    "int": Sentence("This must be a whole number."),
    "float": Sentence("This must be a number."),
    "bool": Sentence("This must be true or false."),
    "array": Sentence("This must be a list."),
    "object": Sentence("This must be a table."),
}
_LENGTHS: dict[tuple[str, str], Callable[[int], Sentence]] = {
    ("str", ">="): lambda n: Sentence("This must be a text of at least {n} characters.", n=n),
    ("str", "<="): lambda n: Sentence("This must be a text of at most {n} characters.", n=n),
    ("str", "=="): lambda n: Sentence("This must be a text of exactly {n} characters.", n=n),
    ("array", ">="): lambda n: Sentence("This must be a list of at least {n} entries.", n=n),
    ("array", "<="): lambda n: Sentence("This must be a list of at most {n} entries.", n=n),
    ("array", "=="): lambda n: Sentence("This must be a list of exactly {n} entries.", n=n),
    ("object", "<="): lambda n: Sentence("This must be a table of at most {n} entries.", n=n),
}
_AMOUNTS: dict[str, Callable[[str], Sentence]] = {
    ">=": lambda n: Sentence("This must be at least {n}.", n=n),
    "<=": lambda n: Sentence("This must be at most {n}.", n=n),
    ">": lambda n: Sentence("This must be more than {n}.", n=n),
    "<": lambda n: Sentence("This must be less than {n}.", n=n),
}

_KIND = r"Expected `(?P<kinds>[^`]+)`"
_NAMED = re.compile(r"Object (?:contains (?P<unknown>unknown)|missing required) field `(?P<name>.*)`")
_CHOICE = re.compile(r"Invalid (?:enum )?value '?(.*?)'?$")
_SENTENCES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Sentence]], ...] = (
    (re.compile(_KIND + r" of length (?P<sign>[<>=]=) (?P<n>\d+)"), _length),
    (re.compile(_KIND + r" matching regex"), lambda _: Sentence("This holds characters that may not stand here.")),
    (re.compile(_KIND + r" (?P<sign>[<>]=?) (?P<n>[-\d.e+]+)"), _amount),
    (re.compile(_KIND + r", got"), _kind),
)
