import { ArrowLeft } from "../vendor/lucide-desk.js";
import { html, useEffect } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { articleList } from "./article-list.js";
import { ArticleMenu } from "./article-menu.js";
import { useEditor } from "./editor-context.js";
import { SaveWords } from "./save-words.js";
import { hashOf, route } from "./where.js";

/** What is open, where its words stand, and what can be done with it. */
export function EditorHead() {
  const editor = useEditor();
  const { key, page } = route.value;
  const article = editor.article.value;
  const title = article?.translations[0]?.title.trim() || editor.key;
  useEffect(() => { document.title = `${title} · Heard`; }, [title]);
  /** @type {(name: string, words: string) => any} */
  const tab = (name, words) => html`<a class="segment" href=${hashOf("article", { key, page: name })}
    aria-current=${page === name ? "page" : undefined}>${words}</a>`;
  return html`<header class="editor-head">
    <a class="button quiet" href=${hashOf("articles", { query: articleList.query.value })}>
      <${Icon} of=${ArrowLeft} size=${16} label=${t("To all articles")} /><span aria-hidden="true">${t("Articles")}</span></a>
    <div class="editor-title grow"><h1 class="truncate" title=${title}>${title}</h1>
      <p class="editor-under small muted"><${StandingTag} /><span class="truncate editor-key">${editor.key}</span></p></div>
    <${SaveWords} />
    <nav class="segments" aria-label=${t("Parts of the article")}>
      ${tab("", t("Write"))}${tab("publish", t("Publish"))}${tab("versions", t("Versions"))}</nav>
    <${ArticleMenu} />
  </header>`;
}

/** Whether customers get to see it, and whether something waits to be published. */
function StandingTag() {
  const standing = useEditor().standing.value;
  if (!standing) return null;
  const { article, draft, version } = standing;
  if (draft?.state === "review") return html`<span class="tag warn">${t("waits for review")}</span>`;
  if (!article) return html`<span class="tag">${version ? t("removed") : t("not published")}</span>`;
  return html`<span class="tag good">${t("published")}</span>${draft && html`<span class="tag">${t("draft")}</span>`}`;
}
