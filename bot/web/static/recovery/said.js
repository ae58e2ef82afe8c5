import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Answers, Given } from "../shared/survey/told.js";
import { nameOf } from "../rooms/names.js";
import { valueWords } from "./words.js";

/** What the customer was asked and has said: the first thing to read. @param {{detail: import("./types.js").Detail}} props */
export function Said({ detail: { case: it, card } }) {
  return html`<section class="card case-said" aria-labelledby="case-said">
    <h3 id="case-said" class="muted small">${t("What {name} says", { name: nameOf(it.contact) })}</h3>
    <div lang=${it.language}>
      ${card && html`<p class="case-question">${card.text}</p>`}
      <p class="case-value">${card?.value === undefined ? valueWords(it, it.value) : html`<${Given} card=${card} />`}</p>
      ${card ? html`<${Answers} card=${card} />` : it.words && html`<blockquote class="said">${it.words}</blockquote>`}
    </div>
    ${!it.words && html`<p class="muted small">${t("No words yet: the conversation tells more.")}</p>`}
  </section>`;
}
