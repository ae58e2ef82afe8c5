import { Dialog } from "../shared/dialog.js";
import { html, useEffect, useId, useState } from "../shared/html.js";
import { language, t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";
import { listTemplates, saveSurvey } from "./api.js";
import { whole } from "./definition.js";
import { conditions, metricName, questionIn } from "./names.js";
import { surveyList } from "./survey-list.js";
import { go } from "./where.js";

const BLANK = "";

/** Begins a survey from a template, or from nothing. @param {{onClose: () => void}} props */
export function NewDialog({ onClose }) {
  const [templates, set] = useState(/** @type {import("./types.js").Survey[]} */ ([]));
  const [chosen, choose] = useState(BLANK);
  const [own, write] = useState(/** @type {string | null} */ (null));
  const [problem, setProblem] = useState("");
  const idField = useId();
  useEffect(() => { listTemplates().then((all) => { set(all); choose(all[0]?.id ?? BLANK); }, (refusal) => setProblem(explain(refusal))); }, []);
  const id = own ?? surveyList.free(chosen || "survey");
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const reader = language.peek();
    const begun = templates.find((each) => each.id === chosen)
      ?? whole({ question: { [reader]: t("How was it?") }, ask: { moments: ["episode"] } });
    try {
      await saveSurvey({ ...begun, id }, null);
      onClose();
      go("survey", { key: id });
    } catch (refusal) {
      setProblem(explain(refusal));
    }
  };
  return html`<${Dialog} title=${t("New survey")} onClose=${onClose}>
    <form class="stack" onSubmit=${submit}>
      <fieldset class="templates"><legend class="label">${t("Start with")}</legend>
        ${templates.map((each) => html`<${Template} key=${each.id} chosen=${chosen === each.id} choose=${() => choose(each.id)}
          title=${questionIn(each, language.value)} words=${[metricName(each.metric), ...conditions(each)].join(" · ")} />`)}
        <${Template} chosen=${chosen === BLANK} choose=${() => choose(BLANK)} title=${t("A blank survey")} words=${t("A question of your own.")} /></fieldset>
      <div class="field"><label for=${idField}>${t("Id")}</label>
        <input id=${idField} class="input mono" maxlength="32" pattern="[a-z0-9][a-z0-9_\\-]*" required spellcheck=${false} autocapitalize="off" value=${id}
          onInput=${typed((words) => write(words.toLowerCase()))} />
        <span class="hint">${t("Its name in files and reports: a-z, digits, - and _. It cannot be changed later.")}</span></div>
      <p class="wrong" role="alert">${problem}</p>
      <p class="muted small">${t("It stays off until you switch it on.")}</p>
      <div class="dialog-actions"><button type="button" class="button" onClick=${onClose}>${t("Cancel")}</button>
        <button class="button primary">${t("Create")}</button></div>
    </form>
  <//>`;
}

/** @param {{chosen: boolean, choose: () => void, title: string, words: string}} props */
function Template({ chosen, choose, title, words }) {
  return html`<label class="template"><input type="radio" name="template" checked=${chosen} onChange=${choose} />
    <span><strong>${title}</strong><span class="small muted">${words}</span></span></label>`;
}
