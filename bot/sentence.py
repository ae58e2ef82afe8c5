"""What went wrong, in English and so that it can be said in another language."""

from typing import Any, Self


class Sentence(str):
    """A plain English sentence for people that knows its pattern and what stands in it: a shell shows the sentence, a
    page says the pattern in its reader's language (static/shared/wording.js). Catalogues take patterns from its calls.
    """

    pattern: str
    values: dict[str, str]  # by the names in the pattern; {}: the pattern is the sentence

    def __new__(cls, pattern: str, /, **values: object) -> Self:
        told = {name: str(value) for name, value in values.items()}
        made = super().__new__(cls, pattern.format(**told) if told else pattern)
        made.pattern, made.values = pattern, told
        return made


def parts(message: str) -> dict[str, Any]:
    """`pattern` and `values` where the sentence was put together, to stand beside it in an answer."""
    if isinstance(message, Sentence) and message.values:
        return {"pattern": message.pattern, "values": message.values}
    return {}


def told(message: str) -> dict[str, Any]:
    """`message`, and its `parts`: as JSON takes them."""
    return {"message": str(message), **parts(message)}
