import { html, useId, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { addressOf, FORMS } from "./addresses.js";

/** Makes an address out of what people know: their mailbox and password, a bot's token. @param {{onTake: (url: string) => void}} props */
export function Examples({ onTake }) {
  const [kind, choose] = useState("");
  const [given, write] = useState(/** @type {Record<string, string>} */ ({}));
  const form = FORMS.find(({ name }) => name === kind);
  const put = (/** @type {string} */ field) => typed((text) => {
    const next = { ...given, [field]: text };
    write(next);
    onTake(form ? addressOf(form, next) : "");
  });
  return html`<fieldset class="conditions examples"><legend>${t("Help me write it")}</legend>
    <div class="row add-condition">${FORMS.map(({ name, words }) => html`<button key=${name} type="button" class="chip" aria-pressed=${name === kind}
      onClick=${() => { choose(name); write({}); }}>${words()}</button>`)}</div>
    ${form && html`<p class="muted">${form.about()}</p>
      <div class="part-fields">${form.fields.map((field) => html`<${Field} key=${form.name + field.name} field=${field} value=${given[field.name] ?? ""} onInput=${put(field.name)} />`)}</div>`}
    <p class="muted">${t("Any address that Apprise supports works, except those on this server itself:")} <a href="https://github.com/caronc/apprise/wiki" target="_blank" rel="noreferrer">${t("the list of all services")}</a></p>
  </fieldset>`;
}

/** @param {{field: import("./addresses.js").Field, value: string, onInput: (event: Event) => void}} props */
function Field({ field, value, onInput }) {
  const id = useId();
  return html`<div class="field"><label for=${id}>${field.words()}</label>
    <input id=${id} class="input" type=${field.secret ? "password" : "text"} autocomplete="off" spellcheck=${false} value=${value} placeholder=${field.like} onInput=${onInput} /></div>`;
}
