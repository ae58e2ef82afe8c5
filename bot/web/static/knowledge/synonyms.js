import { Search } from "../vendor/lucide-desk.js";
import { Trash } from "../vendor/lucide-knowledge.js";
import { html, useMemo, useState } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { typed } from "../shared/typed.js";
import { ChipsField } from "../rooms/chips-field.js";
import { WordFrame } from "./word-frame.js";
import { WordTable } from "./word-table.js";
import { readSynonyms, writeSynonyms } from "./words-api.js";

const SHOWN = 100;

/** @typedef {import("./words-api.js").Synonym} Synonym */

/** Terms that mean the same, and names that are read as they stand. @param {{languages: string[]}} props */
export function Synonyms({ languages }) {
  const table = useMemo(() => new WordTable(readSynonyms, writeSynonyms, tidied), []);
  const [words, look] = useState("");
  const [all, showAll] = useState(false);
  const lines = table.lines.value ?? [];
  const wanted = words.trim().toLowerCase();
  const found = wanted ? lines.filter(({ row }) => row.terms.some((term) => term.toLowerCase().includes(wanted))) : lines;
  const shown = all ? found : found.slice(0, SHOWN);
  const add = () => { look(""); table.add({ terms: [], language: null, name: false }); };
  return html`<${WordFrame} table=${table} title=${t("Synonyms and names")} add=${t("Add")} onAdd=${add}
    about=${t("Terms that mean the same are read as the first of them. A name, such as a product's, is never taken for a misspelling.")}
    saved=${t("Saved. The bot knows it from now on.")}
    empty=${t("No synonyms yet. Add the words that your customers use for yours.")}>
    ${lines.length > 8 && html`<div class="search words-search"><${Icon} of=${Search} size=${16} />
      <input class="input" type="text" inputmode="search" maxlength="100" aria-label=${t("Search the terms")} placeholder=${t("Search the terms")} value=${words} onInput=${typed(look)} /></div>`}
    <ul class="synonyms">${shown.map(({ id, row }) => html`<${Line} key=${id} row=${row} languages=${languages} wrong=${table.wrong.value?.id === id}
      set=${(/** @type {Partial<Synonym>} */ part) => table.edit(id, (now) => ({ ...now, ...part }))} remove=${() => table.remove(id)} />`)}</ul>
    ${!found.length && html`<p class="muted">${t("No term fits")}</p>`}
    ${found.length > shown.length && html`<button type="button" class="button list-more" onClick=${() => showAll(true)}>${tn("Show {n} more", "Show {n} more", found.length - shown.length)}</button>`}
  <//>`;
}

/** @param {{row: Synonym, languages: string[], wrong: boolean, set: (part: Partial<Synonym>) => void, remove: () => void}} props */
function Line({ row: { terms, language, name }, languages, wrong, set, remove }) {
  const first = terms[0] ?? "";
  const offered = [...new Set([...languages, ...(language ? [language] : [])])];
  return html`<li class=${wrong ? "synonym wrong-line" : "synonym"}>
    <${ChipsField} label=${t("Terms")} values=${terms} offered=${[]} none=${name ? t("a name, and how else it is written") : t("parcel, package, shipment…")} onChange=${(/** @type {string[]} */ next) => set({ terms: next })} />
    <select class="input" aria-label=${t("Kind of “{words}”", { words: first })} value=${name ? "name" : "synonym"} onChange=${typed((kind) => set({ name: kind === "name" }))}>
      <option value="synonym" selected=${!name}>${t("mean the same")}</option><option value="name" selected=${name}>${t("a name")}</option></select>
    <select class="input" aria-label=${t("Language of “{words}”", { words: first })} value=${language ?? ""} onChange=${typed((code) => set({ language: code || null }))}>
      <option value="" selected=${!language}>${t("in every language")}</option>
      ${offered.map((code) => html`<option key=${code} value=${code} selected=${code === language}>${languageName(code)}</option>`)}</select>
    <${IconButton} of=${Trash} label=${t("Remove “{words}”", { words: first })} onClick=${remove} />
  </li>`;
}

/** @param {Synonym} row @returns {Synonym | null} */
const tidied = ({ terms, language, name }) => (terms.length ? { terms, language, name } : null);
