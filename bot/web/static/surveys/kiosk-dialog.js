import { Dialog } from "../shared/dialog.js";
import { html, useId, useState } from "../shared/html.js";
import { language as reader, t } from "../shared/i18n.js";
import { languageName } from "../shared/language-name.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";
import { changeKiosk, makeKiosk } from "./kiosks-api.js";
import { questionIn } from "./names.js";
import { surveyList } from "./survey-list.js";

/**
 * Where a kiosk stands, and what it asks in which language.
 * @param {{kiosk?: import("./types.js").Kiosk, onClose: () => void, onMade?: (made: any) => void}} props  kiosk: that is changed; none: a
 *   new one
 */
export function KioskDialog({ kiosk, onClose, onMade }) {
  const rows = surveyList.rows.value ?? [];
  const { languages, fallback_language } = surveyList.known.value;
  const [place, setPlace] = useState(kiosk?.place ?? "");
  const [survey, setSurvey] = useState(kiosk?.survey ?? rows.find((row) => row.survey.ask.moments.includes("kiosk"))?.id ?? rows[0]?.id ?? "");
  const [language, setLanguage] = useState(kiosk?.language ?? fallback_language);
  const [problem, setProblem] = useState("");
  const [placeId, surveyId, languageId] = [useId(), useId(), useId()];
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    try {
      if (kiosk) {
        await changeKiosk(kiosk.id, { place, survey, language });
        onClose();
      } else onMade?.(await makeKiosk({ place, survey, language }));
    } catch (refusal) {
      setProblem(explain(refusal));
    }
  };
  return html`<${Dialog} title=${kiosk ? t("Change the kiosk") : t("New kiosk")} onClose=${onClose}>
    <form class="stack" onSubmit=${submit}>
      <div class="field"><label for=${placeId}>${t("Place")}</label>
        <input id=${placeId} class="input" maxlength="80" required autofocus value=${place} placeholder=${t("Shop in Ljubljana, by the door")} onInput=${typed(setPlace)} />
        <span class="hint">${t("Shown in the reports beside the answers given there.")}</span></div>
      <div class="field"><label for=${surveyId}>${t("Survey")}</label>
        <select id=${surveyId} class="input" required value=${survey} onChange=${typed(setSurvey)}>
          ${rows.map((row) => html`<option key=${row.id} value=${row.id} selected=${row.id === survey}>${questionIn(row.survey, reader.value)} (${row.id})</option>`)}</select></div>
      <div class="field"><label for=${languageId}>${t("Language at the start")}</label>
        <select id=${languageId} class="input" value=${language} onChange=${typed(setLanguage)}>
          ${languages.map((code) => html`<option key=${code} value=${code} selected=${code === language}>${languageName(code)}</option>`)}</select>
        <span class="hint">${t("Customers may choose another.")}</span></div>
      <p class="wrong" role="alert">${problem}</p>
      <div class="dialog-actions"><button type="button" class="button" onClick=${onClose}>${t("Cancel")}</button>
        <button class="button primary">${kiosk ? t("Save") : t("Make the kiosk")}</button></div>
    </form>
  <//>`;
}
