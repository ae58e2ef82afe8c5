"""A browser without JavaScript in the help centre, and what lies there to read."""

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Self
from urllib.parse import urlencode, urljoin

from knowledge.article import Article, Translation
from tests.client import Browser
from tests.conftest import ORIGIN, Site

EVIL = '"><script>alert(1)</script>'
DAY_MS = 86_400_000
WARRANTY = """Two years.

# What is covered

Everything **we** sell, [see](https://linden.example/all).

# What is not covered?

Wear.

# What is covered

::: model = a1
Also the battery.
:::
"""
MORE = (
    Article(
        "repairs/warranty",
        category="Repairs / warranty",
        translations=(
            Translation("en", "How long is the warranty?", WARRANTY, video="https://films.example/w?a=1&b=2"),
            Translation("be", "Якая гарантыя?", "Два гады."),
        ),
    ),
    Article("repairs/post", category="Repairs / warranty", translations=(Translation("en", "Sending in a repair"),)),
    Article("samo-slovensko", category="Orders", translations=(Translation("sl", "Kje je trgovina?", "V Ljubljani."),)),
    Article("evil", category=EVIL, translations=(Translation("en", f"What is {EVIL}?", f"{EVIL} [x](javascript:x)"),)),
    Article("chat-only", channels=("widget",), translations=(Translation("en", "Only in the chat", "Secret one."),)),
    Article("labelled", audience=("vip",), translations=(Translation("en", "For friends", "Secret two."),)),
    Article("search", translations=(Translation("en", "How do I search the shop?", "At the top."),)),
)


@dataclass
class Seen(HTMLParser):
    """A page taken apart."""

    text: str
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "script" and data.strip():
            self.scripts.append(data)

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [it for name, it in self.tags if name == tag and wanted.items() <= it.items()]

    def meta(self, name: str) -> str:
        found = self.all("meta", name=name) or self.all("meta", property=name)
        return found[0]["content"]

    @property
    def canonical(self) -> str:
        return self.all("link", rel="canonical")[0]["href"]

    @property
    def languages(self) -> dict[str, str]:
        """Of hreflang, by language."""
        return {it["hreflang"]: it["href"] for it in self.all("link", rel="alternate") if "hreflang" in it}

    @property
    def linked(self) -> list[dict[str, Any]]:
        return [it for text in self.scripts for it in json.loads(text)["@graph"]]


class Visitor:
    """A browser without JavaScript."""

    def __init__(self, page: Browser) -> None:
        self.http = page.http

    @classmethod
    async def at(cls, site: Site) -> Self:
        return cls(await site.browser())

    async def get(self, path: str, **headers: str) -> tuple[int, Seen]:
        async with self.http.get(path.removeprefix(ORIGIN), headers=headers, allow_redirects=False) as response:
            return response.status, Seen(await response.text())

    async def sees(self, path: str) -> Seen:
        status, seen = await self.get(path)
        assert status == 200, path
        return seen

    async def press(self, path: str, seen: Seen, value: str, **headers: str) -> tuple[int, str]:
        """A button of the page's form; the status and where it leads."""
        form = seen.all("form", method="post")[0]
        button = next(it for it in seen.all("button") if it.get("value") == value)
        body = urlencode({button["name"]: value})
        headers = {"Origin": ORIGIN, "Content-Type": "application/x-www-form-urlencoded", **headers}
        to = urljoin(path, form["action"])
        async with self.http.post(to, data=body, headers=headers, allow_redirects=False) as response:
            return response.status, response.headers.get("Location", "")
