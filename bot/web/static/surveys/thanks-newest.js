import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { RelativeTime } from "../shared/time.js";
import { nameOf } from "../rooms/names.js";

/** Who was thanked last. @param {{thanked: import("./thanks-api.js").Thanked[]}} props */
export function Newest({ thanked }) {
  return html`<section class="card edit-part" aria-labelledby="thanked-title"><h2 id="thanked-title">${t("Thanked recently")}</h2>
    ${thanked.length === 0 ? html`<p class="muted">${t("Nobody yet.")}</p>`
      : html`<ul class="batches">${thanked.map(({ at, kind, contact, name, code }) => html`<li class="row" key=${`${at}${kind}${contact}`}>
        <a class="grow" href=${`/contact/#${encodeURIComponent(contact)}`}>${nameOf({ id: contact, name })}</a>
        ${kind === "code" ? html`<code>${code}</code>` : html`<span class="tag">${t("review")}</span>`}
        <span class="small muted"><${RelativeTime} at=${at} side="start" /></span></li>`)}</ul>`}
  </section>`;
}
