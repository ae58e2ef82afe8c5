import { html } from "../html.js";
import { t } from "../i18n.js";
import { answerTo, isGiven, lookOf, valuesOf } from "./card-state.js";
import { Mark } from "./mark.js";
import { meaning, spokenValue } from "./words.js";

/**
 * A rating that was given, to be read.
 * @typedef {import("./card-state.js").Rating} Rating
 */

/** The value by its look, with the words or figures for it. @param {{card: Rating}} props */
export function Given({ card }) {
  const { value } = card, look = lookOf(card), most = valuesOf(card).at(-1) ?? 0;
  if (value === undefined) return null;
  const marks = look === "stars" ? valuesOf(card) : look === "numbers" ? [] : [value];
  return html`<span class=${`given ${look}`} role="img" aria-label=${spokenValue(card, value)}>
    ${marks.map((each) => html`<${Mark} key=${each} look=${look} value=${each} lit=${each <= value} size=${16} />`)}
    <span aria-hidden="true">${look === "thumbs" ? meaning(card, value) : t("{n} of {most}", { n: value, most })}</span></span>`;
}

/** What was said to the follow-up questions, and the words beside them; nothing where there is nothing. @param {{card: Rating}} props */
export function Answers({ card }) {
  const said = (card.questions ?? []).map((question) => ({ question, answer: answerTo(card, question) })).filter(({ answer }) => isGiven(answer));
  const loose = card.comment && !said.some(({ answer }) => answer.text === card.comment) ? card.comment : "";
  if (!said.length && !loose) return null;
  return html`<div class="answers">
    ${said.map(({ question, answer }) => html`<div key=${question.id}>
      <p class="small muted">${question.text}</p><${Answer} question=${question} answer=${answer} /></div>`)}
    ${loose && html`<blockquote class="said">${loose}</blockquote>`}
  </div>`;
}

/** @param {{question: import("./card-state.js").Question, answer: import("./card-state.js").Answer}} props */
function Answer({ question, answer }) {
  if (answer.text) return html`<blockquote class="said">${answer.text}</blockquote>`;
  if (answer.value !== undefined) return html`<p>${t("{n} of {most}", { n: answer.value, most: 5 })}</p>`;
  const label = (/** @type {string} */ id) => question.choices?.find((choice) => choice.id === id)?.label ?? id;
  return html`<ul class="reasons">${(answer.choices ?? []).map((id) => html`<li key=${id}>${label(id)}</li>`)}</ul>`;
}
