"""Addresses of alerts."""

from bot.web.alerts import bell, history, rules, targets
from bot.web.route import Route, Who

ROUTES: tuple[Route, ...] = (
    Route("GET", "/api/alerts", Who.MANAGER, rules.every),
    Route("PUT", "/api/alerts/rules/{rule}", Who.MANAGER, rules.put),
    Route("PATCH", "/api/alerts/rules/{rule}", Who.MANAGER, rules.change),
    Route("DELETE", "/api/alerts/rules/{rule}", Who.MANAGER, rules.remove),
    Route("PATCH", "/api/alerts/settings", Who.MANAGER, rules.patch_settings),
    Route("POST", "/api/alerts/targets", Who.MANAGER, targets.add),
    Route("PATCH", "/api/alerts/targets/{target}", Who.MANAGER, targets.change),
    Route("DELETE", "/api/alerts/targets/{target}", Who.MANAGER, targets.remove),
    Route("POST", "/api/alerts/targets/{target}/bring-back", Who.MANAGER, targets.bring_back),
    Route("POST", "/api/alerts/targets/{target}/test", Who.MANAGER, targets.test),
    Route("GET", "/api/alerts/history", Who.MANAGER, history.every),
    Route("POST", "/api/alerts/notifications/{notification}/retry", Who.MANAGER, history.retry),
    Route("POST", "/api/alerts/read", Who.AGENT, bell.mark_read),
)
