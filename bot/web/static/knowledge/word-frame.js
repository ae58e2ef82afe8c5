import { Plus } from "../vendor/lucide-knowledge.js";
import { useUnsaved } from "../rooms/unsaved.js";
import { html, useEffect, useRef } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { toast } from "../shared/toast.js";
import { explain } from "../shared/wording.js";

/**
 * What all tables of words share: their head, what stands in place of rows, and saving.
 * @param {{table: import("./word-table.js").WordTable<any>, title: string, about: string, add: string, empty: string, saved: string,
 *   onAdd: () => void, last?: boolean, foot?: any, children?: any}} props  saved: said once it is; last: what is added comes to
 *   the end; foot: below the rows, even where there are none
 */
export function WordFrame({ table, title, about, add, empty, saved, onAdd, last = false, foot, children }) {
  const root = useRef(/** @type {HTMLElement | null} */ (null));
  const begin = () => {
    onAdd();
    requestAnimationFrame(() => {
      const rows = [...root.current?.querySelectorAll("li, tbody tr") ?? []];
      rows.at(last ? -1 : 0)?.querySelector("input")?.focus();
    });
  };
  useEffect(() => void table.load(), []);
  useUnsaved(() => table.changed.peek());
  const lines = table.lines.value;
  return html`<section class="words-part" ref=${root} aria-label=${title}>
    <div class="row words-head"><h2 class="grow">${title}</h2>
      ${lines && html`<button type="button" class="button" onClick=${begin}><${Icon} of=${Plus} size=${16} />${add}</button>`}</div>
    <p class="muted view-about">${about}</p>
    ${table.refusal.value
      ? html`<div class="empty" role="alert"><p>${explain(table.refusal.value)}</p>
          <button type="button" class="button" onClick=${() => table.load()}>${t("Try again")}</button></div>`
      : !lines ? html`<div class="list-skeletons"><span class="visually-hidden">${t("Loading…")}</span><span class="skeleton"></span><span class="skeleton"></span></div>`
      : lines.length ? children : html`<p class="empty">${empty}</p>`}
    ${lines && foot}
    <${SaveBar} table=${table} saved=${saved} />
  </section>`;
}

/** @param {{table: import("./word-table.js").WordTable<any>, saved: string}} props */
function SaveBar({ table, saved }) {
  const wrong = table.wrong.value;
  if (!table.changed.value && !wrong) return null;
  const save = async (/** @type {boolean} */ over) => { if (await table.save({ over })) toast(saved); };
  if (table.overtaken.value !== null) {
    return html`<div class="bulk-bar" role="alert"><p class="grow">${t("Somebody else has saved this table since you opened it.")}</p>
      <button type="button" class="button" onClick=${() => table.load()}>${t("Take theirs")}</button>
      <button type="button" class="button primary" onClick=${() => void save(true)}>${t("Keep mine")}</button></div>`;
  }
  return html`<div class="bulk-bar" role="region" aria-label=${t("Changes")}>
    <p class="grow" role=${wrong ? "alert" : undefined}>${wrong ? html`<span class="wrong">${explain(wrong.message)}</span>` : t("Not saved yet")}</p>
    <button type="button" class="button" onClick=${() => table.load()}>${t("Discard")}</button>
    <button type="button" class="button primary" aria-disabled=${table.saving.value} onClick=${() => void save(false)}>${t("Save")}</button>
  </div>`;
}
