import { X } from "../vendor/lucide-recovery.js";
import { html, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { freshId } from "../shared/ids.js";
import { IconButton } from "../shared/icon-button.js";
import { typed } from "../shared/typed.js";

/** @typedef {import("./types.js").Cause} Cause */

/** The causes that a diagnosis chooses from, in their order. @param {{causes: Cause[], change: (causes: Cause[]) => void}} props */
export function CausesField({ causes, change }) {
  const [text, write] = useState("");
  const add = () => {
    const words = text.trim();
    if (!words || causes.some((each) => each.words === words)) return;
    change([...causes, { id: idOf(words, causes), words }]);
    write("");
  };
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    add();
  };
  return html`<ul class="cause-list">${causes.map(({ id, words }) => html`<li key=${id} class="row"><span class="grow">${t(words)}</span>
      ${causes.length > 1 && html`<${IconButton} of=${X} label=${t("Remove “{words}”", { words: t(words) })} onClick=${() => change(causes.filter((each) => each.id !== id))} />`}</li>`)}</ul>
    <div class="row"><input class="input" maxlength="80" aria-label=${t("Another cause")} placeholder=${t("Another cause")} value=${text} onKeyDown=${press} onInput=${typed(write)} />
      <button type="button" class="button" onClick=${add}>${t("Add")}</button></div>
    <p class="muted small">${t("Closed cases keep a cause that you remove.")}</p>`;
}

/**
 * What a cause is kept by, told from its words, so that it says something where the words are gone.
 * @param {string} words @param {readonly Cause[]} others
 */
export function idOf(words, others) {
  const told = words.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 32).replace(/-$/, "");
  const id = told || `cause-${freshId().slice(0, 8)}`;
  return others.some((each) => each.id === id) ? `${id}-${freshId().slice(0, 4)}` : id;
}
