"""Front matter: what stands before a page's text, as TOML between lines of +++ or YAML between lines of ---."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import tomli_w

from ..article import ArticleError
from . import moment
from .piece import EMPTY

_TEXTS = ("key", "language", "title", "link", "video", "category", "article_link")
_LISTS = ("variants", "tags", "channels", "audience", "needs")
_MOMENTS = ("valid_from", "valid_until")
FIELDS = (*_TEXTS, *_LISTS, *_MOMENTS, "confident", "position")

_FRONT = re.compile(r"\A(\+\+\+|---)[ \t]*\n(.*?)^\1[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def split(text: str) -> tuple[dict[str, Any], str]:
    """What the front matter says, unchecked, and the text after it. Raises ArticleError."""
    found = _FRONT.match(text.replace("\r\n", "\n"))
    if not found:
        raise ArticleError("title", "A page begins with front matter between two lines of +++ or ---.")
    import yaml  # a twentieth of a second, for those who import

    load, name = (tomllib.loads, "TOML") if found[1] == "+++" else (yaml.safe_load, "YAML")
    try:
        meta = load(found[2])
    except (tomllib.TOMLDecodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        raise ArticleError("title", f"The front matter is not {name}: {' '.join(str(error).split())}.") from None
    if not isinstance(meta, dict):
        raise ArticleError("title", "The front matter has no title.")
    return meta, found.string[found.end() :].strip()


def read(meta: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a piece that it names. Raises ArticleError for a value of the wrong kind."""
    return {name: _READ[name](name, meta[name]) for name in FIELDS if meta.get(name) is not None}


def write(fields: Mapping[str, Any]) -> str:
    """TOML with its fences; fields at their default are left out."""
    told = {name: value for name, value in fields.items() if value != EMPTY.get(name)}
    for name in _MOMENTS:
        if name in told:
            told[name] = moment.written(told[name])
    return f"+++\n{tomli_w.dumps({name: list(it) if isinstance(it, tuple) else it for name, it in told.items()})}+++\n"


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise ArticleError(name, f"{name!r} is not a text.")
    return value


def _list(name: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [each.strip() for each in value.split(",") if each.strip()]
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ArticleError(name, f"{name!r} is not a list of texts.")
    return tuple(value)


def _moment(name: str, value: Any) -> int:
    try:
        if isinstance(value, str | date):
            return moment.read(value)
    except ValueError:
        pass
    raise ArticleError(name, f"{name!r} is not a date such as 2026-12-31 or 2026-12-31T18:00.")


def _share(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ArticleError(name, f"{name!r} is not a number.")
    return float(value)


def _whole(name: str, value: Any) -> int:
    if not isinstance(value, int):
        raise ArticleError(name, f"{name!r} is not a whole number.")
    return value


_READ: dict[str, Callable[[str, Any], Any]] = {
    **dict.fromkeys(_TEXTS, _text),
    **dict.fromkeys(_LISTS, _list),
    **dict.fromkeys(_MOMENTS, _moment),
    "confident": _share,
    "position": _whole,
}
