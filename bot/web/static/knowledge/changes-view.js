import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { fieldWords } from "./names.js";

/**
 * What changed, word by word: added words underlined, removed ones struck through.
 * @param {{changes: import("./types.js").Change[]}} props
 */
export function ChangesView({ changes }) {
  return html`<div class="changes">${changes.map(({ field, language, pieces }) => html`
    <section class="change" key=${`${field} ${language}`}>
    <h3>${fieldWords(field, language)}</h3>
    <p class="change-words" lang=${language ?? undefined}>${pieces.map(({ what, text }, place) =>
      html`<${Words} key=${place} what=${what} text=${text} />`)}</p>
  </section>`)}</div>`;
}

/** @param {import("./types.js").Piece} props */
function Words({ what, text }) {
  if (what === "added") return html`<ins><span class="visually-hidden">${t("added:")} </span>${text}</ins>`;
  if (what === "removed") return html`<del><span class="visually-hidden">${t("removed:")} </span>${text}</del>`;
  return text;
}
