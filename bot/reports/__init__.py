"""The figures: what was asked and answered, and how sure one may be of it. Formulas over columns, no queries."""

from bot.reports.comparing import compare
from bot.reports.filter import Filter
from bot.reports.groups import groups
from bot.reports.intervals import wilson
from bot.reports.overview import overview
from bot.reports.series import series

__all__ = ["Filter", "compare", "groups", "overview", "series", "wilson"]
