import { Plus } from "../vendor/lucide-alerts.js";
import { html, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { book } from "./book.js";
import { QuietPart } from "./quiet-part.js";
import { RuleCard } from "./rule-card.js";
import { RuleDialog } from "./rule-dialog.js";
import { Standing } from "./standing.js";

/** Who is told of what. */
export function RulesView() {
  const [open, show] = useState(/** @type {import("./types.js").Kept | "new" | null} */ (null));
  const told = book.book.value;
  if (!told) return html`<${Standing} refusal=${book.refusal.value} again=${() => book.load()} />`;
  const add = html`<button type="button" class="button primary" onClick=${() => show("new")}><${Icon} of=${Plus} size=${16} />${t("New rule")}</button>`;
  return html`<div class="view-bar"><p class="muted grow">${t("A rule says what is worth knowing and who is told: behind the bell in their desk, and by mail or chat as well.")}</p>
      ${told.rules.length > 0 && add}</div>
    ${told.rules.length
      ? html`<ul class="cards">${told.rules.map((kept) => html`<${RuleCard} key=${kept.rule.id} kept=${kept} book=${told} onEdit=${() => show(kept)} />`)}</ul>`
      : html`<div class="empty"><h2>${t("No rules yet")}</h2><p>${t("Nobody is told about anything. Start with low ratings: they are worth a call today.")}</p>${add}</div>`}
    <${QuietPart} settings=${told.settings} timezone=${told.timezone} />
    ${open && html`<${RuleDialog} kept=${open === "new" ? null : open} book=${told} onClose=${() => show(null)} />`}`;
}
