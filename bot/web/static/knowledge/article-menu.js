import { Copy, Ellipsis, Undo2 } from "../vendor/lucide-desk.js";
import { Trash } from "../vendor/lucide-knowledge.js";
import { act } from "../shared/act.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { Menu } from "../shared/menu.js";
import { toast } from "../shared/toast.js";
import { dropDraft, removeArticle, saveDraft, undoVersion } from "./api.js";
import { articleList } from "./article-list.js";
import { useEditor } from "./editor-context.js";
import { freeKey } from "./key.js";
import { go } from "./where.js";

/** @typedef {import("./editor.js").ArticleEditor} ArticleEditor */

/** What else can be done with the article; each can be undone. */
export function ArticleMenu() {
  const editor = useEditor();
  const { draft, article } = editor.standing.value ?? {};
  /** @type {(of: any, words: string, run: () => Promise<any>) => any} */
  const item = (of, words, run) => html`<button type="button" role="menuitem" tabindex="-1" onClick=${() => act(run)}>
    <${Icon} of=${of} size=${16} />${words}</button>`;
  return html`<${Menu} kind="button bare" name=${t("More")} label=${html`<${Icon} of=${Ellipsis} />`}>
    ${item(Copy, t("Duplicate"), () => duplicate(editor))}
    ${draft && article && item(Undo2, t("Discard the draft"), () => discard(editor))}
    <hr role="separator" />
    ${item(Trash, article ? t("Remove the article") : t("Remove the draft"), () => remove(editor))}
  <//>`;
}

/** @param {ArticleEditor} editor */
async function duplicate(editor) {
  const article = editor.article.peek();
  if (!article) return;
  const key = await freeKey(`${editor.key}-copy`.slice(0, 96));
  await saveDraft({ ...article, key }, null);
  go("article", { key });
  toast(t("This is the copy."));
}

/** @param {ArticleEditor} editor */
async function discard(editor) {
  const was = editor.article.peek();
  await dropDraft(editor.key);
  await editor.reload();
  toast(t("The draft is discarded."), was ? { label: t("Undo"), run: () => editor.edit(was) } : undefined);
}

/** @param {ArticleEditor} editor */
async function remove(editor) {
  const { article, draft } = editor.standing.peek() ?? {};
  const written = editor.article.peek();
  editor.saving.rest(null);
  const { version } = await removeArticle(editor.key);
  go("articles", { query: articleList.query.peek() });
  const back = async () => {
    if (article) await undoVersion(editor.key, version);
    if (draft && written) await saveDraft(written, null);
    go("article", { key: editor.key });
  };
  const title = written?.translations[0]?.title || editor.key;
  toast(t("“{title}” is removed.", { title }), { label: t("Undo"), run: () => void act(back) });
}
