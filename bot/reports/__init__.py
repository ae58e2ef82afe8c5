"""The figures: what was asked and answered, and how sure one may be of it. Formulas over columns, no queries."""

from bot.reports.before import Asking, Comment, Group, Report, Share, csat, mean, report
from bot.reports.intervals import wilson

__all__ = ["Asking", "Comment", "Group", "Report", "Share", "csat", "mean", "report", "wilson"]
