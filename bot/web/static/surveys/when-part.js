import { ChipsField } from "../rooms/chips-field.js";
import { channelName } from "../rooms/names.js";
import { html, useId } from "../shared/html.js";
import { number, t } from "../shared/i18n.js";
import { languageName } from "../shared/language-name.js";
import { typed } from "../shared/typed.js";
import { useEditor } from "./editor-context.js";
import { handlerName, momentName } from "./names.js";
import { Picks } from "./picks.js";
import { SpanField } from "./span-field.js";
import { surveyList } from "./survey-list.js";

/** @typedef {import("./types.js").Ask} Ask */

const MOMENTS = /** @type {import("./types.js").Moment[]} */ (["episode", "call", "later", "touchpoint", "reask"]);
const CHANNELS = ["widget", "telegram"];
const HANDLERS = ["article", "bot", "agent", "call"];

/** When it asks, and of whom. */
export function WhenPart() {
  const { editor } = useEditor();
  const { ask, delay_h, reminder_h, deadline_h } = /** @type {import("./types.js").Survey} */ (editor.survey.value);
  const { languages, touchpoints } = surveyList.known.value;
  const set = (/** @type {Partial<Ask>} */ part) => editor.edit((now) => ({ ...now, ask: { ...now.ask, ...part } }));
  const put = (/** @type {Partial<import("./types.js").Survey>} */ part) => editor.edit((now) => ({ ...now, ...part }));
  const pairs = (/** @type {readonly any[]} */ keys, /** @type {(key: any) => string} */ name) => keys.map((key) => /** @type {const} */ ([key, name(key)]));
  const elsewhere = ask.moments.filter((moment) => !MOMENTS.includes(moment));
  return html`<section class="card edit-part" aria-labelledby="when-title"><h3 id="when-title">${t("When and whom")}</h3>
    <${Picks} label=${t("Moments")} any=${t("none: it asks only where a journey, a kiosk or a link names it")} options=${pairs(MOMENTS, momentName)}
      chosen=${ask.moments} onChange=${(/** @type {import("./types.js").Moment[]} */ moments) => set({ moments: [...moments, ...elsewhere] })} />
    ${ask.moments.includes("touchpoint") && html`<${ChipsField} label=${t("Kinds of touchpoint")} values=${ask.touchpoints} offered=${touchpoints} none=${t("any")}
      onChange=${(/** @type {string[]} */ next) => set({ touchpoints: next })} />`}
    <${Picks} label=${t("Who answered")} options=${pairs(HANDLERS, handlerName)} chosen=${ask.handlers} onChange=${(/** @type {string[]} */ handlers) => set({ handlers })} />
    <${Picks} label=${t("Channels")} options=${pairs(CHANNELS, channelName)} chosen=${ask.channels} onChange=${(/** @type {string[]} */ channels) => set({ channels })} />
    <${Picks} label=${t("Languages of the conversation")} options=${pairs(languages, languageName)} chosen=${ask.languages} onChange=${(/** @type {string[]} */ next) => set({ languages: next })} />
    <${Share} share=${ask.share} onChange=${(/** @type {number} */ share) => set({ share })} />
    <div class="part-fields three">
      <${SpanField} label=${t("Asks after")} hours=${delay_h} onChange=${(/** @type {number} */ hours) => put({ delay_h: hours })} hint=${delay_h ? "" : t("0: at once")} />
      <${Reminder} hours=${reminder_h} onChange=${(/** @type {number | null} */ hours) => put({ reminder_h: hours })} />
      <${SpanField} label=${t("May be answered for")} hours=${deadline_h} least=${1} onChange=${(/** @type {number} */ hours) => put({ deadline_h: hours })} hint=${t("Then the rating is frozen.")} />
    </div>
  </section>`;
}

/** @param {{share: number, onChange: (share: number) => void}} props */
function Share({ share, onChange }) {
  const id = useId();
  return html`<div class="field"><label for=${id}>${t("Share of customers asked")} <output class="muted">${number(share / 100, { style: "percent" })}</output></label>
    <input id=${id} class="range" type="range" min="0" max="100" step="5" value=${share} onInput=${typed((value) => onChange(Number(value)))} />
    <span class="hint">${t("Drawn at random, the same way each time. The others are left to the next survey that fits.")}</span></div>`;
}

/** @param {{hours: number | null, onChange: (hours: number | null) => void}} props */
function Reminder({ hours, onChange }) {
  return html`<div class="reminder-field">
    <label class="check label"><input type="checkbox" checked=${hours !== null} onChange=${() => onChange(hours === null ? 24 : null)} />${t("Reminds once")}</label>
    ${hours !== null && html`<${SpanField} label=${t("Reminds after")} hours=${hours} least=${1} onChange=${onChange} />`}</div>`;
}
