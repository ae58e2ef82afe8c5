"""The addresses of recovery."""

from bot.web.recovery import cases, managing, verbs
from bot.web.route import Route, Who

ROUTES: tuple[Route, ...] = (
    Route("GET", "/api/recovery/cases", Who.AGENT, cases.every),
    Route("GET", "/api/recovery/cases/{case}", Who.AGENT, cases.one),
    Route("GET", "/api/recovery/cases/{case}/wordings", Who.AGENT, cases.wordings),
    Route("POST", "/api/recovery/cases/{case}/claim", Who.AGENT, verbs.claim),
    Route("POST", "/api/recovery/cases/{case}/assign", Who.AGENT, verbs.assign),
    Route("POST", "/api/recovery/cases/{case}/hear", Who.AGENT, verbs.hear),
    Route("POST", "/api/recovery/cases/{case}/apologise", Who.AGENT, verbs.apologise),
    Route("POST", "/api/recovery/cases/{case}/resolve", Who.AGENT, verbs.resolve),
    Route("POST", "/api/recovery/cases/{case}/diagnose", Who.AGENT, verbs.diagnose),
    Route("POST", "/api/recovery/cases/{case}/dismiss", Who.AGENT, verbs.dismiss),
    Route("POST", "/api/recovery/cases/{case}/reopen", Who.AGENT, verbs.reopen),
    Route("POST", "/api/recovery/cases/{case}/note", Who.AGENT, verbs.note),
    Route("GET", "/api/recovery/settings", Who.AGENT, managing.look),
    Route("PATCH", "/api/recovery/settings", Who.MANAGER, managing.patch),
    Route("GET", "/api/recovery/report", Who.MANAGER, managing.report),
)
