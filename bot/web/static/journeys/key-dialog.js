import { Dialog } from "../shared/dialog.js";
import { html, useId, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";
import { makeKey } from "./api.js";
import { SCOPES, scopeWords } from "./scopes.js";

/** @param {{onClose: () => void, onMade: (secret: string) => void}} props */
export function KeyDialog({ onClose, onMade }) {
  const [name, write] = useState("");
  const [scopes, set] = useState(/** @type {string[]} */ (["touchpoints:write"]));
  const [problem, tell] = useState("");
  const id = useId();
  const turn = (/** @type {string} */ scope) => set(scopes.includes(scope) ? scopes.filter((each) => each !== scope) : [...scopes, scope]);
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!scopes.length) return tell(t("Choose at least one thing that it may do."));
    try {
      onMade((await makeKey(name, scopes)).secret);
    } catch (refusal) {
      tell(explain(refusal));
    }
  };
  return html`<${Dialog} title=${t("New key")} onClose=${onClose}><form class="stack" onSubmit=${submit}>
    <div class="field"><label for=${id}>${t("Which program is it for?")}</label>
      <input id=${id} class="input" required maxlength="80" placeholder=${t("Online shop")} value=${name} onInput=${typed(write)} /></div>
    <fieldset class="key-scopes"><legend class="label">${t("It may")}</legend>${SCOPES.map((scope) => html`<label key=${scope} class="check">
      <input type="checkbox" checked=${scopes.includes(scope)} onChange=${() => turn(scope)} />${scopeWords(scope)}</label>`)}</fieldset>
    <p class="wrong" role="alert">${problem}</p>
    <div class="dialog-actions"><button type="button" class="button" onClick=${onClose}>${t("Cancel")}</button><button class="button primary">${t("Make the key")}</button></div>
  </form><//>`;
}
