import { ArticleBody } from "../shared/article.js";
import { Dialog } from "../shared/dialog.js";
import { html, useEffect, useId, useState } from "../shared/html.js";
import { api } from "../shared/http.js";
import { t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";

/**
 * @typedef {import("../shared/conversation.js").Choice} Choice
 * @typedef {import("../shared/conversation.js").Article} Article
 * @typedef {{key: string, title: string, category?: string}} Found
 */

const PAUSE_MS = 150;
const MOST = 20;

/**
 * Any article for the reply, found by its words or by what they mean, as the customer will read it.
 * @param {{conversation: string, words?: string, onAdd: (choice: Choice) => void, onClose: () => void}} props  conversation: its id.
 *   words: to begin with
 */
export function ArticleDialog({ conversation, words = "", onAdd, onClose }) {
  const [q, write] = useState(words);
  const [{ rows, refusal }, set] = useState({ rows: /** @type {Found[] | null} */ (null), refusal: /** @type {any} */ (null) });
  const [place, setPlace] = useState(0);
  const id = useId();
  useEffect(() => later(q.trim() ? PAUSE_MS : 0, () => search(q), (found) => {
    set(found);
    setPlace(0);
  }), [q]);
  const chosen = rows?.[place];
  const told = useTold(chosen?.key, conversation);
  const add = () => {
    if (!chosen) return;
    onAdd({ article: chosen.key, label: told?.article === chosen.key ? told.title : chosen.title });
    onClose();
  };
  const press = (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step && (event.key !== "Enter" || event.isComposing)) return;
    event.preventDefault();
    if (step) setPlace(Math.min(Math.max(place + step, 0), (rows?.length ?? 1) - 1));
    else add();
  };
  return html`<${Dialog} title=${t("Find an article")} onClose=${onClose}
    actions=${html`<button type="button" class="button primary" aria-disabled=${!chosen} onClick=${add}>${t("Add to the reply")}</button>`}>
    <input class="input" type="text" inputmode="search" enterkeyhint="done" autocomplete="off" maxlength="200" autofocus role="combobox"
      aria-expanded=${Boolean(rows?.length)} aria-controls=${id} aria-activedescendant=${chosen ? `${id}-${place}` : undefined}
      aria-label=${t("Search the articles")} placeholder=${t("A question, a word of a title or a key")}
      value=${q} onInput=${typed(write)} onKeyDown=${press} />
    ${refusal && html`<p role="alert">${explain(refusal)}</p>`}
    <div class="finder">
      <ul class="finder-list" role="listbox" id=${id} aria-label=${t("Articles")}>${rows?.map(({ key, title, category }, at) => html`
        <${Option} key=${key} id=${`${id}-${at}`} selected=${at === place} choose=${() => setPlace(at)} add=${add}>
          <span>${title}</span><span class="muted small">${category ?? ""}</span><//>`)}</ul>
      ${rows && !rows.length ? html`<p class="muted">${t("No article fits")}</p>`
        : html`<div class="finder-told" tabindex="0" role="region" aria-label=${t("As the customer reads it")}>
          ${told && told.article === chosen?.key && html`<${ArticleBody} body=${told} />`}</div>`}
    </div>
  <//>`;
}

/** @param {{id: string, selected: boolean, choose: () => void, add: () => void, children?: any}} props */
function Option({ id, selected, choose, add, children }) {
  const seen = (/** @type {HTMLElement | null} */ element) => { if (selected) element?.scrollIntoView({ block: "nearest" }); };
  return html`<li id=${id} ref=${seen} class="finder-option" role="option" aria-selected=${selected}
    onClick=${choose} onDblClick=${add}>${children}</li>`;
}

/** What a reply with the article will say; null while it is not known. @param {string | undefined} key @param {string} conversation */
function useTold(key, conversation) {
  const [told, set] = useState(/** @type {Article | null} */ (null));
  useEffect(() => {
    if (key === undefined) return;
    const path = `/api/articles/${encodeURIComponent(key)}/told?conversation=${encodeURIComponent(conversation)}`;
    return later(0, () => api("GET", path).catch(() => null), set);
  }, [key, conversation]);
  return told;
}

/** Without words what is told most often. @param {string} q */
async function search(q) {
  const query = new URLSearchParams({ q, state: "published", limit: String(MOST), ...(!q.trim() && { sort: "shown" }) });
  try {
    const { articles } = await api("GET", `/api/articles?${query}`);
    return { rows: articles, refusal: null };
  } catch (refusal) {
    return { rows: null, refusal };
  }
}

/**
 * Gives `use` what `ask` answers, after a pause, unless what is returned was called before.
 * @template T
 * @param {number} pause  ms @param {() => Promise<T>} ask @param {(answer: T) => void} use
 * @returns {() => void}
 */
function later(pause, ask, use) {
  let current = true;
  const timer = setTimeout(() => void ask().then((answer) => { if (current) use(answer); }), pause);
  return () => { current = false; clearTimeout(timer); };
}
