import { CircleCheck } from "../../vendor/lucide-survey.js";
import { html, useEffect, useId, useState } from "../html.js";
import { t } from "../i18n.js";
import { Icon } from "../icons.js";
import { Problem, Unsent, thank, thanksOf, useAnswering } from "./answering.js";
import { BookButton } from "./book-button.js";
import { answerTo, isGiven, isWhole, written } from "./card-state.js";
import { Question } from "./question.js";
import { Scale } from "./scale.js";
import { Answers, Given } from "./told.js";

export { prepared } from "./style.js";

/**
 * A rating card as its reader answers it: the scale, which may be used again until the deadline, and below it what follows from
 * the value. A tap counts at once; words count once they are sent.
 * @typedef {import("./card-state.js").Rating} Rating
 * @typedef {import("./card-state.js").Said} Said
 * @param {{card: Rating, hand: import("./handing.js").Hand, book?: () => Promise<{url: string}>}} props  hand: what was given changes the
 *   card. book: gets the address at which a call is booked, where the card may offer one
 */
export function SurveyCard({ card: told, hand, book }) {
  const answering = useAnswering(told, hand);
  const { card, closed, waits, say } = answering;
  const id = useId();
  const { value } = card;
  if (closed) return html`<${Closed} card=${card} />`;
  const pick = async (/** @type {number} */ wanted) => { if (await say({ value: wanted })) thank(card); };
  return html`<div class="survey">
    <p class="asked words" id=${id}>${card.text}</p>
    <${Scale} card=${card} value=${value} labelledby=${id} onPick=${pick} />
    ${value !== undefined && html`${waits ? html`<${Unsent} />`
      : html`<p class="thanks row"><${Icon} of=${CircleCheck} size=${16} />${thanksOf(card)}</p>`}
      <${FollowUp} key=${value} card=${card} say=${say} />
      ${book && told.offer?.includes("book") && value === told.value && html`<${BookButton} book=${book} />`}`}
    <${Problem} answering=${answering} />
  </div>`;
}

/** What follows from the value: asked all at once, folded away once it is answered. @param {{card: Rating, say: (said: Said) => Promise<boolean>}} props */
function FollowUp({ card, say }) {
  const questions = card.questions ?? [];
  const [open, setOpen] = useState(!isWhole(card));
  const [texts, write] = useState(/** @type {Record<string, string>} */ ({}));
  useEffect(() => { if (questions.length && !isWhole(card)) setOpen(true); }, [questions.length]);
  if (!questions.length) return html`<${Answers} card=${card} />`;
  if (!open) {
    return html`<${Answers} card=${card} />
      <button type="button" class="button link small" onClick=${() => setOpen(true)}>
        ${isWhole(card) ? t("Change the answers") : t("Answer the questions")}</button>`;
  }
  const answers = written(card, texts), unsent = Object.keys(answers).length > 0;
  const done = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!unsent || await say({ answers })) setOpen(false);
  };
  return html`<form class="questions" onSubmit=${done}>
    ${questions.map((question) => html`<${Question} key=${question.id} question=${question} answer=${answerTo(card, question)}
      text=${texts[question.id] ?? answerTo(card, question).text ?? ""}
      onWrite=${(/** @type {string} */ text) => write({ ...texts, [question.id]: text })}
      onAnswer=${(/** @type {any} */ answer) => say({ answers: { [question.id]: answer } })} />`)}
    <button type="submit" class="button done">${unsent ? t("Send the comment") : questions.some((each) => isGiven(answerTo(card, each))) ? t("Done") : t("Not now")}</button>
  </form>`;
}

/** @param {{card: Rating}} props */
function Closed({ card }) {
  return html`<div class="survey">
    <p class="asked words">${card.text}</p>
    ${card.value !== undefined && html`<p><${Given} card=${card} /></p><${Answers} card=${card} />`}
    <p class="muted small">${t("This rating is closed.")}</p>
  </div>`;
}
