import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { useEditor } from "./editor-context.js";
import { hashOf } from "./where.js";

/**
 * What is asked before the article is told, in the order in which it was chosen.
 * @param {{needs: string[], onChange: (needs: string[]) => void}} props
 */
export function NeedsField({ needs, onChange }) {
  const known = useEditor().attributes.value.map(({ name }) => name);
  const all = [...new Set([...needs, ...known])];
  const toggle = (/** @type {string} */ name) =>
    onChange(needs.includes(name) ? needs.filter((each) => each !== name) : [...needs, name]);
  return html`<fieldset class="field"><legend class="label">${t("Asked for first")}</legend>
    ${all.map((name) => html`<label class="check" key=${name}>
      <input type="checkbox" checked=${needs.includes(name)} onChange=${() => toggle(name)} />
      ${needs.length > 1 && needs.includes(name) ? `${name} (${needs.indexOf(name) + 1})` : name}</label>`)}
    <span class="hint">${all.length ? t("The bot asks for these before it answers with this article.")
      : html`${t("Such as the customer's model.")} <a href=${hashOf("words")}>${t("Say what can be asked for")}</a>`}</span></fieldset>`;
}
