import { CircleAlert, CircleCheck } from "../vendor/lucide.js";
import { html } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { explain } from "../shared/wording.js";
import { useEditor } from "./editor-context.js";

/** Where the words stand: "Saved 10:42", "Not saved: there is no connection". */
export function SaveWords() {
  const editor = useEditor();
  const state = editor.saving.state.value;
  const trouble = ["failed", "lacking", "conflict"].includes(state.kind);
  return html`<p class=${`save-words small ${trouble ? "trouble" : "muted"}`} role="status">
    ${trouble && html`<${Icon} of=${CircleAlert} size=${14} />`}
    ${state.kind === "saved" && state.at && html`<${Icon} of=${CircleCheck} size=${14} />`}
    <span>${wordsOf(state)}</span>
    ${state.kind === "failed" && html`<button type="button" class="button link" onClick=${() => editor.saving.flush()}>
      ${t("Try again")}</button>`}
  </p>`;
}

/** @param {import("./autosave.js").SaveState} state */
function wordsOf(state) {
  switch (state.kind) {
    case "saved": return state.at ? t("Saved {time}", { time: timeOf(state.at) }) : "";
    case "unsaved": case "saving": return t("Saving…");
    case "lacking": return t("Not saved: the title in {language} is missing.", { language: languageName(state.language) });
    case "conflict": return t("Not saved: somebody else has changed it.");
    case "failed": return t("Not saved: {why}", { why: explain(state.refusal) });
  }
}

/** The time of today, or the day too. @param {number} at  UTC ms */
function timeOf(at) {
  const today = new Date(at).toDateString() === new Date().toDateString();
  return date(at, today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" });
}
