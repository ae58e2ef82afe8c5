import { html, useEffect, useState } from "../shared/html.js";
import { api } from "../shared/http.js";
import { date, t, tn } from "../shared/i18n.js";
import { act } from "../shared/act.js";
import { kindName, permissionWords } from "../rooms/touchpoint-words.js";

/**
 * @typedef {{id: string, kind: string, at: number, product?: string, place?: string, facts?: Record<string, any>}} Touchpoint
 * @typedef {{id: string, name: string, does: string, due_at: number, state: "planned" | "done" | "skipped"}} Step
 * @typedef {{contact: string, number: string | null, email: string | null, permission: {allowed: boolean, how: string, at: number} | null,
 *   touchpoints: Touchpoint[], steps: Step[]}} Known
 */

const FIRST = 4;

/**
 * Who the customer is to the shop: the number, what was bought, whether they want to be written to.
 * @param {{contact: string, newest: number}} props  newest: the newest message's seq, after which it is asked again
 */
export function PurchasesPart({ contact, newest }) {
  const [known, set] = useState(/** @type {Known | null} */ (null));
  const [all, showAll] = useState(false);
  useEffect(() => {
    let gone = false;
    api("GET", `/api/contacts/${contact}/touchpoints`).then((answer) => { if (!gone) set(answer); }, () => {});
    return () => { gone = true; };
  }, [contact, newest]);
  if (!known || (!known.touchpoints.length && !known.number && !known.email && !known.permission)) return null;
  const { number, email, touchpoints, steps } = known;
  const shown = all ? touchpoints : touchpoints.slice(0, FIRST);
  const next = steps.find(({ state }) => state === "planned");
  return html`<section class="person-part"><h3>${t("At the shop")}</h3>
    ${(number || email) && html`<dl class="facts">
      ${number && html`<div><dt>${t("Customer number")}</dt><dd>${number}</dd></div>`}
      ${email && html`<div><dt>${t("Email")}</dt><dd class="truncate" title=${email}>${email}</dd></div>`}</dl>`}
    ${touchpoints.length > 0 && html`<ol class="purchases">${shown.map((each) => html`<${Bought} key=${each.id} it=${each} />`)}</ol>`}
    ${!all && touchpoints.length > FIRST && html`<button type="button" class="button link" onClick=${() => showAll(true)}>
      ${tn("{n} more", "{n} more", touchpoints.length - FIRST)}</button>`}
    ${next && html`<p class="small muted">${t("Next from “{name}”: {date}", { name: next.name, date: date(next.due_at, { day: "numeric", month: "short" }) })}</p>`}
    <${Permission} known=${known} onSaid=${set} />
  </section>`;
}

/** @param {{it: Touchpoint}} props */
function Bought({ it: { kind, at, product, place } }) {
  return html`<li><p><strong>${kindName(kind)}</strong>${product && html` <span>${product}</span>`}</p>
    <p class="small muted">${[date(at, { dateStyle: "medium" }), place].filter(Boolean).join(" · ")}</p></li>`;
}

/** @param {{known: Known, onSaid: (known: Known) => void}} props */
function Permission({ known, onSaid }) {
  const { permission, contact } = known;
  const stop = () => act(async () => onSaid(await api("PUT", `/api/contacts/${contact}/permission`, { allowed: false, how: t("told an agent") })));
  return html`<p class="small muted">${permissionWords(permission)}
    ${permission?.allowed && html` <button type="button" class="button link" onClick=${stop}>${t("Stop")}</button>`}</p>`;
}
