"""A sheet as the HTML of a mail: what mail programs draw, styles in place, the picture as cid:trend.png."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.digests.sheet import Sheet

if TYPE_CHECKING:
    from jinja2 import Template


def mail(sheet: Sheet, picture: str = "cid:trend.png") -> str:
    """`picture`: the address of the trend's, such as a data: URL for a preview."""
    return _template().render(it=sheet, picture=picture)


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader  # a start does without

    here = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=here, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template("mail.html")
