import { Plus } from "../vendor/lucide-journeys.js";
import { html, useState } from "../shared/html.js";
import { language, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { Menu } from "../shared/menu.js";
import { StepCard } from "./step-card.js";
import { stepName, STEP_ICONS } from "./words.js";

/** @type {import("./types.js").Step["does"][]} */
const KINDS = ["articles", "text", "check_in", "survey"];

/** What is done, step by step. @param {{editor: import("./journey-editor.js").JourneyEditor, listed: import("./types.js").Listed}} props */
export function StepsPart({ editor, listed }) {
  const { steps } = editor.journey.value;
  const [shown, show] = useState([language.peek()].filter((code) => listed.languages.includes(code)));
  const own = shown.length ? shown : [listed.languages[0]];
  const turn = (/** @type {string} */ code) => {
    const next = own.includes(code) ? own.filter((each) => each !== code) : listed.languages.filter((each) => each === code || own.includes(each));
    if (next.length) show(next);
  };
  const survey = listed.surveys.find(({ enabled }) => enabled)?.id ?? listed.surveys[0]?.id ?? "";
  return html`<section class="editor-part" aria-labelledby="steps-title">
    <div class="row steps-head"><h3 id="steps-title" class="grow">${t("Steps")}</h3>
      <div class="language-tabs" role="group" aria-label=${t("Languages shown")}>${listed.languages.map((code) => html`
        <button key=${code} type="button" class="chip" aria-pressed=${own.includes(code)} onClick=${() => turn(code)}>${languageName(code)}</button>`)}</div></div>
    <ol class="step-list">${steps.map((step, place) => html`<${StepCard} key=${place} editor=${editor} listed=${listed} step=${step} place=${place} languages=${own} />`)}</ol>
    <div><${Menu} kind="button" align="start" name=${t("Add a step")} label=${html`<${Icon} of=${Plus} size=${16} />${t("Add a step")}`}>
      ${KINDS.map((does) => html`<button key=${does} type="button" role="menuitem" tabindex="-1" onClick=${() => editor.add(does, survey)}>
        <${Icon} of=${STEP_ICONS[does]} size=${16} />${stepName(does)}</button>`)}<//></div>
  </section>`;
}
