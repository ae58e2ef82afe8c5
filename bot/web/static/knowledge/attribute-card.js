import { Plus, Trash } from "../vendor/lucide-knowledge.js";
import { X } from "../vendor/lucide.js";
import { html, useId } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { typed } from "../shared/typed.js";

/** @typedef {import("./words-api.js").Attribute} Attribute */
/** @typedef {{value: string, labels: Record<string, string>}} Choice */

/**
 * One attribute: its name, its question in each language, and the values that answer it.
 * @param {{row: Attribute, languages: string[], wrong: boolean, edit: (change: (row: Attribute) => Attribute) => void, remove: () => void}} props
 */
export function AttributeCard({ row, languages, wrong, edit, remove }) {
  const { name, question, choices } = row;
  const id = useId();
  const codes = [...new Set([...languages, ...Object.keys(question), ...choices.flatMap(({ labels }) => Object.keys(labels))])];
  const ask = (/** @type {string} */ code) => (/** @type {string} */ words) => edit((now) => ({ ...now, question: { ...now.question, [code]: words } }));
  const choose = (/** @type {number} */ place, /** @type {(choice: Choice) => Choice} */ change) =>
    edit((now) => ({ ...now, choices: now.choices.with(place, change(now.choices[place])) }));
  return html`<li class=${wrong ? "card attribute wrong-line" : "card attribute"}>
    <div class="row"><div class="field grow"><label for=${id}>${t("Name")}</label>
        <input id=${id} class="input attribute-name" maxlength="40" pattern="[a-z][a-z0-9_\\-]*" autocapitalize="off" spellcheck=${false} value=${name}
          placeholder="model" onInput=${typed((next) => edit((now) => ({ ...now, name: next.toLowerCase() })))} />
        <span class="hint">${t("As answers name it: a-z, digits, - and _.")}</span></div>
      <${IconButton} of=${Trash} label=${t("Remove “{words}”", { words: name })} onClick=${remove} /></div>
    <div class="labels-scroll" tabindex="0" role="region" aria-label=${t("Question and values of {name}", { name: name || "–" })}><table class="labels-table attribute-table">
      <thead><tr><td></td>${codes.map((code) => html`<th key=${code} scope="col">${languageName(code)}</th>`)}<td></td></tr></thead>
      <tbody>
        <tr><th scope="row">${t("The question")}</th>${codes.map((code) => html`<td key=${code} data-language=${languageName(code)}>
          <input class="input" lang=${code} maxlength="500" value=${question[code] ?? ""} aria-label=${t("The question in {language}", { language: languageName(code) })}
            placeholder=${code === "en" ? "Which model is it?" : ""} onInput=${typed(ask(code))} /></td>`)}<td class="line-deeds"></td></tr>
        ${choices.map((choice, place) => html`<tr key=${place}>
          <th scope="row"><input class="input" maxlength="100" value=${choice.value} placeholder="a1" aria-label=${t("Value {n}", { n: place + 1 })}
            onInput=${typed((value) => choose(place, (now) => ({ ...now, value: value.replaceAll(",", "") })))} /></th>
          ${codes.map((code) => html`<td key=${code} data-language=${languageName(code)}><input class="input" lang=${code} maxlength="100" value=${choice.labels[code] ?? ""} placeholder=${choice.value}
            aria-label=${t("“{value}” in {language}", { value: choice.value, language: languageName(code) })}
            onInput=${typed((words) => choose(place, (now) => ({ ...now, labels: { ...now.labels, [code]: words } })))} /></td>`)}
          <td class="line-deeds"><${IconButton} of=${X} label=${t("Remove “{words}”", { words: choice.value })} onClick=${() => edit((now) => ({ ...now, choices: now.choices.toSpliced(place, 1) }))} /></td>
        </tr>`)}
      </tbody></table></div>
    <button type="button" class="button quiet" onClick=${() => edit((now) => ({ ...now, choices: [...now.choices, { value: "", labels: {} }] }))}>
      <${Icon} of=${Plus} size=${16} />${t("Add a value")}</button>
    ${!choices.length && html`<p class="hint muted small">${t("Without values any answer of the customer counts.")}</p>`}
  </li>`;
}
