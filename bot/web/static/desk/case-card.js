import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Deadline } from "../recovery/deadline.js";
import { Letters } from "../recovery/letters.js";
import { stepWords, valueWords } from "../recovery/words.js";
import { useDesk } from "./context.js";

/** The recovery cases of a conversation that are open; nothing where there are none. @param {{conversation: string}} props  its id */
export function CaseCards({ conversation }) {
  const cases = Object.values(useDesk().cases.value).filter((it) => it.conversation === conversation);
  return cases.map((it) => html`<section class="card case-card" key=${it.id} aria-label=${t("Recovery case")}>
    <p class="case-card-top"><strong>${t("Rated {value}", { value: valueWords(it, it.value) })}</strong><${Deadline} it=${it} /></p>
    ${it.words && html`<p class="quote" lang=${it.language}>${it.words}</p>`}
    <p class="case-card-step"><${Letters} it=${it} /><span class="muted small" aria-hidden="true">${stepWords(it.step)}</span></p>
    <p class="small">${it.owner ? it.owner.name : html`<span class="muted">${t("unassigned")}</span>`}</p>
    <a class="button wide" href=${`/recovery/#case/${encodeURIComponent(it.id)}`}>${t("Open the case")}</a>
  </section>`);
}
