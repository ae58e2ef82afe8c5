/**
 * What a customer has said at the kiosk, and the card that asks: pure.
 * @typedef {import("../shared/survey/card-state.js").Rating} Rating
 * @typedef {import("../shared/survey/card-state.js").Said} Said
 * @typedef {import("./types.js").View} View
 * @typedef {{value: number | null, answers: Record<string, import("./types.js").Answer>}} Told
 */

/** @type {Told} */
export const NOTHING = Object.freeze({ value: null, answers: {} });

/** The languages that can be chosen, the kiosk's own first. @param {View} view @returns {string[]} */
export const languagesOf = ({ language, words }) => [...new Set([language, ...Object.keys(words)])].filter((code) => words[code]);

/** The words in a language; in the kiosk's own, or any, where there are none. @param {View} view @param {string} language */
export const wordsIn = ({ language: own, words }, language) => words[language] ?? words[own] ?? Object.values(words)[0];

/** @param {import("./types.js").Words} words @param {number | null} value @returns {import("./types.js").Question[]} */
const following = ({ questions = [] }, value) =>
  (value === null ? [] : questions.filter(({ values = [] }) => !values.length || values.includes(value)));

/** The card in a language, as far as the customer has come. @param {View} view @param {string} language @param {Told} told @returns {Rating} */
export function cardOf(view, language, { value, answers }) {
  const words = wordsIn(view, language);
  const { text, low = "", high = "", thanks } = words;
  const { survey, metric, look } = view;
  return {
    kind: "rating", request: "kiosk", moment: "kiosk", survey, metric, look, text, low, high, answers,
    questions: following(words, value), ...(value !== null && { value }), ...(thanks && { thanks }),
  };
}

/**
 * After one more tap; answers to questions that do not go with the value any more are dropped.
 * @param {View} view @param {Told} told @param {Said} said @returns {Told}
 */
export function said(view, told, { value = told.value ?? undefined, answers = {} }) {
  if (value === undefined) return told;
  const asked = new Set(following(wordsIn(view, view.language), value).map(({ id }) => id));
  const all = Object.entries({ ...told.answers, ...answers });
  return { value, answers: Object.fromEntries(all.filter(([id, answer]) => asked.has(id) && isSaid(answer))) };
}

/** @param {import("./types.js").Answer} answer */
const isSaid = ({ choices = [], text = "", value }) => choices.length > 0 || text !== "" || value !== undefined;
