import { Eye, Pencil, Plus, Send, Trash } from "../vendor/lucide-alerts.js";
import { act } from "../shared/act.js";
import { html, useEffect, useState } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { toast } from "../shared/toast.js";
import { bringDigestBack, readDigests, removeDigest, sendDigest } from "./api.js";
import { book } from "./book.js";
import { DigestDialog } from "./digest-dialog.js";
import { PreviewDialog } from "./preview-dialog.js";
import { hashOf } from "./where.js";
import { Standing } from "./standing.js";

/** @typedef {import("./types.js").Digest} Digest */

/** The figures, sent by day, week or month. */
export function DigestsView() {
  const [digests, set] = useState(/** @type {Digest[] | null} */ (null));
  const [refusal, refuse] = useState(/** @type {any} */ (null));
  const [open, show] = useState(/** @type {Digest | "new" | null} */ (null));
  const [seen, see] = useState(/** @type {import("./types.js").Plan | null} */ (null));
  const load = () => readDigests().then(({ digests: told }) => { refuse(null); set(told); }, refuse);
  useEffect(() => void load(), []);
  const told = book.book.value;
  if (!digests || !told) return html`<${Standing} refusal=${refusal ?? book.refusal.value} again=${() => { void book.load(); void load(); }} />`;
  const add = html`<button type="button" class="button primary" onClick=${() => show("new")}><${Icon} of=${Plus} size=${16} />${t("New digest")}</button>`;
  return html`<div class="view-bar"><p class="muted grow">${t("The figures of a day, a week or a month and how certain they are, what changed beyond chance, what customers said, and what needs a person.")}</p>
      ${digests.length > 0 && add}</div>
    ${digests.length
      ? html`<ul class="cards">${digests.map((digest) => html`<${Card} key=${digest.id} digest=${digest} targets=${told.targets} load=${load} onEdit=${() => show(digest)} onSee=${() => see(digest.plan)} />`)}</ul>`
      : html`<div class="empty"><h2>${t("No digests yet")}</h2>${told.targets.length
        ? html`<p>${t("A page on Monday morning instead of a dashboard that nobody opens.")}</p>${add}`
        : html`<p>${t("First add a place to send it to: your mailbox or a chat.")}</p><a class="button primary" href=${hashOf("targets")}>${t("Add a mailbox or chat")}</a>`}</div>`}
    ${open && html`<${DigestDialog} digest=${open === "new" ? null : open} book=${told} onSaved=${load} onClose=${() => show(null)} />`}
    ${seen && html`<${PreviewDialog} plan=${seen} onClose=${() => see(null)} />`}`;
}

/** @param {{digest: Digest, targets: import("./types.js").Target[], load: () => any, onEdit: () => void, onSee: () => void}} props */
function Card({ digest: { id, by, plan, target, next_at: next }, targets, load, onEdit, onSee }) {
  const name = targets.find((each) => each.id === target)?.name ?? "";
  const title = { day: t("Every day"), week: t("Every Monday"), month: t("On the 1st of every month") }[plan.every];
  const send = () => act(async () => { await sendDigest(id); toast(t("On its way to “{name}”.", { name })); });
  const remove = () => act(async () => {
    await removeDigest(id);
    await load();
    toast(t("The digest is removed."), { label: t("Undo"), run: () => act(async () => { await bringDigestBack(id); await load(); }) });
  });
  return html`<li class="card target"><div class="rule-words"><h2>${title} → ${name}</h2>
      <p class="muted">${t("{hour}:00, {zone}", { hour: String(plan.hour), zone: plan.zone })} · ${languageName(plan.language)} · ${by.name}</p>
      <p class="muted">${t("Next: {time}", { time: date(next) })}</p></div>
    <div class="rule-deeds"><button type="button" class="button" onClick=${onSee}><${Icon} of=${Eye} size=${16} />${t("Preview")}</button>
      <button type="button" class="button" onClick=${send}><${Icon} of=${Send} size=${16} />${t("Send one now")}</button>
      <${IconButton} of=${Pencil} label=${t("Change “{name}”", { name: `${title} → ${name}` })} onClick=${onEdit} />
      <${IconButton} of=${Trash} label=${t("Remove “{name}”", { name: `${title} → ${name}` })} onClick=${remove} /></div></li>`;
}
