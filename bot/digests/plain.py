"""A sheet as plain text."""

from collections.abc import Iterator

from bot.digests.sheet import Said, Sheet


def plain(sheet: Sheet) -> str:
    return "\n".join(_lines(sheet)) + "\n"


def _lines(it: Sheet) -> Iterator[str]:
    yield from (it.title, it.period, "", it.summary)
    yield from ("", it.figures_heading.upper())
    if it.empty:
        yield it.empty
    for row in it.rows:
        yield f"- {row.name}: {row.value} ({row.about})" + (f"; {row.change}" if row.change else "")
    yield from ("", it.todo_heading.upper())
    if not it.todo:
        yield it.nothing_to_do
    for todo in it.todo:
        yield f"- {todo.words}: {todo.link}"
        yield from (f"  - {name}: {link}" for name, link in todo.items)
    yield from _quotes(it.worst_heading, it.worst)
    yield from _quotes(it.best_heading, it.best)
    yield from ("", it.foot, f"{it.reports_words}: {it.reports}")


def _quotes(heading: str, quotes: tuple[Said, ...]) -> Iterator[str]:
    if not quotes:
        return
    yield from ("", heading.upper())
    for quote in quotes:
        yield f"- {quote.value}, {quote.who}: “{quote.words}”"
        if quote.link:
            yield f"  {quote.link}"
