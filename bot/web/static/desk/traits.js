import { X } from "../vendor/lucide.js";
import { html, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { typed } from "../shared/typed.js";
import { act } from "../shared/act.js";
import { useDesk } from "./context.js";

/**
 * What is known of the customer beside their words; agents change it here.
 * @param {{conversation: string, traits: import("./types.js").Traits}} props
 */
export function TraitsPart({ conversation, traits: { labels = [], attributes = {} } }) {
  const desk = useDesk();
  const label = (/** @type {string} */ words, /** @type {boolean} */ value) =>
    act(() => desk.connection.request("label", { conversation, label: words, value }));
  const forget = (/** @type {string} */ name) =>
    act(() => desk.connection.request("attribute", { conversation, name, value: null }));
  return html`<section class="person-part"><h3>${t("Labels")}</h3>
    <div class="traits">${labels.map((words) => html`<${Trait} key=${words} words=${words} onOut=${() => label(words, false)} />`)}
      <${NewLabel} key=${conversation} onAdd=${(/** @type {string} */ words) => label(words, true)} /></div>
    ${Object.keys(attributes).length > 0 && html`<h3>${t("Known from the conversation")}</h3>
      <div class="traits">${Object.entries(attributes).map(([name, value]) =>
        html`<${Trait} key=${name} words=${`${name}: ${value}`} onOut=${() => forget(name)} />`)}</div>`}
  </section>`;
}

/** @param {{words: string, onOut: () => void}} props */
function Trait({ words, onOut }) {
  return html`<span class="tag trait"><span class="truncate">${words}</span>
    <button type="button" class="trait-out" aria-label=${t("Remove “{words}”", { words })} onClick=${onOut}><${Icon} of=${X} size=${12} /></button></span>`;
}

/** @param {{onAdd: (words: string) => Promise<boolean>}} props */
function NewLabel({ onAdd }) {
  const [text, write] = useState("");
  const add = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (text.trim() && await onAdd(text.trim())) write("");
  };
  return html`<form class="trait-new" onSubmit=${add}>
    <input class="input" maxlength="100" pattern="[^,]+" value=${text} aria-label=${t("Add a label")} placeholder=${t("Add a label")}
      enterkeyhint="done" onInput=${typed(write)} /></form>`;
}
