import { LayoutDashboard } from "../vendor/lucide-reports.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { narrowedBy, widened } from "../figures/query.js";
import { change, query } from "../figures/where.js";

/** There is nothing to count, and what to do about it. */
export function Nothing() {
  const narrowed = narrowedBy(query.value).length > 0;
  return html`<div class="card empty">
    <${Icon} of=${LayoutDashboard} size=${28} />
    <h2>${t("Nobody was asked in this period")}</h2>
    ${narrowed
      ? html`<p>${t("Choose a longer period, or clear the filters.")}</p>
        <button type="button" class="button" onClick=${() => change(widened(query.peek()))}>${t("Clear the filters")}</button>`
      : html`<p>${t("Every conversation that ends asks for a rating. Choose a longer period, or have a conversation in the demo shop and rate it.")}</p>
        <a class="button" href="/" target="_blank">${t("Open the demo shop")}</a>`}
  </div>`;
}
