"""What a person may set. Every key stands in config.example.toml with its default and unit."""

from bot.config.reading import load
from bot.config.rules import ConfigError
from bot.config.sections import (
    Bot,
    Calls,
    Config,
    Data,
    Desk,
    Help,
    Knowledge,
    Media,
    Recording,
    Server,
    Surveys,
    Telegram,
    Turn,
    Widget,
)

__all__ = [
    "Bot",
    "Calls",
    "Config",
    "ConfigError",
    "Data",
    "Desk",
    "Help",
    "Knowledge",
    "Media",
    "Recording",
    "Server",
    "Surveys",
    "Telegram",
    "Turn",
    "Widget",
    "load",
]
