import { FlaskConical, Plus } from "../vendor/lucide-knowledge.js";
import { Search } from "../vendor/lucide-desk.js";
import { X } from "../vendor/lucide.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { typed } from "../shared/typed.js";
import { SORTS, STATES } from "./query.js";
import { sortName, stateName } from "./names.js";

/**
 * What to look for and what to leave out.
 * @param {{list: import("./article-list.js").ArticleList, trying: boolean, onTry: () => void, onNew: () => void}} props
 */
export function ListBar({ list, trying, onTry, onNew }) {
  const query = list.query.value;
  const { categories, tags, languages } = list.offered.value;
  /** @type {(name: keyof import("./query.js").Query) => (value: string) => void} */
  const set = (name) => (value) => list.change({ [name]: value });
  const own = (/** @type {readonly string[]} */ values) => values.map((each) => [each, each]);
  return html`<div class="list-bar">
    <div class="list-bar-row"><${SearchField} list=${list} />
      <button type="button" class="button" aria-expanded=${trying} onClick=${onTry}>
        <${Icon} of=${FlaskConical} size=${16} />${t("Try a question")}</button>
      <button type="button" class="button primary" onClick=${onNew}><${Icon} of=${Plus} size=${16} />${t("New article")}</button>
    </div>
    <div class="filters" role="group" aria-label=${t("Filters")}>
      <${Choice} label=${t("State")} value=${query.state} choose=${set("state")}
        options=${[["", t("Any state")], ...STATES.map((each) => [each, stateName(each)])]} />
      <${Choice} label=${t("Category")} value=${query.category} choose=${set("category")}
        options=${[["", t("All categories")], ...own(categories)]} />
      <${Choice} label=${t("Tag")} value=${query.tag} choose=${set("tag")} options=${[["", t("All tags")], ...own(tags)]} />
      <${Choice} label=${t("Language")} value=${query.language} choose=${set("language")}
        options=${[["", t("All languages")], ...languages.map((code) => [code, languageName(code)])]} />
      <${Choice} label=${t("Order")} value=${query.sort} choose=${set("sort")}
        options=${["", ...SORTS].map((each) => [each, sortName(each, Boolean(query.q.trim()))])} />
    </div>
  </div>`;
}

/** @param {{list: import("./article-list.js").ArticleList}} props */
function SearchField({ list }) {
  const words = list.query.value.q;
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "ArrowDown") list.move(1);
    if (event.key !== "Escape" && event.key !== "ArrowDown") return;
    event.preventDefault();
    if (event.key === "Escape" && words) list.look("");
    else /** @type {HTMLElement} */ (event.currentTarget).blur();
  };
  return html`<div class="search grow" role="search">
    <${Icon} of=${Search} size=${16} />
    <input id="search" class="input" type="text" inputmode="search" enterkeyhint="search" autocomplete="off" maxlength="200"
      aria-label=${t("Search the articles")} placeholder=${t("A question, a word of a title or a key")} value=${words}
      onKeyDown=${press} onInput=${typed((q) => list.look(q))} />
    ${words
      ? html`<${IconButton} kind="search-clear" of=${X} label=${t("Clear the search")} onClick=${() => list.look("")} />`
      : html`<kbd aria-hidden="true">/</kbd>`}
  </div>`;
}

/** @param {{label: string, value: string, options: string[][], choose: (value: string) => void}} props */
function Choice({ label, value, options, choose }) {
  const known = options.some(([code]) => code === value) ? options : [...options, [value, value]];
  return html`<label class=${value ? "filter on" : "filter"}><span class="visually-hidden">${label}</span>
    <select class="input" value=${value} onChange=${typed(choose)}>${known.map(([code, words]) => html`
      <option key=${code} value=${code} selected=${code === value}>${words}</option>`)}</select></label>`;
}
