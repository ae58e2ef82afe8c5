import { html, useEffect, useMemo, useState } from "../shared/html.js";
import { language as reader, t } from "../shared/i18n.js";
import { languageName } from "../shared/language-name.js";
import { Segments } from "../shared/segments.js";
import { SurveyCard } from "../shared/survey/card.js";
import { atOnce } from "../shared/survey/handing.js";
import { SurveySteps } from "../shared/survey/steps.js";
import { prepared } from "../shared/survey/style.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";
import { previewSurvey } from "./api.js";
import { tidied } from "./definition.js";
import { useEditor } from "./editor-context.js";
import { TelegramCard } from "./telegram-card.js";

/**
 * @typedef {"widget" | "telegram" | "kiosk"} Face
 * @typedef {import("../shared/survey/card-state.js").Said} Said
 * @typedef {{value: number | null, answers: Record<string, any>}} Told
 */

const PAUSE_MS = 300;
/** @type {Told} */
const NOTHING = { value: null, answers: {} };

/** The survey as a customer gets it, to be tried: taps count for nothing but this page. @param {{codes: string[]}} props */
export function Preview({ codes }) {
  const { editor, shown } = useEditor();
  const [face, turn] = useState(/** @type {Face} */ ("widget"));
  const [wanted, speak] = useState(reader.peek());
  const [told, tell] = useState(NOTHING);
  const [round, begin] = useState(0);
  const language = codes.includes(wanted) ? wanted : shown[0];
  const { look, refusal } = useLook(/** @type {any} */ (editor.survey.value), language, told.value);
  const again = () => { tell(NOTHING); begin(round + 1); };
  const give = async (/** @type {Said} */ { value = told.value ?? undefined, answers = {} }) =>
    tell((now) => ({ value: value ?? now.value, answers: { ...now.answers, ...answers } }));
  const answered = look && { ...look.card, answers: told.answers };
  return html`<aside class="preview" aria-label=${t("Preview")}>
    <div class="preview-bar"><${Segments} label=${t("Where")} chosen=${face} choose=${turn}
        options=${[["widget", t("Chat")], ["telegram", "Telegram"], ["kiosk", t("Kiosk")]]} />
      <select class="input" aria-label=${t("Language of the preview")} value=${language} onChange=${typed(speak)}>
        ${codes.map((code) => html`<option key=${code} value=${code} selected=${code === language}>${languageName(code)}</option>`)}</select></div>
    <div class=${`preview-face ${face}`} lang=${language}>
      ${refusal ? html`<p class="notice warn">${explain(refusal)}</p>`
        : !answered ? html`<span class="skeleton"></span>`
        : face === "widget" ? html`<div class="bubble"><${SurveyCard} key=${round} card=${answered} hand=${atOnce(give)} />${answered.offer?.includes("book") && html`<${Booking} />`}</div>`
        : face === "kiosk" ? html`<${SurveySteps} key=${round} card=${answered} hand=${atOnce(give)} onDone=${() => {}} />`
        : html`<${TelegramCard} look=${look} card=${answered} onRate=${(/** @type {number} */ value) => void give({ value })} />`}
    </div>
    <div class="row"><p class="small muted grow">${t("Try it: nothing that you tap here is counted.")}</p>
      <button type="button" class="button link small" onClick=${again}>${t("Start again")}</button></div>
  </aside>`;
}

const Booking = () => html`<button type="button" class="button" aria-disabled="true">${t("Book a call")}</button>`;

/**
 * What the server makes of what is written, asked for after a pause. The last one stays until the next is there.
 * @param {import("./types.js").Survey} survey @param {string} language @param {number | null} value
 * @returns {{look: import("./api.js").Look | null, refusal: any}}
 */
function useLook(survey, language, value) {
  const [state, set] = useState({ look: /** @type {import("./api.js").Look | null} */ (null), refusal: /** @type {any} */ (null) });
  const written = useMemo(() => JSON.stringify(tidied(survey)), [survey]);
  useEffect(() => {
    let current = true;
    const ask = async () => {
      try {
        const [look] = await Promise.all([previewSurvey(JSON.parse(written), language, value), prepared()]);
        if (current) set({ look, refusal: null });
      } catch (refusal) {
        if (current) set((before) => ({ ...before, refusal }));
      }
    };
    const tapped = !state.look || state.look.card.value !== (value ?? undefined); // is shown at once; what is typed may go on
    const timer = setTimeout(ask, tapped ? 0 : PAUSE_MS);
    return () => { current = false; clearTimeout(timer); };
  }, [written, language, value]);
  return state;
}
