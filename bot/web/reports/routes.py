"""Addresses of the figures."""

from functools import partial

from bot.web.reports import behind, files, people, views
from bot.web.route import Route, Who

ROUTES: tuple[Route, ...] = (
    Route("GET", "/api/reports/overview", Who.MANAGER, views.overview),
    Route("GET", "/api/reports/series", Who.MANAGER, views.series),
    Route("GET", "/api/reports/groups", Who.MANAGER, views.groups),
    Route("GET", "/api/reports/compare", Who.MANAGER, views.compare),
    Route("GET", "/api/reports/comments", Who.MANAGER, behind.comments),
    Route("GET", "/api/reports/reasons", Who.MANAGER, behind.every_reason),
    Route("GET", "/api/reports/themes", Who.MANAGER, behind.every_theme),
    Route("GET", "/api/reports/conversations", Who.MANAGER, behind.conversations),
    *(
        Route("GET", f"/api/reports/export/{kind}.{form}", Who.MANAGER, partial(files.export, kind=kind, form=form))
        for kind in files.KINDS
        for form in files.ENCODERS
    ),
    *(
        Route("GET", f"/api/v1/export/{kind}", Who.PROGRAM, partial(files.program, kind=kind), "export:read")
        for kind in files.KINDS
    ),
    Route("GET", "/api/reports/now", Who.MANAGER, people.now),
    Route("GET", "/api/reports/risk", Who.MANAGER, people.at_risk),
    Route("GET", "/api/contacts/{contact}/timeline", Who.AGENT, people.contact),
    Route("GET", "/api/mine", Who.AGENT, people.mine),
    Route("GET", "/api/mine/comments", Who.AGENT, people.my_comments),
    Route("GET", "/api/reports/choices", Who.MANAGER, views.choices),
)
