import { html } from "../shared/html.js";
import { mark, t } from "../shared/i18n.js";
import { draftChanges } from "./api.js";
import { useAsked } from "../rooms/asked.js";
import { ChangesView } from "./changes-view.js";
import { useEditor } from "./editor-context.js";
import { Refused } from "../rooms/notice.js";
import { PublishBar } from "./publish-bar.js";
import { RehearsalView } from "./rehearsal-view.js";
import { hashOf } from "./where.js";

/** What would change for customers, tried out on what they have asked before; then the step itself. */
export function PublishPage() {
  const editor = useEditor();
  const standing = editor.standing.value;
  const saved = editor.saving.state.value.kind === "saved";
  const revision = saved ? standing?.draft?.revision : null;
  const { answer: ready, refusal, again } = useAsked(() => editor.ready(), [revision]);
  if (saved && !standing?.draft) return html`<${NothingToPublish} />`;
  return html`<div class="publish">
    ${refusal ? html`<${Refused} refusal=${refusal} again=${again} />`
      : ready ? html`<${PublishBar} />` : html`<span class="skeleton publish-skeleton"></span>`}
    <div class="publish-columns">
      <section class="card"><h2>${standing?.article ? t("What changes") : t("What is new")}</h2>
        <${Differences} revision=${revision} /></section>
      <section class="card"><h2>${t("Rehearsal")}</h2><${RehearsalView} revision=${revision} /></section>
    </div>
  </div>`;
}

/** @param {{revision: number | null | undefined}} props  null: not all is sent yet */
function Differences({ revision }) {
  const editor = useEditor();
  const { answer, refusal, again } = useAsked(
    async () => (await editor.saving.flush() ? draftChanges(editor.key) : Promise.reject(notSaved(editor))), [revision],
  );
  if (refusal) return html`<${Refused} refusal=${refusal} again=${again} />`;
  if (!answer) return html`<span class="skeleton"></span>`;
  if (!answer.changes.length) return html`<p class="muted">${t("The draft says the same as what is published.")}</p>`;
  return html`<${ChangesView} changes=${answer.changes} />`;
}

/** @param {import("./editor.js").ArticleEditor} editor */
function notSaved(editor) {
  const state = editor.saving.state.peek();
  if (state.kind === "failed") return state.refusal;
  return { code: "conflict", message: mark("The draft is not saved yet. See above what is missing.") };
}

function NothingToPublish() {
  const { key, standing } = useEditor();
  return html`<div class="empty"><h2>${t("Nothing to publish")}</h2>
    <p>${standing.value?.article ? t("What customers get is what you wrote last. Change something, and it waits here.")
      : t("There is no draft.")}</p>
    <a class="button" href=${hashOf("article", { key })}>${t("Write")}</a></div>`;
}
