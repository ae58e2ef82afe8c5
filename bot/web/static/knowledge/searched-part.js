import { Pencil } from "../vendor/lucide-knowledge.js";
import { X } from "../vendor/lucide.js";
import { act } from "../shared/act.js";
import { html, useEffect, useState } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { Icon } from "../shared/icons.js";
import { RelativeTime } from "../shared/time.js";
import { saveDraft } from "./api.js";
import { newArticle } from "./article.js";
import { forgetSearched, listSearched } from "./growth-api.js";
import { freeKey, keyOf } from "./key.js";
import { go, hashOf } from "./where.js";

/** @typedef {import("./growth-api.js").Searched} Searched */

const SHOWN = 10;

/** What visitors of the help centre searched for in vain; nothing while there is nothing. @param {{days: number}} props */
export function SearchedPart({ days }) {
  const [rows, set] = useState(/** @type {readonly Searched[]} */ ([]));
  const [all, showAll] = useState(false);
  useEffect(() => { listSearched(days).then(({ searches }) => set(searches), () => set([])); }, [days]); // the gaps are of use without it
  if (!rows.length) return null;
  const forget = (/** @type {Searched} */ row) => () => void act(async () => {
    await forgetSearched(row);
    set(rows.filter((each) => each !== row));
  });
  return html`<section class="card searched" aria-labelledby="searched-title">
    <h2 id="searched-title">${t("Searched in the help centre, and not found")}</h2>
    <ul class="suggested-list">${(all ? rows : rows.slice(0, SHOWN)).map((row) => html`<${Row} key=${`${row.language} ${row.text}`} row=${row} forget=${forget(row)} />`)}</ul>
    ${rows.length > SHOWN && !all && html`<button type="button" class="button link" onClick=${() => showAll(true)}>${t("Show all {n}", { n: rows.length })}</button>`}
  </section>`;
}

/** @param {{row: Searched, forget: () => void}} props */
function Row({ row: { text, language, count, nearest, last_at }, forget }) {
  const write = () => void act(async () => {
    const key = await freeKey(keyOf(text));
    await saveDraft(newArticle(key, language, text), null);
    go("article", { key });
  });
  return html`<li class="wording"><div class="grow"><p lang=${language}>${text}</p>
      <p class="small muted gap-meta"><${RelativeTime} at=${last_at} side="start" /><span>${tn("searched once", "searched {n} times", count)}</span>
        <span class="code">${language}</span>
        ${nearest && html`<span>${t("Comes nearest:")}${" "}<a href=${hashOf("article", { key: nearest.key })}>${nearest.title}</a></span>`}</p></div>
    <button type="button" class="button" onClick=${write}><${Icon} of=${Pencil} size=${16} />${t("Write the article")}</button>
    <${IconButton} of=${X} label=${t("Set aside: {words}", { words: text })} onClick=${forget} />
  </li>`;
}
