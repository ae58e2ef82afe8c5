import { texts, whole } from "./definition.js";

/**
 * What one version changed of the one before, as far as a reader sees it.
 * @typedef {import("./types.js").Survey} Survey
 * @typedef {{where: string, language: string | null, was: string, is: string}} Change  language: of a text; was, is: "" where there
 *   is nothing
 */

const PLAIN = /** @type {const} */ (["metric", "look", "after", "book_for", "delay_h", "reminder_h", "deadline_h"]);

/** @param {Survey | null} before  null: there was none @param {Survey} after @returns {Change[]} */
export function changes(before, after) {
  const was = before ?? whole({ id: after.id });
  return [...ofTexts(before, after), ...ofValues(was, after), ...ofAsking(was, after)];
}

/** Texts are told apart by the ids of what they belong to, so that a question that moves is no change of words. @param {Survey | null} before @param {Survey} after */
function ofTexts(before, after) {
  const was = before ? named(before) : new Map(), is = named(after);
  const names = [...is.keys(), ...[...was.keys()].filter((name) => !is.has(name))];
  return names.flatMap((name) => {
    const [old, now] = [was.get(name), is.get(name)];
    const codes = [...new Set([...Object.keys(now?.words ?? {}), ...Object.keys(old?.words ?? {})])];
    return codes.map((language) => ({ where: (now ?? old).where, language, was: old?.words[language] ?? "", is: now?.words[language] ?? "" }))
      .filter((change) => change.was !== change.is);
  });
}

/** @param {Survey} survey @returns {Map<string, {where: string, words: import("./types.js").Words}>} */
const named = (survey) => new Map(texts(survey).map((text) => {
  const [field, place, part, chip] = text.where.split(".");
  const question = survey.follow_ups[Number(place)];
  if (field !== "follow_ups" || !question) return [text.where, text];
  const tail = part === "choices" ? `choices.${question.choices[Number(chip)].id}` : part;
  return [`follow_ups.${question.id}.${tail}`, text];
}));

/** @param {Survey} was @param {Survey} is @returns {Change[]} */
function ofValues(was, is) {
  const plain = PLAIN.map((field) => ({ where: /** @type {string} */ (field), language: null, was: told(was[field]), is: told(is[field]) }));
  const values = is.follow_ups.map((question, place) => {
    const old = was.follow_ups.find(({ id }) => id === question.id);
    const how = (/** @type {import("./types.js").FollowUp | undefined} */ each) => (each ? `${told(each.values)}${each.many ? "" : " (1)"}` : "");
    return { where: `follow_ups.${place}`, language: null, was: how(old), is: how(question) };
  });
  return [...plain, ...values].filter((change) => change.was !== change.is);
}

/** @param {Survey} was @param {Survey} is @returns {Change[]} */
const ofAsking = (was, is) => Object.keys(is.ask).map((field) => {
  const name = /** @type {keyof Survey["ask"]} */ (field);
  return { where: `ask.${name}`, language: null, was: told(was.ask[name]), is: told(is.ask[name]) };
}).filter((change) => change.was !== change.is);

/** @param {unknown} value */
const told = (value) => (Array.isArray(value) ? value.join(", ") : value === null ? "" : String(value));
