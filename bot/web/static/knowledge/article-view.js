import { html, useEffect, useMemo } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { toast } from "../shared/toast.js";
import { explain } from "../shared/wording.js";
import { ConflictNotice } from "./conflict-notice.js";
import { EditorProvider } from "./editor-context.js";
import { ArticleEditor } from "./editor.js";
import { EditorHead } from "./editor-head.js";
import { PublishPage } from "./publish-page.js";
import { VersionsPage } from "./versions-page.js";
import { hashOf, route } from "./where.js";
import { WritePage } from "./write-page.js";

/** One article: to write, to publish, and its versions. */
export function ArticleView() {
  const { key, page } = route.value;
  const editor = useMemo(() => new ArticleEditor(/** @type {string} */ (key)), []);
  useOpened(editor);
  const Page = { publish: PublishPage, versions: VersionsPage }[page] ?? (editor.article.value ? WritePage : Removed);
  if (editor.refusal.value) return html`<${CannotShow} editor=${editor} />`;
  if (!editor.standing.value) return html`<${Skeleton} />`;
  return html`<${EditorProvider} value=${editor}>
    <div class="editor"><${EditorHead} /><${ConflictNotice} />
      <main class="editor-main"><${Page} /></main></div>
  <//>`;
}

/** Reads the article, keeps up with others, and lets nobody leave with words that are not sent. @param {ArticleEditor} editor */
function useOpened(editor) {
  useEffect(() => {
    void editor.open();
    const back = async () => {
      if (document.visibilityState === "visible" && await editor.refresh()) toast(t("Somebody has changed it. This is how it is now."));
    };
    const leave = (/** @type {BeforeUnloadEvent} */ event) => {
      if (!editor.saving.pending) return;
      void editor.saving.flush();
      event.preventDefault();
    };
    const save = (/** @type {KeyboardEvent} */ event) => {
      if (event.code !== "KeyS" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      void editor.saving.flush();
    };
    addEventListener("keydown", save);
    document.addEventListener("visibilitychange", back);
    addEventListener("beforeunload", leave);
    return () => {
      removeEventListener("keydown", save);
      document.removeEventListener("visibilitychange", back);
      removeEventListener("beforeunload", leave);
      void editor.saving.flush();
    };
  }, []);
}

/** What it said is still among its versions. */
function Removed() {
  return html`<div class="empty"><h2>${t("This article was removed")}</h2>
    <p>${t("What it said is kept: restore a version to write on.")}</p>
    <a class="button primary" href=${hashOf("article", { key: route.value.key, page: "versions" })}>${t("Versions")}</a></div>`;
}

/** @param {{editor: ArticleEditor}} props */
function CannotShow({ editor }) {
  const refusal = editor.refusal.value;
  const gone = refusal.code === "not_found";
  return html`<main class="empty whole-page" role="alert">
    <h1>${gone ? t("There is no such article") : t("The article cannot be shown")}</h1>
    <p>${gone ? t("It may have been removed, or its key was mistyped.") : explain(refusal)}</p>
    <div class="row"><a class="button" href=${hashOf("articles")}>${t("All articles")}</a>
      ${!gone && html`<button type="button" class="button primary" onClick=${() => editor.open()}>${t("Try again")}</button>`}
    </div></main>`;
}

const Skeleton = () => html`<main class="editor editor-skeleton"><span class="visually-hidden">${t("Loading…")}</span>
  <span class="skeleton"></span><span class="skeleton"></span><span class="skeleton"></span></main>`;
