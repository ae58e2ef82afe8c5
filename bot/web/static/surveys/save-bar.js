import { html, useEffect } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { toast } from "../shared/toast.js";
import { explain } from "../shared/wording.js";
import { useEditor } from "./editor-context.js";
import { partName } from "./names.js";
import { surveyList } from "./survey-list.js";

/** What is not saved yet, and what becomes of it. Whoever leaves finds it again: it is kept on this device. */
export function SaveBar() {
  const { editor } = useEditor();
  const wrong = editor.wrong.value;
  useEffect(() => { if (wrong?.field) show(wrong.field); }, [wrong]);
  useEffect(() => {
    const press = (/** @type {KeyboardEvent} */ event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
      event.preventDefault();
      if (editor.changed.peek()) void save(editor);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  if (!editor.changed.value) return null;
  if (editor.overtaken.value !== null) {
    return html`<div class="bulk-bar" role="alert"><p class="grow">${t("Somebody else has saved this survey since you opened it.")}</p>
      <button type="button" class="button" onClick=${() => takeTheirs(editor)}>${t("Take theirs")}</button>
      <button type="button" class="button primary" onClick=${() => save(editor, true)}>${t("Keep mine")}</button></div>`;
  }
  return html`<div class="bulk-bar" role="region" aria-label=${t("Changes")}>
    <p class="grow" role=${wrong ? "alert" : undefined}>${wrong
      ? html`<span class="wrong">${wrong.field && html`<strong>${partName(wrong.field)}: </strong>`}${explain(wrong.message)}</span>`
      : t("Not saved yet. Until then customers are asked as before.")}</p>
    <button type="button" class="button" onClick=${() => editor.discard()}>${t("Discard")}</button>
    <button type="button" class="button primary" aria-disabled=${editor.saving.value} onClick=${() => save(editor)}>${t("Save")}</button>
  </div>`;
}

/** @param {import("./survey-editor.js").SurveyEditor} editor @param {boolean} [over] */
async function save(editor, over = false) {
  if (!await editor.save({ over })) return;
  await surveyList.load();
  toast(t("Saved. Customers get it from now on."));
}

/** @param {import("./survey-editor.js").SurveyEditor} editor */
async function takeTheirs(editor) {
  editor.discard();
  await surveyList.load();
  const row = surveyList.find(editor.id);
  if (row) editor.open(row.survey, row.version);
}

/** Brings what is wrong into view: the field itself, else what it stands in. @param {string} field */
function show(field) {
  for (let parts = field.split("."); parts.length; parts = parts.slice(0, -1)) {
    const found = document.getElementById(parts.join(".")) ?? document.querySelector(`[id^="${CSS.escape(parts.join("."))}."]`);
    if (!(found instanceof HTMLElement)) continue;
    found.focus();
    return;
  }
}
