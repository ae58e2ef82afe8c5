"""What the values of the configuration must keep to, each rule with the sentence that says so."""

import ipaddress
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from bot.config.sections import Config
from bot.locale import NAMES
from bot.surveys.hours import known_zone
from webrtc.turn.servers import read_url

COLOUR = re.compile("#[0-9a-fA-F]{6}")
PLACE = re.compile(r"(?:https?://[^\s/;,'\"<>]+|(?=/)(?!//))[^\s;,'\"<>]*")
"""A path of this server or an address elsewhere, without what would end a header's field."""


class ConfigError(Exception):
    """One line that says which key is wrong and what to write instead."""


def check(config: Config) -> None:
    """Raises ConfigError."""
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
