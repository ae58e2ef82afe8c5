import { api } from "../shared/http.js";

/**
 * @typedef {{terms: string[], language: string | null, name: boolean}} Synonym  language: null in every one; name: never mended
 * @typedef {import("./types.js").Attribute} Attribute
 * @typedef {{name: string, labels: Record<string, string>}} Category  name: as articles bear it; labels: by language
 */

/** @returns {Promise<{rows: Synonym[], revision: number}>} */
export async function readSynonyms() {
  const { synonyms, revision } = await api("GET", "/api/synonyms");
  const rows = synonyms.map((/** @type {Partial<Synonym>} */ row) => ({ terms: [], language: null, name: false, ...row }));
  return { rows, revision };
}

/** @param {Synonym[]} synonyms @param {number} revision @returns {Promise<{revision: number}>} */
export const writeSynonyms = (synonyms, revision) => api("PUT", "/api/synonyms", { synonyms, revision });

/** @returns {Promise<{rows: Attribute[], revision: number}>} */
export async function readAttributes() {
  const { attributes, revision } = await api("GET", "/api/attributes");
  const rows = attributes.map((/** @type {any} */ { name, question, choices = [] }) =>
    ({ name, question, choices: choices.map((/** @type {any} */ { value, labels = {} }) => ({ value, labels })) }));
  return { rows, revision };
}

/** @param {Attribute[]} attributes @param {number} revision @returns {Promise<{revision: number}>} */
export const writeAttributes = (attributes, revision) => api("PUT", "/api/attributes", { attributes, revision });

/** @returns {Promise<{rows: Category[], revision: number}>} */
export async function readCategories() {
  const { categories, revision } = await api("GET", "/api/categories");
  return { rows: categories.map((/** @type {any} */ { name, labels = {} }) => ({ name, labels })), revision };
}

/** @param {Category[]} categories @param {number} revision @returns {Promise<{revision: number}>} */
export const writeCategories = (categories, revision) => api("PUT", "/api/categories", { categories, revision });
