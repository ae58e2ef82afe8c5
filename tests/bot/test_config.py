import subprocess
import sys
import tomllib
from dataclasses import fields, is_dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bot.config import Config, ConfigError, Server, load

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


def as_table(section: Any) -> dict[str, Any]:
    """The configuration as TOML would hold it."""
    found = {}
    for field in fields(section):
        value = getattr(section, field.name)
        found[field.name] = (
            as_table(value) if is_dataclass(value) else list(value) if isinstance(value, tuple) else value
        )
    return found


def test_the_example_holds_every_key_at_its_default() -> None:
    assert tomllib.loads(EXAMPLE.read_text(encoding="utf-8")) == as_table(Config())
    assert load(EXAMPLE, {}) == Config()


def test_the_example_says_something_about_every_key() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    for before, line in pairwise(lines):
        if " = " in line and not line.startswith("#"):
            assert before.startswith("#") or line.startswith("certificate_key"), line


def write(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[server]\nprot = 1", "Unknown key server.prot. Did you mean server.port?"),
        ("[sever]\nport = 1", "Unknown key sever. Did you mean server?"),
        ("[bot]\nsilence = 60", "Unknown key bot.silence. Did you mean bot.silence_s?"),
        ("[server]\nport = '80'", "server.port must be a whole number, not '80'."),
        ("[server]\nport = true", "server.port must be a whole number, not True."),
        ("[server]\nport = 70000", "server.port must be 1 to 65535."),
        ("server = 3", "server must be a section: [server]."),
        ("[bot]\nlanguages = ['en', 3]", "bot.languages must be a list of texts."),
        ("[bot]\nlanguages = ['en', 'xx']", "bot.languages: xx is not among en, sl, be, ru, id."),
        ("[bot]\nlanguages = []", "bot.languages must name at least one language."),
        ("[bot]\nfallback_language = 'fr'", "bot.fallback_language must be one of bot.languages."),
        ("[bot]\nunsure = 0.9\nconfident = 0.5", "bot.unsure and bot.confident must be 0 to 1"),
        ("port = 3", "Unknown key port. Did you mean server.port?"),
        ("[widget]\naccent = 'red'", "widget.accent must be a colour such as #3b5bdb."),
        ("[widget]\nallowed_origins = ['shop.example.com/']", "widget.allowed_origins must be such as https://"),
        ("[media]\nhost = 'nonsense'", "media.host must be an address"),
        ("[server]\ncertificate = 'no'\ncertificate_key = 'no'", "server.certificate: there is no file no."),
        ("[telegram]\nmode = 'push'", "telegram.mode must be one of polling, webhook, not 'push'."),
        ("[telegram]\nmode = 'webhook'", "telegram.webhook_secret must have at least 16 characters"),
        ("[server]\ncertificate = 'a.pem'", "server.certificate"),
        ("[server]\npublic_url = 'help.example.com'", "server.public_url must be such as https://"),
        ("[turn]\nurls = ['turn:x']\nsecret = 'short'", "turn.secret must have at least 16 characters."),
        (
            "[turn]\nurls = ['turn.example.com']\nsecret = '0123456789abcdef'",
            "turn.urls: turn.example.com must be such as turn:turn.example.com:3478?transport=udp.",
        ),
        ("[media]\nport = 65535\nworkers = 2", "media.port must be 1 to 65535, with room for a port for each of"),
        ("[surveys]\ntimezone = 'Ljubljana'", "surveys.timezone must be an IANA name such as Europe/Ljubljana."),
        ("[desk]\nabsent_s = 5", "desk.absent_s must be at least 30 seconds"),
        ("[server\nport = 1", "is not valid TOML"),
    ],
)
def test_what_cannot_be_used_is_named_in_one_line(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as error:
        load(write(tmp_path, text), {})
    assert sentence in str(error.value)
    assert "\n" not in str(error.value)


def test_a_whole_number_is_a_number_too(tmp_path: Path) -> None:
    assert load(write(tmp_path, "[bot]\nconfident = 1"), {}).bot.confident == 1.0


def test_secrets_may_come_from_the_environment_which_wins(tmp_path: Path) -> None:
    path = write(tmp_path, "[telegram]\ntoken = 'from the file'")
    assert load(path, {}).telegram.token == "from the file"
    assert load(path, {"HEARD_TELEGRAM_TOKEN": "from outside"}).telegram.token == "from outside"
    assert load(path, {"HEARD_TELEGRAM_TOKEN": ""}).telegram.token == "from the file"


def test_without_a_file_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load(None, {}) == Config()
    write(tmp_path, "[server]\nport = 9000")
    assert load(None, {}).server.port == 9000


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path / "none.toml", {})


@pytest.mark.parametrize(
    ("server", "url", "an_origin"),
    [
        (Server(), "http://localhost:8080", "http://127.0.0.1:8080"),
        (Server(host="0.0.0.0", port=80), "http://localhost:80", "http://[::1]:80"),
        (Server(certificate="a", certificate_key="b"), "https://localhost:8080", "https://localhost:8080"),
        (Server(public_url="https://help.example.com/"), "https://help.example.com", "https://help.example.com"),
        (Server(public_url="https://example.com/help"), "https://example.com/help", "https://example.com"),
    ],
)
def test_the_public_address_and_the_origins_that_follow(server: Server, url: str, an_origin: str) -> None:
    config = Config(server=server)
    assert config.public_url == url
    assert an_origin in config.origins


def heard(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments], cwd=cwd, capture_output=True, text=True, timeout=60
    )


def test_the_command_line_says_it_in_one_line_and_ends_with_1(tmp_path: Path) -> None:
    write(tmp_path, "[server]\nprot = 8080")
    result = heard("run", cwd=tmp_path)
    assert result.returncode == 1
    assert result.stderr == "heard: Unknown key server.prot. Did you mean server.port?\n"
    assert result.stdout == ""


def test_help_lists_the_commands(tmp_path: Path) -> None:
    result = heard("--help", cwd=tmp_path)
    assert result.returncode == 0
    for command in ("run", "user", "knowledge", "backup", "doctor"):
        assert f"\n  {command} " in result.stdout
