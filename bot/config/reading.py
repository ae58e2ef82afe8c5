"""A TOML file and the environment as the configuration: a key that is not known is an error that names the nearest."""

import difflib
import os
import tomllib
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, cast

from bot.config.rules import ConfigError, check
from bot.config.sections import Config

ENVIRONMENT = {
    "HEARD_TELEGRAM_TOKEN": ("telegram", "token"),
    "HEARD_TURN_SECRET": ("turn", "secret"),
    "HEARD_ENDPOINT_KEY": ("knowledge", "endpoint_key"),
}
"""Secrets may come from the environment, which wins over the file."""


def load(path: Path | None, environment: Mapping[str, str] = os.environ) -> Config:
    """`None`: ./config.toml where it exists, else the defaults. Raises ConfigError."""
    if path is None:
        path = Path("config.toml")
        table = _read(path) if path.exists() else {}
    else:
        table = _read(path)
    for name, (section, key) in ENVIRONMENT.items():
        if environment.get(name):
            table.setdefault(section, {})[key] = environment[name]
    config = cast(Config, _build(Config, table, ""))
    check(config)
    return config


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not valid TOML: {error}") from None


def _build(kind: type, table: Mapping[str, Any], prefix: str) -> Any:
    types_of = typing.get_type_hints(kind)
    known = [entry.name for entry in fields(kind)]
    values = {}
    for key, value in table.items():
        if key not in known:
            raise ConfigError(f"Unknown key {prefix}{key}. Did you mean {_nearest(prefix + key, prefix, known)}?")
        values[key] = _value(types_of[key], value, prefix + key)
    return kind(**values)


def _nearest(name: str, prefix: str, known: list[str]) -> str:
    """The key that `name` comes nearest to; one that stands outside of its section is looked for in all."""
    if not prefix:
        for section in fields(Config):
            if name in (key.name for key in fields(cast(type, section.type))):
                return f"{section.name}.{name}"
    return difflib.get_close_matches(name, [prefix + key for key in known], n=1, cutoff=0)[0]


def _value(kind: Any, value: Any, name: str) -> Any:
    if is_dataclass(kind):
        if not isinstance(value, dict):
            raise ConfigError(f"{name} must be a section: [{name}].")
        return _build(cast(type, kind), value, f"{name}.")
    if typing.get_origin(kind) is Literal:
        if value not in typing.get_args(kind):
            raise ConfigError(f"{name} must be one of {', '.join(typing.get_args(kind))}, not {value!r}.")
        return value
    if isinstance(kind, types.GenericAlias):
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ConfigError(f"{name} must be a list of texts.")
        return tuple(value)
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        words = {str: "a text in quotes", int: "a whole number", float: "a number", bool: "true or false"}
        raise ConfigError(f"{name} must be {words[kind]}, not {value!r}.")
    return value
