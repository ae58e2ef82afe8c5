import { html, useId } from "../shared/html.js";
import { typed } from "../shared/typed.js";

/** A few words for those who work here. @param {{label: string, text: string, write: (text: string) => void, rows?: number}} props */
export function NoteField({ label, text, write, rows = 2 }) {
  const id = useId();
  return html`<div class="field"><label for=${id}>${label}</label>
    <textarea id=${id} class="input" rows=${rows} maxlength="2000" value=${text} onInput=${typed(write)}></textarea></div>`;
}
