import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { useEditor } from "./editor-context.js";
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
    <select class="input" value=${chosen[name] ?? ""} onChange=${typed((value) => choose({ ...chosen, [name]: value }))}>
      <option value="">${t("not known")}</option>
      ${choicesOf(name).map(({ value }) => html`<option key=${value} value=${value}>${value}</option>`)}
    </select></label>`)}</div>`;
}
