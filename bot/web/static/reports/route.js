/**
 * Which view the page shows, in the part of its address behind "#".
 * @typedef {"overview" | "groups" | "comments" | "compare" | "risk" | "samples" | "recordings" | "print"} ViewName
 */

/** @type {readonly ViewName[]} */
const VIEWS = ["overview", "groups", "comments", "compare", "risk", "samples", "recordings", "print"];

/** @param {string} hash  with or without "#"; anybody may have written it @returns {ViewName} */
export const viewOf = (hash) => VIEWS.find((each) => each === hash.replace(/^#/, "")) ?? "overview";

/** @param {ViewName} view */
export const hashOf = (view) => `#${view}`;
