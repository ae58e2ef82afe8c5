import { HeartPulse } from "../vendor/lucide-reports.js";
import { nameOf } from "../rooms/names.js";
import { Avatar } from "../shared/avatar.js";
import { html } from "../shared/html.js";
import { language, t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { RelativeTime } from "../shared/time.js";
import { caseOf, contactOf, deskOf } from "../figures/behind.js";
import { channelName } from "../figures/names.js";
import { usePagedAnswer } from "../figures/paged-answer.js";
import { pathOf } from "../figures/query.js";
import { Rows } from "../figures/rows.js";
import { riskWords } from "./risk-words.js";
import { hashOf } from "./route.js";

/**
 * @typedef {{contact: {id: string, name: string | null}, score: number, reasons: import("./risk-words.js").Reason[],
 *   conversation: string | null, language: string, channel: string, last_at: number, open_case: string | null}} AtRisk
 */

/** Who may be about to leave, known customers first, and why that is thought. */
export function RiskView() {
  const answer = usePagedAnswer(pathOf("/api/reports/risk", { words: language.value, limit: 50 }), "contacts");
  const unknown = answer.rest.value?.unknown ?? 0;
  return html`<p class="view-about muted">${t("People whose ratings fall, whose trouble comes back, or who have gone silent after a bad experience. The filters do not apply here.")}</p>
    <${Rows} answer=${answer} empty=${html`<div class="card empty"><${Icon} of=${HeartPulse} size=${28} /><h2>${t("Nobody is at risk")}</h2>
      <p>${t("Falling ratings, repeated trouble and silence after a bad rating appear here.")}</p></div>`}>
      ${(/** @type {AtRisk[]} */ rows) => html`<ol class="at-risk">${rows.map((one) => html`<${Person} key=${one.contact.id} one=${one} />`)}</ol>`}<//>
    ${unknown > 0 && html`<p class="muted small">
      ${tn("Left out: {n} anonymous customer with a single bad rating, whom nobody can reach.", "Left out: {n} anonymous customers with a single bad rating, whom nobody can reach.", unknown)}
      ${" "}<a href=${hashOf("comments", "low")}>${t("What they wrote")}</a></p>`}`;
}

/** @param {{one: AtRisk}} props */
function Person({ one: { contact, score, reasons, conversation, language, channel, last_at, open_case } }) {
  const name = nameOf(contact);
  return html`<li class="card risk">
    <${Avatar} name=${name} size=${36} />
    <div class="grow">
      <p class="row"><strong class="grow truncate"><a class="plain" href=${contactOf(contact.id)}>${name}</a></strong>
        <span class=${score >= 70 ? "tag bad" : score >= 40 ? "tag warn" : "tag"}>${t("risk {n} of 100", { n: Math.round(score) })}</span></p>
      <ul class="risk-reasons">${reasons.map((reason) => html`<li key=${reason.code}>${riskWords(reason)}</li>`)}</ul>
      <p class="row wrap muted small"><span class="grow">${channelName(channel)} · ${languageName(language)} · <${RelativeTime} at=${last_at} side="start" /></span>
        ${open_case
          ? html`<a href=${caseOf(open_case)}>${t("Open the case")}</a>`
          : html`<span>${t("no open case")}</span>`}
        ${conversation && html`<a href=${deskOf(conversation)}>${t("Open the conversation")}</a>`}
        <a href=${contactOf(contact.id)}>${t("Timeline")}</a></p>
    </div></li>`;
}
