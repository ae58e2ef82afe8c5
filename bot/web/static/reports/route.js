import { signal } from "../shared/html.js";

/**
 * Which view the page shows, in the part of its address behind "#".
 * @typedef {"overview" | "groups" | "comments" | "compare" | "risk" | "samples" | "recordings" | "print"} ViewName
 */

/** @type {readonly ViewName[]} */
const VIEWS = ["overview", "groups", "comments", "compare", "risk", "samples", "recordings", "print"];

/** @param {string} hash  with or without "#"; anybody may have written it @returns {ViewName} */
export const viewOf = (hash) => VIEWS.find((each) => each === hash.replace(/^#/, "")) ?? "overview";

/** Which view the address names. */
export const view = signal(viewOf(globalThis.location?.hash ?? ""));

/** Follows the address from now on. */
export const followView = () => addEventListener("hashchange", () => { view.value = viewOf(location.hash); });

/** @param {ViewName} view */
export const hashOf = (view) => `#${view}`;
