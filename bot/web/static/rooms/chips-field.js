import { X } from "../vendor/lucide.js";
import { html, useId, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { typed } from "../shared/typed.js";

/**
 * A few words, each a chip; Enter or a comma adds one, Backspace takes the last one away.
 * @param {{label: string, values: string[], offered: string[], none?: string, hint?: string, onChange: (values: string[]) => void}} props
 */
export function ChipsField({ label, values, offered, none = t("none"), hint, onChange }) {
  const [text, write] = useState("");
  const [id, list] = [useId(), useId()];
  const add = () => {
    const words = text.split(",").map((each) => each.trim()).filter((each) => each && !values.includes(each));
    if (words.length) onChange([...values, ...new Set(words)]);
    write("");
  };
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" || event.key === ",") {
      event.preventDefault();
      add();
    } else if (event.key === "Backspace" && !text && values.length) {
      onChange(values.slice(0, -1));
    }
  };
  return html`<div class="field"><label for=${id}>${label}</label>
    <div class="chips-box">${values.map((value) => html`<span class="tag" key=${value}>${value}
        <button type="button" class="chip-out" aria-label=${t("Remove “{words}”", { words: value })}
          onClick=${() => onChange(values.filter((each) => each !== value))}>
          <${Icon} of=${X} size=${12} /></button></span>`)}
      <input id=${id} class="chips-text" list=${list} maxlength="100" value=${text} enterkeyhint="done"
        placeholder=${values.length ? "" : none}
        onKeyDown=${press} onBlur=${add} onInput=${typed(write)} /></div>
    <datalist id=${list}>${offered.filter((each) => !values.includes(each)).map((each) => html`
      <option key=${each} value=${each} />`)}</datalist>
    ${hint && html`<span class="hint">${hint}</span>`}</div>`;
}
