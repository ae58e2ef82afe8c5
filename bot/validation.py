"""What does not fit a struct, by its place and in a plain sentence: as msgspec says it, for people."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

KINDS = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "null": "nothing",
}
_COUNTED = {"str": "characters", "array": "entries", "object": "entries"}
_LEAST = {">=": "at least", "<=": "at most", "==": "exactly", ">": "more than", "<": "less than"}


@dataclass(frozen=True, slots=True)
class Unfit:
    place: str  # such as "steps.0.text.en"; "": the whole
    message: str  # a sentence

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


def unfit(error: msgspec.MsgspecError | RecursionError) -> Unfit:
    said, _, path = str(error).partition(" - at `$")
    if not isinstance(error, msgspec.ValidationError):
        return Unfit("", f"This is not valid JSON: {said}.")
    place = ".".join(part for part in re.findall(r"[^.\[\]`]+", path) if part)
    for pattern, sentence in _SENTENCES:
        if found := pattern.match(said):
            name, message = sentence(found)
            return Unfit(f"{place}.{name}".strip("."), message)
    return Unfit(place, f"{said}.")


def _kind(found: re.Match[str]) -> str:
    """Of several that fit, all are named."""
    kinds = [kind for kind in found["kinds"].split(" | ") if kind != "null"]
    named = list(dict.fromkeys(KINDS.get(kind, f"a {kind}") for kind in kinds if kind != "int" or "float" not in kinds))
    return " or ".join(filter(None, (", ".join(named[:-1]), named[-1])))


def _length(found: re.Match[str]) -> tuple[str, str]:
    least, n = _LEAST[found["sign"]], int(found["n"])
    if (least, n) == ("at least", 1):
        return "", "This must not be empty."
    things = _COUNTED.get(found["kinds"].partition(" ")[0], "characters")
    return "", f"This must be {_kind(found)} of {least} {n} {things}."


_KIND = r"Expected `(?P<kinds>[^`]+)`"
_SENTENCES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[str, str]]], ...] = (
    (re.compile(r"Object contains unknown field `(.*)`"), lambda it: (it[1], "This key is not known.")),
    (re.compile(r"Object missing required field `(.*)`"), lambda it: (it[1], "This key is missing.")),
    (re.compile(_KIND + r" of length (?P<sign>[<>=]=) (?P<n>\d+)"), _length),
    (re.compile(_KIND + r" matching regex"), lambda _: ("", "This holds characters that may not stand here.")),
    (
        re.compile(_KIND + r" (?P<sign>[<>]=?) (?P<n>[-\d.e+]+)"),
        lambda it: ("", f"This must be {_LEAST[it['sign']]} {it['n'].removesuffix('.0')}."),
    ),
    (re.compile(_KIND + r", got"), lambda it: ("", f"This must be {_kind(it)}.")),
    (re.compile(r"Invalid (?:enum )?value '?(.*?)'?$"), lambda it: ("", f"{it[1]} is not one of the choices.")),
)
