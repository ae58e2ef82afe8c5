import { html, useEffect, useRef } from "../shared/html.js";
import { number, t, tn } from "../shared/i18n.js";
import { languageName } from "../shared/language-name.js";
import { RelativeTime } from "../shared/time.js";
import { FigureWords } from "./figure-words.js";
import { authorName } from "./names.js";
import { hashOf } from "./where.js";
import { stretched, toggled } from "./selection.js";
import { StateTags } from "./state-tags.js";

/**
 * One article of the list.
 * @param {{row: import("./types.js").Row, list: import("./article-list.js").ArticleList}} props
 */
export function ArticleRow({ row, list }) {
  const { key, title, category, tags = [], variants = 0, updated_at } = row;
  const author = authorName(row.author);
  const link = useRef(/** @type {HTMLAnchorElement | null} */ (null));
  const current = list.cursor.value === key;
  // Of two quick keys the first row must not take the cursor back by its focus.
  useEffect(() => { if (current && list.cursor.peek() === key) link.current?.focus(); }, [current]);
  const chosen = list.selection.value.keys.has(key);
  const choose = (/** @type {MouseEvent} */ event) => {
    const was = list.selection.peek();
    list.selection.value = event.shiftKey ? stretched(was, key, list.order.peek()) : toggled(was, key);
  };
  const name = title || key;
  return html`<tr role="row" class=${chosen ? "chosen" : ""}>
    <td role="cell" class="pick-cell"><label class="pick-box">
      <input type="checkbox" checked=${chosen} aria-label=${t("Choose “{title}”", { title: name })} onClick=${choose} /></label></td>
    <th role="rowheader" scope="row" class="title-cell">
      <span class="title-line"><a ref=${link} class="article-link-title" href=${hashOf("article", { key })} title=${name}
        onFocus=${() => { list.cursor.value = key; }}>${name}</a><${StateTags} row=${row} /></span>
      <span class="title-meta muted small">${[category, ...tags.map((tag) => `#${tag}`)].filter(Boolean).join(" · ") || key}</span>
    </th>
    <td role="cell" class="languages-cell"><${Languages} row=${row} /></td>
    <td role="cell" class="figure-cell" data-name=${t("Variants")}>${number(variants)}</td>
    <td role="cell" class="does-cell"><${FigureWords} articleKey=${key} version=${row.version ?? 0} figures=${list.figures.value} /></td>
    <td role="cell" class="changed-cell small"><${RelativeTime} at=${updated_at} focusable=${false} />
      ${author && html`<span class="muted truncate">${author}</span>`}</td>
  </tr>`;
}

/** The languages that it speaks, and how many are missing. @param {{row: import("./types.js").Row}} props */
function Languages({ row: { languages, missing = [] } }) {
  const names = missing.map(languageName).join(", ");
  return html`<span class="languages">
    ${languages.map((code) => html`<span class="code" key=${code} title=${languageName(code)}>${code}</span>`)}
    ${missing.length > 0 && html`<span class="code missing" title=${t("Missing: {languages}", { languages: names })}>
      ${tn("{n} missing", "{n} missing", missing.length)}<span class="visually-hidden">: ${names}</span>
    </span>`}
  </span>`;
}
