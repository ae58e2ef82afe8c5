import { X } from "../vendor/lucide-recovery.js";
import { html, useEffect, useId, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { typed } from "../shared/typed.js";
import { findArticles } from "./api.js";

const PAUSE_MS = 150;

/** One article, found by its words. @param {{article: string, choose: (key: string) => void}} props  article: its key, "": none yet */
export function ArticleField({ article, choose }) {
  const [q, write] = useState("");
  const [found, set] = useState(/** @type {{key: string, title: string}[]} */ ([]));
  const id = useId();
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => findArticles(q).then(({ articles }) => { if (current) set(articles); }, () => {}), PAUSE_MS);
    return () => { current = false; clearTimeout(timer); };
  }, [q]);
  if (article) {
    return html`<div class="field"><span class="label">${t("Article")}</span><p class="row">
      <a class="truncate" href=${`/knowledge/#article/${encodeURIComponent(article)}`}>${found.find(({ key }) => key === article)?.title ?? article}</a>
      <${IconButton} of=${X} label=${t("Another article")} onClick=${() => choose("")} /></p></div>`;
  }
  return html`<div class="field"><label for=${id}>${t("Which article?")}</label>
    <input id=${id} class="input" type="text" inputmode="search" autocomplete="off" maxlength="200" value=${q} onInput=${typed(write)} />
    <ul class="picks">${found.map(({ key, title }) => html`<li key=${key}>
      <button type="button" class="pick" onClick=${() => choose(key)}><span class="truncate">${title}</span></button></li>`)}</ul></div>`;
}
