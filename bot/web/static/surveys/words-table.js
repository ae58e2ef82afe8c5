import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { languageName } from "../shared/language-name.js";
import { typed } from "../shared/typed.js";
import { useEditor } from "./editor-context.js";

/**
 * @typedef {import("./types.js").Words} Words
 * @typedef {{where: string, label: string, words: Words, longest?: number, placeholder?: string, lines?: boolean, deeds?: any,
 *   set: (change: (words: Words) => Words) => void}} TextRow  where: as the server names it; lines: it may be long; deeds: what else
 *   can be done with the row
 */

/** Texts, each in the languages that are shown, side by side; on a phone one below the other. @param {{label: string, rows: TextRow[]}} props */
export function WordsTable({ label, rows }) {
  const { shown } = useEditor();
  return html`<table class="words-table" role="table" aria-label=${label}>
    <thead role="rowgroup"><tr role="row"><td role="cell"></td>${shown.map((code) => html`<th role="columnheader" scope="col" key=${code}>${languageName(code)}</th>`)}
      ${rows.some(({ deeds }) => deeds) && html`<td role="cell"></td>`}</tr></thead>
    <tbody role="rowgroup">${rows.map((row) => html`<tr role="row" key=${row.where}><th role="rowheader" scope="row">${row.label}</th>
      ${shown.map((code) => html`<td role="cell" key=${code} data-language=${languageName(code)}><${Text} row=${row} code=${code} /></td>`)}
      ${row.deeds && html`<td role="cell" class="line-deeds">${row.deeds}</td>`}</tr>`)}</tbody>
  </table>`;
}

/** @param {{row: TextRow, code: string}} props */
function Text({ row: { where, label, words, longest = 300, placeholder = "", lines = false, set }, code }) {
  const { editor } = useEditor();
  const field = `${where}.${code}`;
  const elsewhere = Object.values(words).some((text) => text.trim());
  const lacks = elsewhere && !words[code]?.trim();
  const attributes = {
    id: field, class: lacks ? "input lacks" : "input", lang: code, maxlength: longest, value: words[code] ?? "",
    placeholder: lacks ? t("missing") : placeholder, "aria-label": t("{text} in {language}", { text: label, language: languageName(code) }),
    "aria-invalid": editor.wrong.value?.field.startsWith(field) ? true : undefined,
    onInput: typed((text) => set((now) => ({ ...now, [code]: text }))),
  };
  return lines ? html`<textarea rows="2" ...${attributes}></textarea>` : html`<input ...${attributes} />`;
}
