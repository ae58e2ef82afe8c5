import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { RelativeTime } from "../shared/time.js";
import { useRoom } from "./room.js";
import { momentWords, quoteOf } from "./words.js";

/** Who did what, and when; the newest first. @param {{moments: import("./types.js").Moment[]}} props */
export function History({ moments }) {
  const causes = useRoom().settings.value?.causes ?? [];
  return html`<section class="card" aria-labelledby="case-history"><h3 id="case-history">${t("History")}</h3>
    <ol class="moments-list">${[...moments].reverse().map((moment, place) => html`<li key=${moments.length - place}>
      <p>${momentWords(moment, causes)}</p>
      <p class="small"><${RelativeTime} at=${moment.at} side="start" /></p>
      ${quoteOf(moment) && html`<p class="moment-text words">${quoteOf(moment)}</p>`}</li>`)}</ol></section>`;
}
