"""A sheet in Telegram's subset of HTML, within one message (https://core.telegram.org/bots/api#html-style)."""

from collections.abc import Iterator
from html import escape

from bot.digests.sheet import Said, Sheet

LONGEST = 4096
"""Characters of a message. Telegram counts them after the markup is read; counted with it we are on the safe side."""


def telegram(sheet: Sheet) -> str:
    """Whole blocks until there is no more room; what is left out can be read on the page."""
    blocks = list(_blocks(sheet))
    foot = f'<a href="{escape(sheet.reports)}">{escape(sheet.reports_words)}</a>'
    told = blocks[0]
    for block in blocks[1:]:
        if len(told) + len(block) + len(foot) + 4 > LONGEST:
            break
        told += "\n\n" + block
    return f"{told}\n\n{foot}"


def _blocks(it: Sheet) -> Iterator[str]:
    yield f"<b>{escape(it.title)}</b>\n{escape(it.period)}\n{escape(it.summary)}"
    if it.empty:
        yield escape(it.empty)
    for row in it.rows:
        yield f"<b>{escape(row.name)}: {escape(row.value)}</b> ({escape(row.about)})" + (
            f"\n<i>{escape(row.change)}</i>" if row.change else ""
        )
    yield f"<b>{escape(it.todo_heading)}</b>" + ("" if it.todo else f"\n{escape(it.nothing_to_do)}")
    for todo in it.todo:
        lines = [f'<a href="{escape(todo.link)}">{escape(todo.words)}</a>']
        lines += [f'· <a href="{escape(link)}">{escape(name)}</a>' for name, link in todo.items]
        yield "\n".join(lines)
    yield from _quotes(it.worst_heading, it.worst)
    yield from _quotes(it.best_heading, it.best)
    yield f"<i>{escape(it.foot)}</i>"


def _quotes(heading: str, quotes: tuple[Said, ...]) -> Iterator[str]:
    for number, quote in enumerate(quotes):
        above = f"<b>{escape(heading)}</b>\n" if number == 0 else ""
        who = f'<a href="{escape(quote.link)}">{escape(quote.who)}</a>' if quote.link else escape(quote.who)
        yield f"{above}{escape(quote.value)}, {who}\n<blockquote>{escape(quote.words)}</blockquote>"
