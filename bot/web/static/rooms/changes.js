/**
 * What of `after` reads differently: what is sent, so that what somebody else has changed meanwhile stays.
 * @template {object} T @param {T} before @param {T} after @returns {Partial<T>}
 */
export const changesOf = (before, after) => /** @type {any} */ (Object.fromEntries(Object.entries(after).filter(
  ([name, value]) => JSON.stringify(value) !== JSON.stringify(/** @type {any} */ (before)[name]))));
