import { Dialog } from "../shared/dialog.js";
import { html, useEffect, useId, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";
import { listArticles } from "./api.js";

const PAUSE_MS = 150;

/**
 * Which article answers a gap: those that come near its wording first, others by searching.
 * @param {{gap: import("./growth-api.js").Gap, choose: (article: {key: string, title: string}) => void, onClose: () => void}} props
 */
export function SettleDialog({ gap, choose, onClose }) {
  const [q, write] = useState(gap.wording);
  const [state, set] = useState({ rows: /** @type {import("./types.js").Row[] | null} */ (null), refusal: /** @type {any} */ (null) });
  const id = useId();
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      listArticles({ q, state: "published", limit: 8 }).then(
        ({ articles }) => current && set({ rows: articles, refusal: null }),
        (refusal) => current && set({ rows: null, refusal }),
      );
    }, PAUSE_MS);
    return () => { current = false; clearTimeout(timer); };
  }, [q]);
  return html`<${Dialog} title=${t("Which article answers this?")} onClose=${onClose}>
    <div class="field"><label for=${id}>${t("Search the articles")}</label>
      <input id=${id} class="input" type="text" inputmode="search" autocomplete="off" maxlength="200" autofocus value=${q} onInput=${typed(write)} />
      <span class="hint">${t("Its wordings are then offered as ways of asking for that article.")}</span></div>
    ${state.refusal && html`<p role="alert">${explain(state.refusal)}</p>`}
    ${state.rows && (state.rows.length
      ? html`<ul class="offered">${state.rows.map((row) => html`<li key=${row.key}>
          <button type="button" class="offered-article" onClick=${() => choose(row)}>${row.title}<span class="muted small">${row.category ?? ""}</span></button></li>`)}</ul>`
      : html`<p class="muted">${t("No article fits")}</p>`)}
  <//>`;
}
