import { Trash } from "../vendor/lucide-journeys.js";
import { html, useId } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { typed } from "../shared/typed.js";
import { ArticlesFields } from "./articles-fields.js";
import { hoursOf, lacking, lengthOf } from "./definition.js";
import { stepName, STEP_ICONS } from "./words.js";

/** @typedef {import("./types.js").Step} Step */

/**
 * @param {{editor: import("./journey-editor.js").JourneyEditor, listed: import("./types.js").Listed, step: Step, place: number, languages: string[]}} props
 *   languages: in which the texts are shown
 */
export function StepCard({ editor, listed, step, place, languages }) {
  const edit = (/** @type {any} */ part) => editor.editStep(place, part);
  const bare = lacking(step, listed.languages);
  return html`<li class="card step-card">
    <div class="row"><span class="step-mark"><${Icon} of=${STEP_ICONS[step.does]} size=${18} /></span>
      <h4 class="grow">${t("Step {n}", { n: place + 1 })}: ${stepName(step.does)}</h4>
      ${bare.length > 0 && html`<span class="tag warn" title=${bare.map(languageName).join(", ")}>${tn("{n} language missing", "{n} languages missing", bare.length)}</span>`}
      <${IconButton} of=${Trash} label=${t("Remove step {n}", { n: place + 1 })} onClick=${() => editor.remove(place)} /></div>
    <${After} hours=${step.after_h} onChange=${(/** @type {number} */ after_h) => edit({ after_h })} />
    ${step.does !== "survey" && html`<${Texts} step=${step} languages=${languages} edit=${edit} />`}
    ${step.does === "articles" && html`<${ArticlesFields} step=${step} edit=${edit} />`}
    ${step.does === "survey" && html`<${SurveyField} step=${step} listed=${listed} edit=${edit} />`}
    ${step.does === "check_in" && html`<${HelpField} step=${step} edit=${edit} />`}
  </li>`;
}

/** How long after what happened. @param {{hours: number, onChange: (hours: number) => void}} props */
function After({ hours, onChange }) {
  const id = useId();
  const [n, unit] = lengthOf(hours);
  const units = /** @type {const} */ ([["hours", t("hours")], ["days", t("days")], ["weeks", t("weeks")]]);
  return html`<div class="row after-field"><label for=${id}>${t("After")}</label>
    <input id=${id} class="input number" type="number" min="0" max="8784" step="any" value=${n} onInput=${typed((value) => onChange(hoursOf(Number(value) || 0, unit)))} />
    <select class="input" aria-label=${t("Unit")} value=${unit} onChange=${typed((next) => onChange(hoursOf(n, /** @type {any} */ (next))))}>
      ${units.map(([name, words]) => html`<option key=${name} value=${name} selected=${name === unit}>${words}</option>`)}</select></div>`;
}

/** @param {{step: Exclude<Step, {does: "survey"}>, languages: string[], edit: (part: any) => void}} props */
function Texts({ step, languages, edit }) {
  const id = useId();
  const text = step.text ?? {};
  return html`<div class="step-texts">${languages.map((code) => html`<div key=${code} class="field">
      <label for=${`${id}-${code}`}>${step.does === "articles" ? t("Above the articles, in {language}", { language: languageName(code) }) : languageName(code)}</label>
      <textarea id=${`${id}-${code}`} class="input" rows="2" maxlength="2000" lang=${code} value=${text[code] ?? ""}
        onInput=${typed((words) => edit({ text: { ...text, [code]: words } }))}></textarea></div>`)}
    <p class="small muted">${t("{name} and {product} are filled in; {example} says what stands where it is not known.", {
      name: "{name}", product: "{product}", example: `{product|${t("your order")}}`,
    })}</p></div>`;
}

/** @param {{step: import("./types.js").SurveyStep, listed: import("./types.js").Listed, edit: (part: any) => void}} props */
function SurveyField({ step, listed, edit }) {
  const id = useId();
  const chosen = listed.surveys.find((each) => each.id === step.survey);
  return html`<div class="field"><label for=${id}>${t("Survey")}</label>
    <select id=${id} class="input" value=${step.survey} onChange=${typed((survey) => edit({ survey }))}>
      ${!chosen && html`<option value=${step.survey} selected>${step.survey || "–"}</option>`}
      ${listed.surveys.map((each) => html`<option key=${each.id} value=${each.id} selected=${each.id === step.survey}>${each.id}${each.enabled ? "" : ` (${t("off")})`}</option>`)}</select>
    ${chosen && !chosen.enabled && html`<span class="hint">${t("This survey is off, so nobody is asked.")} <a href=${`/surveys/#survey/${encodeURIComponent(chosen.id)}`}>${t("Open it")}</a></span>`}</div>`;
}

/** @param {{step: import("./types.js").CheckInStep, edit: (part: any) => void}} props */
function HelpField({ step, edit }) {
  const id = useId();
  return html`<div class="field"><label for=${id}>${t("Who helps if something does not work")}</label>
    <select id=${id} class="input" value=${step.help ?? "bot"} onChange=${typed((help) => edit({ help }))}>
      <option value="bot" selected=${step.help !== "person"}>${t("The bot asks what is wrong")}</option>
      <option value="person" selected=${step.help === "person"}>${t("A person: the customer joins the line")}</option></select></div>`;
}
