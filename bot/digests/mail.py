"""A sheet as the HTML of a mail: what mail programs draw, styles in place, the picture as cid:trend.png."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template

from bot.digests.sheet import Sheet


def mail(sheet: Sheet, picture: str = "cid:trend.png") -> str:
    """`picture`: the address of the trend's, such as a data: URL for a preview."""
    return _template().render(it=sheet, picture=picture)


@cache
def _template() -> Template:
    here = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=here, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template("mail.html")
