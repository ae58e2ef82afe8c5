import { useAnswer } from "../figures/answer.js";
import { BookedPart } from "../booked/of-contact.js";
import { Avatar } from "../shared/avatar.js";
import { channelName } from "../rooms/names.js";
import { html } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { languageName } from "../shared/language-name.js";
import { RelativeTime } from "../shared/time.js";

/**
 * @typedef {{permission: {at: number, allowed: boolean, how: string} | null, number: string | null, email: string | null,
 *   touchpoints: {kind: string, at: number, product: string | null}[]}} Known  of `GET /api/contacts/<id>/touchpoints`
 */

/** Who it is, what they bought, whether they may be written to unasked. @param {{who: import("./app.js").Contact, name: string, channels: string[], onChange: () => void}} props */
export function Person({ who, name, channels, onChange }) {
  const known = /** @type {Known | null} */ (useAnswer(`/api/contacts/${encodeURIComponent(who.id)}/touchpoints`).value.value);
  const bought = known?.touchpoints.filter(({ kind, product }) => kind === "bought" && product) ?? [];
  const fact = (/** @type {string} */ term, /** @type {any} */ value) => value && html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
  return html`<aside class="card person" aria-label=${t("About the customer")}>
    <div class="row"><${Avatar} name=${name} size=${48} /><strong class="person-name">${name}</strong></div>
    <dl class="facts">
      ${fact(t("Language"), languageName(who.language))}
      ${fact(t("Channels"), channels.map(channelName).join(", "))}
      ${fact(t("Email"), known?.email)}
      ${fact(t("Customer number"), known?.number)}
      ${fact(t("Time zone"), who.timezone)}
      ${fact(t("Known since"), date(who.created_at, { dateStyle: "medium" }))}
      ${Object.entries(who.attributes).map(([key, value]) => fact(key, value))}
    </dl>
    ${who.labels.length > 0 && html`<p class="row wrap">${who.labels.map((label) => html`<span key=${label} class="tag">${label}</span>`)}</p>`}
    <${BookedPart} contact=${who.id} heading="h2" onChange=${onChange} />
    ${known && html`
      <section><h2>${t("Bought")}</h2>${bought.length
        ? html`<ul class="bought">${bought.map(({ product, at }) => html`<li key=${`${product}${at}`}><span class="grow">${product}</span><${RelativeTime} at=${at} side="below" /></li>`)}</ul>`
        : html`<p class="muted">${t("Nothing that we know of.")}</p>`}</section>
      <section><h2>${t("May we write unasked?")}</h2><${Permission} permission=${known.permission} /></section>`}
  </aside>`;
}

/** @param {{permission: Known["permission"]}} props */
function Permission({ permission }) {
  if (!permission) return html`<p><span class="tag">${t("never said")}</span> <span class="muted">${t("so nothing is sent unasked.")}</span></p>`;
  return html`<p>${permission.allowed ? html`<span class="tag good">${t("yes")}</span>` : html`<span class="tag bad">${t("no")}</span>`}
    <span class="muted"> ${permission.how} · <${RelativeTime} at=${permission.at} side="start" /></span></p>`;
}
