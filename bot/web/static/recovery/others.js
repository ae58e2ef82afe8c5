import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { CaseRow } from "./case-row.js";

/** The same customer's other cases; nothing where there are none. @param {{others: import("./types.js").Case[]}} props */
export function Others({ others }) {
  if (!others.length) return null;
  return html`<section aria-labelledby="case-others"><h3 id="case-others">${t("Other cases of this customer")}</h3>
    <ol class="case-rows">${others.map((it) => html`<${CaseRow} key=${it.id} it=${it} />`)}</ol></section>`;
}
