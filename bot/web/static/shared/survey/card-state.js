/** What a rating card asks, and what has been said to it: pure. */

/**
 * @typedef {import("../conversation.js").Rating} Rating
 * @typedef {import("../conversation.js").CardQuestion} Question
 * @typedef {import("../conversation.js").CardAnswer} Answer
 * @typedef {{value?: number, answers?: Record<string, Answer>}} Said  what a person does to a card: fields of the verb `rate`
 * @typedef {{metric?: "csat" | "nps" | "ces" | "mark", look?: Rating["look"], low?: string, high?: string}} Scaled  what has a scale:
 *   a card, or with "mark" a follow-up question
 */

const SCALES = {
  csat: [1, 2, 3, 4, 5],
  nps: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  ces: [1, 2, 3, 4, 5, 6, 7],
  mark: [1, 2, 3, 4, 5],
};

/** What may be given, the lowest first. @param {Pick<Scaled, "metric" | "look">} card */
export const valuesOf = ({ metric = "csat", look }) => (look === "thumbs" ? [1, 5] : SCALES[metric]);

/** How it is drawn: CSAT as the survey says, the others as numbers. @param {Pick<Scaled, "metric" | "look">} card */
export const lookOf = ({ metric = "csat", look = "stars" }) => (metric === "csat" ? look : "numbers");

/**
 * What was said to one question; the words of the first question in words are the card's comment.
 * @param {Rating} card @param {Question} question @returns {Answer}
 */
export function answerTo(card, question) {
  const given = card.answers?.[question.id];
  if (given) return given;
  const first = (card.questions ?? []).find(({ kind }) => kind === "text");
  return card.comment && first?.id === question.id ? { text: card.comment } : {};
}

/** @param {Answer} answer */
export const isGiven = ({ choices = [], text, value }) => choices.length > 0 || Boolean(text) || value !== undefined;

/** Whether each of the questions has its answer. @param {Rating} card */
export const isWhole = (card) => (card.questions ?? []).every((question) => isGiven(answerTo(card, question)));

/**
 * The card as it will be once the server has heard `said`, but for what only the server knows: which questions follow.
 * @param {Rating} card @param {Said} said @returns {Rating}
 */
export function after(card, { value = card.value, answers = {} }) {
  const questions = value === card.value ? card.questions : [];
  return { ...card, questions, ...(value !== undefined && { value }), answers: { ...card.answers, ...answers } };
}

/** With one choice more or less. @param {Question} question @param {Answer} answer @param {string} choice @returns {Answer} */
export function toggled({ many = true, choices: offered = [] }, { choices = [] }, choice) {
  if (choices.includes(choice)) return { choices: choices.filter((each) => each !== choice) };
  if (!many) return { choices: [choice] };
  const wanted = new Set([...choices, choice]);
  return { choices: offered.map(({ id }) => id).filter((id) => wanted.has(id)) };
}

/** Whether nothing can be given or changed any more. @param {Rating} card @param {number} now  UTC ms */
export const isClosed = ({ closed = false, until = Infinity }, now) => closed || now >= until;

/**
 * What was written and is not what the server has.
 * @param {Rating} card @param {Record<string, string>} texts  by question
 * @returns {Record<string, Answer>}
 */
export function written(card, texts) {
  const asked = (card.questions ?? []).filter(({ id }) => Object.hasOwn(texts, id));
  const changed = asked.filter((question) => cleaned(texts[question.id]) !== (answerTo(card, question).text ?? ""));
  return Object.fromEntries(changed.map(({ id }) => [id, { text: cleaned(texts[id]) }]));
}

/** What the server takes: no half characters, no NUL. @param {string} text */
export const cleaned = (text) => text.toWellFormed().replaceAll("\0", "").trim();
