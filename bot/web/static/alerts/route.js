/**
 * Where the page stands, in the part of its address behind "#".
 * @typedef {"rules" | "targets" | "digests" | "history"} ViewName
 */

/** @type {readonly ViewName[]} */
const VIEWS = ["rules", "targets", "digests", "history"];

/** @param {string} hash  with or without "#"; anybody may have written it @returns {ViewName} */
export const routeOf = (hash) => VIEWS.find((each) => `#${each}` === hash || each === hash) ?? "rules";

/** @param {ViewName} view */
export const hashOf = (view) => `#${view}`;
