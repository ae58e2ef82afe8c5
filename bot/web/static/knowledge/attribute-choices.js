import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { useEditor } from "./editor-context.js";
import { filled } from "./filled.js";
import { attributesIn } from "./markdown.js";

/**
 * For whom an answer with parts for some only is shown.
 * @param {{markdown: string, chosen: Record<string, string>, choose: (chosen: Record<string, string>) => void}} props
 */
export function AttributeChoices({ markdown, chosen, choose }) {
  const attributes = useEditor().attributes.value;
  const names = attributesIn(markdown);
  if (!names.length) return null;
  const choicesOf = (/** @type {string} */ name) => attributes.find((each) => each.name === name)?.choices ?? [];
  return html`<div class="attribute-choices">${names.map((name) => html`<label class="row" key=${name}>
    <span class="muted small">${name}</span>
    <${Choice} choices=${choicesOf(name)} value=${chosen[name] ?? ""}
      choose=${(/** @type {string} */ value) => choose(filled({ ...chosen, [name]: value }))} /></label>`)}</div>`;
}

/** @param {{choices: {value: string}[], value: string, choose: (value: string) => void}} props  choices: none = any words */
function Choice({ choices, value, choose }) {
  if (!choices.length) {
    return html`<input class="input" maxlength="100" value=${value} placeholder=${t("not known")} onInput=${typed(choose)} />`;
  }
  return html`<select class="input" value=${value} onChange=${typed(choose)}>
    <option value="">${t("not known")}</option>
    ${choices.map((each) => html`<option key=${each.value} value=${each.value}>${each.value}</option>`)}
  </select>`;
}
