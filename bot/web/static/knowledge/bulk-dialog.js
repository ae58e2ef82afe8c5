import { Dialog } from "../shared/dialog.js";
import { html, useId, useState } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { ChipsField } from "../rooms/chips-field.js";
import { channelName } from "./names.js";

/**
 * Asks for what a deed on several articles needs: a category, a tag, channels, labels, or a yes.
 * @param {{deed: import("./bulk.js").Deed, count: number, offered: {categories: string[], tags: string[], audiences: string[]},
 *   run: (value: any) => void, onClose: () => void}} props
 */
export function BulkDialog({ deed, count, offered, run, onClose }) {
  const [word, setWord] = useState("");
  const [several, setSeveral] = useState(/** @type {string[]} */ ([]));
  const many = deed === "channels" || deed === "audience";
  const value = deed === "remove" ? undefined : many ? several : word.trim();
  const able = deed !== "tag" && deed !== "untag" || Boolean(value);
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (able) run(value);
  };
  return html`<${Dialog} title=${titleOf(deed)} onClose=${onClose}>
    <form class="stack" onSubmit=${submit}>
      ${deed === "remove" ? html`<p>${tn(
        "{n} article and its draft go away. Customers do not get it any more.",
        "{n} articles and their drafts go away. Customers do not get them any more.", count,
      )}</p>`
        : deed === "channels" ? html`<${Channels} chosen=${several} choose=${setSeveral} />`
        : deed === "audience" ? html`<${ChipsField} label=${t("Labels of customers")} values=${several} offered=${offered.audiences}
          none=${t("Everybody")} onChange=${setSeveral} />`
        : html`<${Word} deed=${deed} value=${word} onChange=${setWord}
          offered=${deed === "category" ? offered.categories : offered.tags} />`}
      <div class="dialog-actions"><button type="button" class="button" onClick=${onClose}>${t("Cancel")}</button>
        <button class="button primary" aria-disabled=${!able}>
          ${deed === "remove" ? t("Remove") : tn("Change {n} article", "Change {n} articles", count)}</button></div>
    </form>
  <//>`;
}

/** @param {import("./bulk.js").Deed} deed */
const titleOf = (deed) => ({
  publish: t("Publish drafts"), remove: t("Remove these articles?"), category: t("Category"), tag: t("Add a tag"),
  untag: t("Remove a tag"), channels: t("Shown where"), audience: t("Shown to whom"),
})[deed];

/** @param {{deed: string, value: string, offered: string[], onChange: (value: string) => void}} props */
function Word({ deed, value, offered, onChange }) {
  const [id, list] = [useId(), useId()];
  return html`<div class="field"><label for=${id}>${deed === "category" ? t("Category") : t("Tag")}</label>
    <input id=${id} class="input" list=${list} maxlength="100" autofocus value=${value} onInput=${typed(onChange)} />
    <datalist id=${list}>${offered.map((each) => html`<option key=${each} value=${each} />`)}</datalist>
    ${deed === "category" && html`<span class="hint">${t("Empty: no category.")}</span>`}</div>`;
}

/** @param {{chosen: string[], choose: (channels: string[]) => void}} props */
function Channels({ chosen, choose }) {
  const toggle = (/** @type {string} */ channel) =>
    choose(chosen.includes(channel) ? chosen.filter((each) => each !== channel) : [...chosen, channel]);
  return html`<fieldset class="field"><legend class="visually-hidden">${t("Channels")}</legend>
    ${["widget", "telegram", "help"].map((channel) => html`<label class="check" key=${channel}>
      <input type="checkbox" checked=${chosen.includes(channel)} onChange=${() => toggle(channel)} />${channelName(channel)}</label>`)}
    <span class="hint">${t("None: everywhere.")}</span></fieldset>`;
}
