import { Dialog } from "../shared/dialog.js";
import { html, useId, useState } from "../shared/html.js";
import { typed } from "../shared/typed.js";

/**
 * Asks for a few words that go with a deed.
 * @param {{title: string, hint: string, verb: string, onClose: () => void, give: (text: string) => void}} props
 */
export function TextDialog({ title, hint, verb, onClose, give }) {
  const [text, write] = useState("");
  const id = useId();
  const able = text.trim().length > 0;
  return html`<${Dialog} title=${title} onClose=${onClose} actions=${html`
      <button type="button" class="button primary" aria-disabled=${!able} onClick=${() => able && give(text)}>${verb}</button>`}>
    <div class="field"><label for=${id}>${hint}</label>
      <textarea id=${id} class="input" rows="4" maxlength="2000" autofocus value=${text} onInput=${typed(write)}></textarea></div>
  <//>`;
}
