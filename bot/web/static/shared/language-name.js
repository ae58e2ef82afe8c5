import { LANGUAGES, language } from "./i18n.js";

/**
 * A language by its name in the reader's language; in itself where the browser does not know the reader's.
 * @param {string} code  of two letters @returns {string}
 */
export function languageName(code) {
  const reader = language.value;
  const known = Intl.DisplayNames.supportedLocalesOf(reader).length > 0;
  const own = LANGUAGES[/** @type {keyof typeof LANGUAGES} */ (code)] ?? code;
  try {
    return known ? new Intl.DisplayNames(reader, { type: "language", fallback: "none" }).of(code) ?? own : own;
  } catch { // not the code of a language at all
    return own;
  }
}
