import { html, useEffect, useMemo, useState } from "../shared/html.js";
import { language, t } from "../shared/i18n.js";
import { explain } from "../shared/wording.js";
import { spoken } from "./definition.js";
import { EditorProvider } from "./editor-context.js";
import { EditorHead } from "./editor-head.js";
import { EndPart } from "./end-part.js";
import { FollowUpsPart } from "./follow-ups-part.js";
import { LanguageBar } from "./language-bar.js";
import { Preview } from "./preview.js";
import { SaveBar } from "./save-bar.js";
import { ScalePart } from "./scale-part.js";
import { SurveyEditor } from "./survey-editor.js";
import { surveyList } from "./survey-list.js";
import { VersionsPage } from "./versions-page.js";
import { WhenPart } from "./when-part.js";
import { WordsPart } from "./words-part.js";
import { route } from "./where.js";

/** How many languages are written side by side at first. */
const SIDE_BY_SIDE = globalThis.matchMedia?.("(max-width: 700px)").matches ? 2 : 3;

/** One survey, opened. @param {{id: string}} props */
export function EditorView({ id }) {
  const editor = useMemo(() => new SurveyEditor({ id }), []);
  const row = surveyList.find(id);
  useEffect(() => { void surveyList.load().then(() => { const found = surveyList.find(id); if (found) editor.open(found.survey, found.version); }); }, []);
  if (!row || !editor.survey.value) return html`<${NotThere} />`;
  return html`<${Opened} editor=${editor} row=${row} />`;
}

/** While it is fetched, or where there is none. */
function NotThere() {
  if (surveyList.refusal.value) {
    return html`<div class="empty" role="alert"><h2>${t("The survey cannot be shown")}</h2><p>${explain(surveyList.refusal.value)}</p>
      <button type="button" class="button primary" onClick=${() => location.reload()}>${t("Try again")}</button></div>`;
  }
  if (surveyList.rows.value) {
    return html`<div class="empty"><h2>${t("There is no such survey")}</h2><p>${t("It may have been removed.")}</p>
      <a class="button primary" href="#surveys">${t("All surveys")}</a></div>`;
  }
  return html`<div class="list-skeletons"><span class="visually-hidden">${t("Loading…")}</span><span class="skeleton"></span><span class="skeleton"></span></div>`;
}

/** @param {{editor: SurveyEditor, row: import("./types.js").Row}} props */
function Opened({ editor, row }) {
  const survey = /** @type {import("./types.js").Survey} */ (editor.survey.value);
  const { languages, fallback_language } = surveyList.known.value;
  const codes = useMemo(() => [...new Set([fallback_language, language.peek(), ...languages, ...spoken(survey)])].filter(
    (code) => languages.includes(code) || spoken(survey).has(code)), []);
  const [shown, show] = useState(() => codes.slice(0, SIDE_BY_SIDE));
  return html`<${EditorProvider} value=${{ editor, shown }}>
    <${EditorHead} row=${row} />
    ${route.value.page === "versions" ? html`<${VersionsPage} row=${row} />` : html`<div class="edit">
      <div class="edit-form">
        <${LanguageBar} codes=${codes} onShow=${show} />
        <${WordsPart} /><${ScalePart} /><${FollowUpsPart} /><${WhenPart} /><${EndPart} />
      </div>
      <${Preview} codes=${codes} />
    </div>`}
    <${SaveBar} />
  <//>`;
}
