import { ArrowLeft, CircleCheck } from "../../vendor/lucide-survey.js";
import { html, useEffect, useId, useRef, useState } from "../html.js";
import { t } from "../i18n.js";
import { Icon } from "../icons.js";
import { Problem, thank, thanksOf, useAnswering } from "./answering.js";
import { answerTo, cleaned, isGiven } from "./card-state.js";
import { Question } from "./question.js";
import { Scale } from "./scale.js";

export { prepared } from "./style.js";

/**
 * A rating card that fills a screen and asks one thing after the other.
 * @typedef {import("./card-state.js").Rating} Rating
 * @typedef {import("./card-state.js").Said} Said
 * @param {{card: Rating, hand: import("./handing.js").Hand, onDone: () => void}} props  hand: what was given changes the card. onDone: the thanks are on the screen
 */
export function SurveySteps({ card: told, hand, onDone }) {
  const answering = useAnswering(told, hand);
  const { card, closed, say } = answering;
  const [step, go] = useState(told.value === undefined ? 0 : 1);
  const questions = card.value === undefined ? [] : card.questions ?? [];
  const over = step > questions.length && card.value !== undefined;
  useEffect(() => { if (over || closed) onDone(); }, [over, closed]);
  const pick = async (/** @type {number} */ value) => {
    if (!await say({ value })) return;
    thank(card);
    go(1);
  };
  return html`<div class="survey big">
    ${closed ? html`<p class="asked">${t("This rating is closed.")}</p>`
      : step === 0 || card.value === undefined ? html`<${Opening} card=${card} onPick=${pick} />`
      : over ? html`<div class="thanks"><${Icon} of=${CircleCheck} size=${72} /><p class="asked">${thanksOf(card)}</p></div>`
      : html`<${Step} key=${step} card=${card} question=${questions[step - 1]} say=${say} onBack=${() => go(step - 1)} onNext=${() => go(step + 1)} />`}
    <${Problem} answering=${answering} />
  </div>`;
}

/** @param {{card: Rating, onPick: (value: number) => void}} props */
function Opening({ card, onPick }) {
  const id = useId();
  return html`<h2 class="asked" id=${id}>${card.text}</h2>
    <${Scale} card=${card} value=${card.value} labelledby=${id} size=${64} still onPick=${onPick} />`;
}

/**
 * @param {{card: Rating, question: import("./card-state.js").Question, say: (said: Said) => Promise<boolean>, onBack: () => void, onNext: () => void}} props
 */
function Step({ card, question, say, onBack, onNext }) {
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const answer = answerTo(card, question);
  const [text, write] = useState(answer.text ?? "");
  useEffect(() => frame.current?.focus(), []);
  const changed = question.kind === "text" && cleaned(text) !== (answer.text ?? "");
  const pick = async (/** @type {import("./card-state.js").Answer} */ given) => {
    const single = question.kind === "scale" || question.many === false;
    if (await say({ answers: { [question.id]: given } }) && single && isGiven(given)) onNext();
  };
  const tell = () => say({ answers: { [question.id]: { text: cleaned(text) } } });
  const next = async () => { if (!changed || await tell()) onNext(); };
  const leave = () => { if (changed) void tell(); }; // whoever walks away has said it
  return html`<div class="step" ref=${frame} tabindex="-1" onBlurCapture=${leave}>
    <${Question} question=${question} answer=${answer} text=${text} big onWrite=${write} onAnswer=${pick} />
    <div class="row ways">
      <button type="button" class="button quiet" onClick=${onBack}><${Icon} of=${ArrowLeft} />${t("Back")}</button>
      <button type="button" class="button primary" onClick=${next}>${changed || isGiven(answer) ? t("Next") : t("Skip")}</button>
    </div>
  </div>`;
}
