import { valuesOf } from "../shared/survey/card-state.js";

/**
 * A survey's definition as it is written on the page: pure functions from one to the next.
 * @typedef {import("./types.js").Survey} Survey
 * @typedef {import("./types.js").FollowUp} FollowUp
 * @typedef {import("./types.js").Words} Words
 * @typedef {import("./types.js").Metric} Metric
 */

/** The looks of each metric, the usual one first. @type {Record<Metric, import("./types.js").Look[]>} */
export const LOOKS = { csat: ["stars", "faces", "numbers", "thumbs"], nps: ["numbers"], ces: ["numbers"] };

/** @param {Partial<FollowUp> & {id: string, kind: FollowUp["kind"]}} told @returns {FollowUp} */
const wholeFollowUp = ({ id, kind, question = {}, values = [], choices = [], many = true, low = {}, high = {} }) =>
  ({ id, kind, question, values, choices: choices.map(({ id: chip, words = {} }) => ({ id: chip, words })), many, low, high });

/** With every field, whatever was left out at its default. @param {any} told @returns {Survey} */
export function whole(told) {
  const ask = { moments: [], channels: [], languages: [], handlers: [], touchpoints: [], places: [], share: 100, ...told.ask };
  return {
    id: told.id, metric: told.metric ?? "csat", look: told.look ?? "stars", question: told.question ?? {}, low: told.low ?? {}, high: told.high ?? {},
    follow_ups: (told.follow_ups ?? []).map(wholeFollowUp), thanks: told.thanks ?? {}, after: told.after ?? "nothing", book_for: told.book_for ?? [],
    ask, delay_h: told.delay_h ?? 0, reminder_h: told.reminder_h ?? null, deadline_h: told.deadline_h ?? 168,
  };
}

/** As it is saved: texts trimmed, empty ones and empty chips left out. @param {Survey} survey @returns {Survey} */
export const tidied = (survey) => ({
  ...survey,
  question: filled(survey.question), low: filled(survey.low), high: filled(survey.high), thanks: filled(survey.thanks),
  follow_ups: survey.follow_ups.map((each) => ({
    ...each,
    question: filled(each.question), low: filled(each.low), high: filled(each.high),
    choices: each.choices.map(({ id, words }) => ({ id, words: filled(words) })).filter(({ words }) => Object.keys(words).length),
  })),
});

/** @param {Words} words @returns {Words} trimmed, in a fixed order, without the empty ones */
const filled = (words) =>
  Object.fromEntries(Object.entries(words).map(([code, text]) => /** @type {[string, string]} */ ([code, text.trim()]))
    .filter(([, text]) => text).sort(([a], [b]) => (a < b ? -1 : 1)));

/** @param {Survey} a @param {Survey} b */
export const same = (a, b) => JSON.stringify(tidied(a)) === JSON.stringify(tidied(b));

/**
 * Every text of the survey, with where it stands.
 * @param {Survey} survey @returns {{where: string, words: Words}[]} where: as the server names fields, "follow_ups.0.choices.1"
 */
export function texts(survey) {
  const { question, low, high, thanks, follow_ups } = survey;
  return [
    { where: "question", words: question }, { where: "low", words: low }, { where: "high", words: high }, { where: "thanks", words: thanks },
    ...follow_ups.flatMap((each, place) => [
      { where: `follow_ups.${place}.question`, words: each.question },
      ...(each.kind === "scale" ? [{ where: `follow_ups.${place}.low`, words: each.low }, { where: `follow_ups.${place}.high`, words: each.high }] : []),
      ...(each.kind === "chips" ? each.choices.map(({ words }, chip) => ({ where: `follow_ups.${place}.choices.${chip}`, words })) : []),
    ]),
  ];
}

/**
 * What has words in some language and not in this one.
 * @param {Survey} survey @param {string} language @returns {string[]} where
 */
export const lacking = (survey, language) => texts(survey)
  .filter(({ words }) => !words[language]?.trim() && Object.values(words).some((text) => text.trim())).map(({ where }) => where);

/** Every language in which something is written. @param {Survey} survey @returns {Set<string>} */
export const spoken = (survey) => new Set(texts(survey).flatMap(({ words }) =>
  Object.entries(words).filter(([, text]) => text.trim()).map(([code]) => code)));

/**
 * With another metric: the look, the values of further questions and of booking follow, as far as they fit.
 * @param {Survey} survey @param {Metric} metric @param {import("./types.js").Look} [look]
 * @returns {Survey}
 */
export function scaled(survey, metric, look = survey.look) {
  const fits = LOOKS[metric].includes(look) ? look : LOOKS[metric][0];
  const was = valuesOf(survey), is = valuesOf({ metric, look: fits });
  const moved = (/** @type {number[]} */ values) => {
    if (metric === survey.metric) return values.filter((value) => is.includes(value));
    const among = (/** @type {number} */ value) => (value - was[0]) / (was[was.length - 1] - was[0]);
    const old = values.map((value) => Math.round(among(value) * 100));
    if (!old.length) return [];
    const [least, most] = [Math.min(...old), Math.max(...old)];
    return is.filter((_, place) => { const at = (place / (is.length - 1)) * 100; return at >= least - 5 && at <= most + 5; });
  };
  return {
    ...survey, metric, look: fits, book_for: moved(survey.book_for),
    follow_ups: survey.follow_ups.map((each) => ({ ...each, values: moved(each.values) })),
  };
}

/** The id, or with the first number behind it that makes it a free one. @param {string} wanted @param {Iterable<string>} taken */
export function freeId(wanted, taken) {
  const known = new Set(taken);
  let id = wanted;
  for (let number = 2; known.has(id); number++) id = `${wanted}-${number}`;
  return id;
}

/** @param {FollowUp["kind"]} kind @param {readonly FollowUp[]} others @returns {FollowUp} */
export function newFollowUp(kind, others) {
  const id = freeId({ chips: "reasons", text: "comment", scale: "rating" }[kind], others.map((each) => each.id));
  return wholeFollowUp({ id, kind, choices: kind === "chips" ? [{ id: "a", words: {} }, { id: "b", words: {} }] : [] });
}

/** A chip that is new among others. @param {FollowUp} followUp @returns {import("./types.js").Chip} */
export function newChip({ choices }) {
  const known = new Set(choices.map(({ id }) => id));
  for (let number = 0; ; number++) {
    const id = number < 26 ? String.fromCharCode(97 + number) : `c${number}`;
    if (!known.has(id)) return { id, words: {} };
  }
}

/** @template T @param {T[]} list @param {number} from @param {number} to @returns {T[]} */
export const moved = (list, from, to) => list.toSpliced(from, 1).toSpliced(to, 0, list[from]);
