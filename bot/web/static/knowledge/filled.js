/** Texts by language, trimmed, without those that were left empty. @param {Record<string, string>} texts @returns {Record<string, string>} */
export const filled = (texts) =>
  Object.fromEntries(Object.entries(texts).map(([code, words]) => [code, words.trim()]).filter(([, words]) => words));
