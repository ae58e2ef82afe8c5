"""The rules, and what a page about them needs beside them."""

from aiohttp import web

from bot.alerts.rule import Rule, check
from bot.alerts.settings import NAME, AlertSettings
from bot.errors import BadRequest, NotFound, Stale
from bot.model import Person
from bot.store import agents, alert_rules, notifications, settings, targets
from bot.store.engine import Tx
from bot.web.alerts.targets import shown
from bot.web.http import Body, answer, read
from bot.web.services import services
from bot.web.settings import change_settings


class RuleBody(Body, frozen=True):
    rule: Rule
    revision: int | None = None  # that was read; None: it is new


class EnabledBody(Body, frozen=True):
    enabled: bool


async def every(request: web.Request) -> web.Response:
    it = services(request)

    def work(tx: Tx) -> dict[str, object]:
        waiting = notifications.waiting(tx)
        return {
            "rules": [
                {"rule": kept.rule, "enabled": kept.enabled, "revision": kept.revision}
                for kept in alert_rules.every(tx)
            ],
            "targets": [shown(target, waiting.get(target.id, 0)) for target in targets.active(tx)],
            "settings": settings.get(tx, NAME, AlertSettings),
            "agents": [
                Person(id=agent.id, name=agent.name) for agent in agents.everyone(tx) if agent.disabled_at is None
            ],
        }

    found = await it.engine.read(work)
    config = it.config
    return answer({**found, "timezone": config.surveys.timezone, "languages": config.bot.languages})


async def put(request: web.Request) -> web.Response:
    body = await read(request, RuleBody)
    if body.rule.id != request.match_info["rule"]:
        raise BadRequest("The rule's id does not match the address.", field="id")
    check(body.rule)

    def work(tx: Tx) -> int:
        revision = alert_rules.put(tx, body.rule, body.revision)
        if revision is None:
            raise Stale("Somebody else has changed this rule since you opened it.")
        return revision

    return answer({"revision": await services(request).engine.write(work)})


async def change(request: web.Request) -> web.Response:
    body, rule = await read(request, EnabledBody), request.match_info["rule"]
    if not await services(request).engine.write(lambda tx: alert_rules.enable(tx, rule, body.enabled)):
        raise NotFound("There is no such rule.")
    return answer({})


async def remove(request: web.Request) -> web.Response:
    rule = request.match_info["rule"]
    if not await services(request).engine.write(lambda tx: alert_rules.remove(tx, rule)):
        raise NotFound("There is no such rule.")
    return answer({})


async def patch_settings(request: web.Request) -> web.Response:
    await change_settings(request, NAME, AlertSettings, _both_ends)
    return answer({})


def _both_ends(_: Tx, wanted: AlertSettings) -> None:
    if (wanted.quiet_from_min is None) is not (wanted.quiet_until_min is None):
        raise BadRequest("Quiet hours need both a start and an end.")
