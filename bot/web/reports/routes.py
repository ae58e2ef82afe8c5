"""Addresses of the figures."""

from functools import partial

from bot.web.reports import at_risk, comments, contact, conversations, files, mine, now, reasons, views
from bot.web.route import Route, Who

ROUTES: tuple[Route, ...] = (
    Route("GET", "/api/reports/overview", Who.MANAGER, views.overview),
    Route("GET", "/api/reports/series", Who.MANAGER, views.series),
    Route("GET", "/api/reports/groups", Who.MANAGER, views.groups),
    Route("GET", "/api/reports/compare", Who.MANAGER, views.compare),
    Route("GET", "/api/reports/comments", Who.MANAGER, comments.comments),
    Route("POST", "/api/reports/comments/read", Who.MANAGER, comments.mark_read),
    Route("GET", "/api/reports/reasons", Who.MANAGER, reasons.every),
    Route("GET", "/api/reports/themes", Who.MANAGER, comments.every_theme),
    Route("GET", "/api/reports/conversations", Who.MANAGER, conversations.every),
    *(
        Route("GET", f"/api/reports/export/{kind}.{form}", Who.MANAGER, partial(files.export, kind=kind, form=form))
        for kind in files.KINDS
        for form in files.ENCODERS
    ),
    *(
        Route("GET", f"/api/v1/export/{kind}", Who.PROGRAM, partial(files.program, kind=kind), "export:read")
        for kind in files.KINDS
    ),
    Route("GET", "/api/reports/now", Who.MANAGER, now.now),
    Route("GET", "/api/reports/risk", Who.MANAGER, at_risk.every),
    Route("GET", "/api/contacts/{contact}/timeline", Who.AGENT, contact.moments),
    Route("GET", "/api/mine", Who.AGENT, mine.figures),
    Route("GET", "/api/mine/comments", Who.AGENT, mine.comments),
    Route("GET", "/api/reports/choices", Who.MANAGER, views.choices),
)
