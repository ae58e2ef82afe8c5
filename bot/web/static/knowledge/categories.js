import { ArrowDown, ArrowUp, Plus, Trash } from "../vendor/lucide-knowledge.js";
import { announce } from "../shared/announce.js";
import { html, useMemo } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { typed } from "../shared/typed.js";
import { filled } from "./filled.js";
import { WordFrame } from "./word-frame.js";
import { WordTable } from "./word-table.js";
import { readCategories, writeCategories } from "./words-api.js";

/** @typedef {import("./words-api.js").Category} Category */

/**
 * What articles are sorted under, in the order of the help centre, with its name in each language.
 * @param {{languages: string[], borne: string[]}} props  borne: names that articles bear, or the table has
 */
export function Categories({ languages, borne }) {
  const table = useMemo(() => new WordTable(readCategories, writeCategories, tidied), []);
  const lines = table.lines.value ?? [];
  const codes = [...new Set([...languages, ...lines.flatMap(({ row }) => Object.keys(row.labels))])];
  const add = (name = "") => table.add({ name, labels: {} }, { last: true });
  const move = (/** @type {number} */ id, /** @type {number} */ by) => {
    const pressed = /** @type {HTMLElement | null} */ (document.activeElement);
    const place = table.move(id, by);
    requestAnimationFrame(() => pressed?.focus()); // a row that is put elsewhere loses it
    const { name } = lines.find((line) => line.id === id)?.row ?? { name: "" };
    announce(t("“{words}” is number {n} of {total}", { words: name, n: place + 1, total: lines.length }));
  };
  return html`<${WordFrame} table=${table} title=${t("Categories")} add=${t("Add")} last onAdd=${() => add()}
    about=${t("What articles are sorted under, in the order of the help centre, and what readers see of each. Files of articles carry the names alone.")}
    saved=${t("Saved. The help centre shows it from now on.")}
    empty=${t("No categories yet. Name them in each language, and put them into the order that your readers see.")}
    foot=${html`<${Others} names=${borne.filter((name) => !lines.some(({ row }) => row.name.trim() === name))} add=${add} />`}>
    <div class="labels-scroll" tabindex="0" role="region" aria-label=${t("Categories and their names")}><table class="labels-table category-table">
      <thead><tr><th scope="col">${t("Name in articles")}</th>${codes.map((code) => html`<th key=${code} scope="col">${languageName(code)}</th>`)}<td></td></tr></thead>
      <tbody>${lines.map(({ id, row }, place) => html`<${Line} key=${id} row=${row} codes=${codes} wrong=${table.wrong.value?.id === id}
        first=${place === 0} last=${place === lines.length - 1} move=${(/** @type {number} */ by) => move(id, by)}
        edit=${(/** @type {(row: Category) => Category} */ change) => table.edit(id, change)} remove=${() => table.remove(id)} />`)}</tbody>
    </table></div>
  <//>`;
}

/**
 * @param {{row: Category, codes: string[], wrong: boolean, first: boolean, last: boolean, move: (by: number) => void,
 *   edit: (change: (row: Category) => Category) => void, remove: () => void}} props
 */
function Line({ row: { name, labels }, codes, wrong, first, last, move, edit, remove }) {
  const shown = name.slice(0, 1).toUpperCase() + name.slice(1);
  return html`<tr class=${wrong ? "wrong-line" : ""}>
    <th scope="row"><input class="input" maxlength="100" value=${name} placeholder="orders" aria-label=${t("Name in articles")}
      onInput=${typed((next) => edit((now) => ({ ...now, name: next })))} /></th>
    ${codes.map((code) => html`<td key=${code} data-language=${languageName(code)}><input class="input" lang=${code} maxlength="100" value=${labels[code] ?? ""} placeholder=${shown}
      aria-label=${t("“{value}” in {language}", { value: name, language: languageName(code) })}
      onInput=${typed((words) => edit((now) => ({ ...now, labels: { ...now.labels, [code]: words } })))} /></td>`)}
    <td class="line-deeds"><div class="category-deeds">
      <${IconButton} of=${ArrowUp} label=${t("Move “{words}” up", { words: name })} disabled=${first} onClick=${() => move(-1)} />
      <${IconButton} of=${ArrowDown} label=${t("Move “{words}” down", { words: name })} disabled=${last} onClick=${() => move(1)} />
      <${IconButton} of=${Trash} label=${t("Remove “{words}”", { words: name })} onClick=${remove} /></div></td>
  </tr>`;
}

/** Those that articles bear and the table lacks. @param {{names: string[], add: (name: string) => void}} props */
function Others({ names, add }) {
  if (!names.length) return null;
  return html`<div class="row other-categories"><span class="muted">${t("Articles also use:")}</span>
    ${names.map((name) => html`<button type="button" class="button" key=${name} aria-label=${t("Add “{words}”", { words: name })} onClick=${() => add(name)}>
      <${Icon} of=${Plus} size=${16} />${name}</button>`)}</div>`;
}

/** Without what was left empty. @param {Category} row @returns {Category | null} */
function tidied({ name, labels }) {
  const told = filled(labels);
  return name.trim() || Object.keys(told).length ? { name: name.trim(), labels: told } : null;
}
