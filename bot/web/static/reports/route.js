import { signal } from "../shared/html.js";

/**
 * Which view the page shows, in the part of its address behind "#".
 * @typedef {"overview" | "groups" | "comments" | "compare" | "risk" | "samples" | "recordings" | "print"} ViewName
 */

/** @type {readonly ViewName[]} */
const VIEWS = ["overview", "groups", "comments", "compare", "risk", "samples", "recordings", "print"];

/** @param {string} hash  with or without "#"; anybody may have written it; behind a "/" stands what of the view is wanted @returns {ViewName} */
export const viewOf = (hash) => VIEWS.find((each) => each === hash.replace(/^#/, "").split("/")[0]) ?? "overview";

/** @param {string} hash @returns {string} "": all of the view */
export const partOf = (hash) => hash.split("/")[1] ?? "";

/** Which view the address names. */
export const view = signal(viewOf(globalThis.location?.hash ?? ""));

/** Which part of it. */
export const part = signal(partOf(globalThis.location?.hash ?? ""));

const read = () => {
  view.value = viewOf(location.hash);
  part.value = partOf(location.hash);
};

/** Follows the address from now on. */
export const followView = () => addEventListener("hashchange", read);

/** @param {ViewName} view @param {string} [within] */
export const hashOf = (view, within) => (within ? `#${view}/${within}` : `#${view}`);

/** Shows another part of a view, without another step back. @param {ViewName} view @param {string} within */
export function showPart(view, within) {
  history.replaceState(null, "", location.pathname + location.search + hashOf(view, within));
  read();
}
