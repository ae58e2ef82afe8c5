import { Download, Printer } from "../vendor/lucide-reports.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { Menu } from "../shared/menu.js";
import { about, filter } from "../figures/where.js";
import { hashOf } from "./route.js";

/** By what a file of conversations cannot be narrowed: one may have been rated several times. */
const OF_RATINGS = { moment: "", survey: "", place: "" };

/** What can be taken along of what the filters leave. */
export function ExportMenu() {
  const rated = Object.keys(OF_RATINGS).some((name) => name in filter.value);
  const file = (/** @type {string} */ name, /** @type {string} */ words, /** @type {Record<string, string>} */ more = {}) => html`
    <a role="menuitem" tabindex="-1" href=${about(`/api/reports/export/${name}`, more)} download>
      <${Icon} of=${Download} size=${16} />${words}</a>`;
  return html`<${Menu} label=${html`<${Icon} of=${Download} size=${16} />${t("Export")}`}>
    ${file("conversations.csv", t("Conversations, CSV"), OF_RATINGS)}
    ${file("conversations.csv", t("Conversations without messages, CSV"), { ...OF_RATINGS, messages: "no" })}
    ${file("conversations.jsonl", t("Conversations, JSON lines"), OF_RATINGS)}
    ${rated && html`<p class="menu-title" role="presentation">${t("All conversations of the other filters: survey, moment and place are of ratings.")}</p>`}
    ${file("ratings.csv", t("Ratings, CSV"))}
    ${file("ratings.jsonl", t("Ratings, JSON lines"))}
    <hr role="separator" />
    <a role="menuitem" tabindex="-1" href=${hashOf("print")}><${Icon} of=${Printer} size=${16} />${t("Print everything…")}</a>
  <//>`;
}
