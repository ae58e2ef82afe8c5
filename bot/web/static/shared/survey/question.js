import { Check } from "../../vendor/lucide-survey.js";
import { html, useId } from "../html.js";
import { t } from "../i18n.js";
import { Icon } from "../icons.js";
import { toggled } from "./card-state.js";
import { Scale } from "./scale.js";

/**
 * One follow-up question of a card.
 * @typedef {import("./card-state.js").Question} Question
 * @typedef {import("./card-state.js").Answer} Answer
 * @param {{question: Question, answer: Answer, text: string, big?: boolean, onWrite: (text: string) => void, onAnswer: (answer: Answer) => void}} props
 *   text: what is being written; onAnswer: chips and points count as they are picked
 */
export function Question({ question, answer, text, big = false, onWrite, onAnswer }) {
  const id = useId();
  switch (question.kind) {
    case "chips": return html`<div class="question" role="group" aria-labelledby=${id}>
      <p class="asked" id=${id}>${question.text}</p><${Chips} question=${question} answer=${answer} onAnswer=${onAnswer} /></div>`;
    case "scale": return html`<div class="question">
      <p class="asked" id=${id}>${question.text}</p>
      <${Scale} card=${{ metric: "mark", low: question.low, high: question.high }} value=${answer.value} labelledby=${id}
        onPick=${(/** @type {number} */ value) => onAnswer({ value })} /></div>`;
    default: return html`<div class="question">
      <label class="asked" for=${id}>${question.text} <span class="muted">${t("(optional)")}</span></label>
      <textarea id=${id} class="input" rows=${big ? 4 : 2} maxlength="2000" value=${text}
        onInput=${(/** @type {any} */ event) => onWrite(event.currentTarget.value)}></textarea></div>`;
  }
}

/** @param {{question: Question, answer: Answer, onAnswer: (answer: Answer) => void}} props */
function Chips({ question, answer, onAnswer }) {
  const chosen = answer.choices ?? [];
  return html`<div class="chips">${(question.choices ?? []).map(({ id, label }) => html`
    <button key=${id} type="button" class="chip" aria-pressed=${chosen.includes(id)} onClick=${() => onAnswer(toggled(question, answer, id))}>
      ${chosen.includes(id) && html`<${Icon} of=${Check} size=${14} />`}${label}</button>`)}</div>`;
}
