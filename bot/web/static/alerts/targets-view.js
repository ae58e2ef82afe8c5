import { Plus } from "../vendor/lucide-alerts.js";
import { html, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { book } from "./book.js";
import { Standing } from "./standing.js";
import { TargetCard } from "./target-card.js";
import { TargetDialog } from "./target-dialog.js";

/** Mailboxes and chats that alerts and digests go to. */
export function TargetsView() {
  const [open, show] = useState(/** @type {import("./types.js").Target | "new" | null} */ (null));
  const told = book.book.value;
  if (!told) return html`<${Standing} refusal=${book.refusal.value} again=${() => book.load()} />`;
  const add = html`<button type="button" class="button primary" onClick=${() => show("new")}><${Icon} of=${Plus} size=${16} />${t("Add a mailbox or chat")}</button>`;
  return html`<div class="view-bar"><p class="muted grow">${t("Where alerts and digests can go besides the desk: mail, Telegram, Slack, Teams and a hundred more.")}</p>
      ${told.targets.length > 0 && add}</div>
    ${told.targets.length
      ? html`<ul class="cards">${told.targets.map((target) => html`<${TargetCard} key=${target.id} target=${target} onEdit=${() => show(target)} />`)}</ul>`
      : html`<div class="empty"><h2>${t("Only the desk so far")}</h2><p>${t("Add your mailbox or your team's chat, and you hear of an angry customer while something can still be done.")}</p>${add}</div>`}
    ${open && html`<${TargetDialog} target=${open === "new" ? null : open} languages=${told.languages} onClose=${() => show(null)} />`}`;
}
