import { html } from "../shared/html.js";
import { number, t, tn } from "../shared/i18n.js";
import { Elapsed } from "../shared/time.js";
import { Avatar } from "../shared/avatar.js";
import { useAnswer } from "../figures/answer.js";
import { Shown } from "../figures/states.js";
import { ENOUGH, percent } from "../rooms/units.js";

/**
 * @typedef {{id: string, name: string, team: string, here: boolean, conversations: number, unanswered: number,
 *   longest_unanswered_since: number | null, in_call: boolean}} AtWork
 * @typedef {{late: number, today: number, unowned: number, unread: number}} Needs  open cases; low ratings with words
 * @typedef {{at: number, line: {waiting: number, longest_since: number | null}, with_bot: number, with_agents: number, calls: number,
 *   agents: AtWork[], needs: Needs, today: {from: number, conversations: number, ratings: number, csat: import("../rooms/units.js").Figure}}} Right  now
 */

/** How all stands at this moment. @returns {import("../figures/answer.js").Answer<Right>} */
export const useRightNow = () => useAnswer("/api/reports/now", { live: true });

/** The line and the agents. @param {{answer: import("../figures/answer.js").Answer<Right>}} props */
export function Now({ answer }) {
  return html`<section class="card now" aria-labelledby="now-title">
    <div class="row card-head"><h2 id="now-title" class="grow">${t("Right now")}</h2></div>
    <${Shown} answer=${answer} heights=${[120]}>${(/** @type {Right} */ now) => html`<${Line} now=${now} /><${Agents} agents=${now.agents} />`}<//>
  </section>`;
}

/** @param {{now: Right}} props */
function Line({ now: { line, with_bot, with_agents, calls, today } }) {
  const fact = (/** @type {string} */ words, /** @type {any} */ value, kind = "") => html`<div><dt>${words}</dt><dd class=${kind}>${value}</dd></div>`;
  return html`<dl class="facts across">
    ${fact(t("In the line"), number(line.waiting), line.waiting ? "warn" : "")}
    ${fact(t("Longest wait"), line.longest_since === null ? t("nobody waits") : html`<${Elapsed} since=${line.longest_since} />`)}
    ${fact(t("With the bot"), number(with_bot))}
    ${fact(t("With agents"), number(with_agents))}
    ${fact(t("In a call"), number(calls))}
    ${fact(t("Ended today"), number(today.conversations))}
    ${fact(t("CSAT today"), today.csat.value === null ? t("no answers yet")
      : html`<span class=${today.csat.n < ENOUGH ? "muted" : ""}>${percent(today.csat.value)}</span> <span class="muted small">n ${number(today.csat.n)}</span>`)}
  </dl>`;
}

/** @param {{agents: AtWork[]}} props */
function Agents({ agents }) {
  const [here, away] = [agents.filter((agent) => agent.here), agents.filter((agent) => !agent.here)];
  if (!here.length) return html`<p class="muted">${t("No agent is here right now.")}</p>`;
  return html`<ul class="at-work">${here.map(({ id, name, team, conversations, unanswered, longest_unanswered_since, in_call }) => html`
      <li key=${id}><${Avatar} name=${name} size=${30} />
        <span class="grow"><strong>${name}</strong>${team && html` <span class="muted small">${team}</span>`}<br />
          <span class="muted small">${[in_call && t("in a call"), tn("{n} conversation", "{n} conversations", conversations),
            unanswered > 0 && t("{n} waiting for a reply", { n: unanswered })].filter(Boolean).join(" · ")}
            ${longest_unanswered_since !== null && html` · <${Elapsed} since=${longest_unanswered_since} />`}</span></span></li>`)}</ul>
    ${away.length > 0 && html`<p class="muted small">${t("Away: {names}", { names: away.map(({ name }) => name).join(", ") })}</p>`}`;
}
