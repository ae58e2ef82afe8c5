/**
 * Journeys as they are edited: pure.
 * @typedef {import("./types.js").Journey} Journey
 * @typedef {import("./types.js").Step} Step
 */

/** @param {string} id @param {string} name @param {string} kind @param {string} words  English @returns {Journey} */
export const blank = (id, name, kind, words) => ({ id, name, trigger: { kind }, steps: [{ does: "text", after_h: 24, text: { en: words } }] });

/** An id made of the name that nobody has. @param {string} name @param {string[]} taken */
export function freeId(name, taken) {
  const plain = name.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 34).replace(/-+$/, "") || "journey";
  for (let n = 1; ; n++) {
    const id = n === 1 ? plain : `${plain}-${n}`;
    if (!taken.includes(id)) return id;
  }
}

/** A new step after the last. @param {Step["does"]} does @param {readonly Step[]} steps @param {string} survey @returns {Step} */
export function newStep(does, steps, survey) {
  const after_h = (steps.at(-1)?.after_h ?? 0) + 24;
  switch (does) {
    case "articles": return { does, after_h, about_product: true };
    case "text": return { does, after_h, text: {} };
    case "survey": return { does, after_h, survey };
    case "check_in": return { does, after_h, text: {} };
  }
}

/** In the order of their time; steps of the same time stay as they are. @param {readonly Step[]} steps */
export const inOrder = (steps) => [...steps].sort((a, b) => a.after_h - b.after_h);

/** Without what is empty, as it is saved. @param {Journey} journey @returns {Journey} */
export function tidy(journey) {
  return /** @type {Journey} */ (without({ ...journey, trigger: without(journey.trigger), steps: inOrder(journey.steps).map(tidyStep) }));
}

/** @param {Step} step @returns {Step} */
function tidyStep(step) {
  if (step.does === "survey") return step;
  const text = Object.fromEntries(Object.entries(step.text ?? {}).filter(([, words]) => words.trim()));
  const kept = /** @type {any} */ (without(step, ["after_h", "does"]));
  if (step.does !== "articles" || Object.keys(text).length) kept.text = text;
  else delete kept.text;
  return kept;
}

/** @param {Record<string, any>} part @param {string[]} [always] */
function without(part, always = ["id", "name", "kind", "unless", "trigger", "steps"]) {
  return Object.fromEntries(Object.entries(part).filter(([name, value]) => always.includes(name)
    || !(value === "" || value === undefined || value === null || value === false || value === 0 || (Array.isArray(value) && !value.length))));
}

/** Hours as a number and its unit. @param {number} hours @returns {[number, "hours" | "days" | "weeks"]} */
export function lengthOf(hours) {
  if (hours && hours % 168 === 0) return [hours / 168, "weeks"];
  if (hours && hours % 24 === 0) return [hours / 24, "days"];
  return [hours, "hours"];
}

/** @param {number} n @param {"hours" | "days" | "weeks"} unit */
export const hoursOf = (n, unit) => n * { hours: 1, days: 24, weeks: 168 }[unit];

/** Languages in which a step that speaks has no words. @param {Step} step @param {readonly string[]} languages */
export function lacking(step, languages) {
  if (step.does === "survey") return [];
  const said = languages.filter((code) => step.text?.[code]?.trim());
  return step.does === "articles" && !said.length ? [] : languages.filter((code) => !said.includes(code));
}
