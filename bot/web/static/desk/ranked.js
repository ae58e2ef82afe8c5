import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { useDesk } from "./context.js";

/** Why the bot replied as it did: one line that opens to what it found. @param {{seq: number}} props  of the customer's message */
export function RankedLine({ seq }) {
  const ranked = useDesk().opened.value?.ranked.value[seq];
  const words = ranked && verdictWords(ranked.verdict);
  if (!words) return null;
  const matches = ranked.matches ?? [];
  if (!matches.length) return html`<p class="ranked">${words}</p>`;
  return html`<details class="ranked">
    <summary>${words}</summary>
    <ol>${matches.map(({ article, title, confidence }) => html`<li key=${article}>
      <span>${title}</span> <span class="muted">${Math.round(confidence * 100)} %</span></li>`)}</ol>
    <p class="muted">${ranked.tier === "semantic" ? t("Found by meaning") : t("Found by its words")}</p>
  </details>`;
}

/** @param {import("./types.js").Ranked["verdict"]} verdict @returns {string} "" for a tap, which needs no search */
function verdictWords(verdict) {
  switch (verdict) {
    case "answered": return t("The bot was sure");
    case "choices": return t("The bot was not sure");
    case "unknown": return t("The bot found no answer");
    default: return "";
  }
}
