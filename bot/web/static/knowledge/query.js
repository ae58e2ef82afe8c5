/**
 * What the list of articles is asked for, kept in the page's address.
 * @typedef {{q: string, state: string, category: string, tag: string, language: string, sort: string}} Query  "": any, as by itself
 */

/** @type {readonly (keyof Query)[]} */
const NAMES = ["q", "state", "category", "tag", "language", "sort"];

export const STATES = ["draft", "review", "published", "unpublished", "untranslated", "expired", "unanswered", "unshown"];

/** "" is by when it was changed, or with words to look for by how well they fit. */
export const SORTS = ["title", "category", "variants", "shown", "stick", "people"];

/** @param {URLSearchParams} given  anybody may have written it @returns {Query} */
export function queryOf(given) {
  const query = /** @type {Query} */ (Object.fromEntries(NAMES.map((name) => [name, given.get(name) ?? ""])));
  if (!STATES.includes(query.state)) query.state = "";
  if (!SORTS.includes(query.sort)) query.sort = "";
  return query;
}

/** Whether anything narrows the list. @param {Query} query */
export const narrows = ({ sort: _, ...rest }) => Object.values(rest).some((value) => value.trim());

/** The same without what narrows it. @param {Query} query @returns {Query} */
export const widened = ({ sort }) => ({ q: "", state: "", category: "", tag: "", language: "", sort });
