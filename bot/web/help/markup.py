"""What search engines read of a page: schema.org's FAQPage and BreadcrumbList as JSON-LD."""

import re
from collections.abc import Sequence
from typing import Any

import msgspec

_OWN = re.compile(r' (src|href)="(/(?!/))')
_SIGNS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def question(title: str, answer: str, *, language: str, url: str, updated: str, public_url: str) -> dict[str, Any]:
    """`answer`: HTML that is sanitised; `updated`: a date of ISO 8601."""
    return {
        "@type": "FAQPage",
        "@id": url,
        "url": url,
        "inLanguage": language,
        "dateModified": updated,
        "mainEntity": [
            {
                "@type": "Question",
                "name": title,
                "acceptedAnswer": {"@type": "Answer", "text": _absolute(answer, public_url)},
            }
        ],
    }


def breadcrumb(steps: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """`steps`: name and URL of each page on the way, the first one first."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate(steps, 1)
        ],
    }


def script(*things: dict[str, Any]) -> str:
    """JSON that may stand in a <script>: no sign in it ends that element.

    A browser does not run it, so it needs no nonce (HTML, "prepare the script element": a data block is left alone
    before the page's policy is asked).
    """
    graph = {"@context": "https://schema.org", "@graph": things}
    return msgspec.json.encode(graph).decode().translate(_SIGNS)


def _absolute(html: str, public_url: str) -> str:
    return _OWN.sub(rf' \1="{public_url}\2', html)
