import { CircleCheck } from "../vendor/lucide.js";
import { Lock } from "../vendor/lucide-desk.js";
import { Refusal } from "../shared/connection.js";
import { html, useId, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { toast } from "../shared/toast.js";
import { act } from "../shared/act.js";
import { explain } from "../shared/wording.js";
import { askForReview, publish, saveDraft, undoVersion } from "./api.js";
import { useEditor } from "./editor-context.js";
import { authorName } from "./names.js";
import { Notice } from "../rooms/notice.js";
import { go } from "./where.js";

/** @typedef {import("./editor.js").ArticleEditor} ArticleEditor */

/** The step: published at once, or looked at by somebody else first. */
export function PublishBar() {
  const editor = useEditor();
  const { draft, may_publish, why_not, version } = editor.standing.value ?? {};
  const [note, write] = useState("");
  const [problem, setProblem] = useState(/** @type {any} */ (null));
  const [busy, setBusy] = useState(false);
  const id = useId();
  /** @param {(editor: ArticleEditor, note: string) => Promise<void>} deed */
  const run = (deed) => async () => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      if (await editor.saving.flush()) await deed(editor, note.trim());
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      setProblem(refusal);
    } finally {
      setBusy(false);
    }
  };
  const outdated = draft && (draft.base_version ?? 0) < (version ?? 0);
  return html`<section class="card publish-bar" aria-label=${t("Publish")}>
    <${Asked} draft=${draft} />
    ${outdated && html`<${Notice} kind="warn">${t(
      "Version {n} was published after this draft was begun. What changes is told against that version: read it before you publish.",
      { n: version ?? 0 },
    )}<//>`}
    ${!may_publish && why_not && html`<${Notice} of=${Lock}>${t(why_not)}<//>`}
    <div class="publish-row">
      <div class="field grow"><label for=${id}>${t("Note")} <span class="muted">${t("(optional)")}</span></label>
        <input id=${id} class="input" maxlength="500" value=${note} placeholder=${t("Why it changes; kept with the version")}
          onInput=${typed(write)} /></div>
      ${draft?.state !== "review" && html`<button type="button" class=${may_publish ? "button" : "button primary"}
        aria-disabled=${busy} onClick=${run(review)}>${t("Ask for a review")}</button>`}
      ${may_publish && html`<button type="button" class="button primary" aria-disabled=${busy}
        onClick=${run(outdated ? publishOver : publishDraft)}>
        ${draft?.state === "review" ? t("Approve and publish") : t("Publish")}</button>`}
    </div>
    <div role="alert">
      ${problem && html`<${Notice} kind="bad">${problem.code === "stale" ? t(problem.message) : explain(problem)}<//>`}</div>
  </section>`;
}

/** Who asks for a look, and with what words. @param {{draft?: import("./types.js").Draft | null}} props */
function Asked({ draft }) {
  if (draft?.state !== "review") return null;
  const words = t("{name} asks for a review.", { name: authorName(draft.author) });
  return html`<${Notice} of=${CircleCheck}>${words}${draft.note && ` “${draft.note}”`}<//>`;
}

/** @param {ArticleEditor} editor @param {string} note */
async function publishDraft(editor, note) {
  const revision = editor.saving.revision ?? 0;
  const { version } = await publish(editor.key, revision, note);
  await editor.reload();
  go("article", { key: editor.key });
  const undo = () => void act(async () => {
    await undoVersion(editor.key, version);
    await editor.reload();
    toast(t("Taken back. What it said is a draft again."));
  });
  toast(t("Published. Customers get it from now on."), { label: t("Undo"), run: undo });
}

/** On top of a version that was published meanwhile, and was read. @param {ArticleEditor} editor @param {string} note */
async function publishOver(editor, note) {
  const standing = editor.standing.peek();
  if (!standing?.draft) return;
  const { draft } = await saveDraft(standing.draft.article, standing.draft.revision, standing.version);
  editor.saving.rest(draft);
  await publishDraft(editor, note);
}

/** @param {ArticleEditor} editor @param {string} note */
async function review(editor, note) {
  await askForReview(editor.key, note);
  await editor.reload();
  toast(t("Another manager can look at it now. It stands under “Waits for review”."));
}
