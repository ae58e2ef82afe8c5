/**
 * Words in the reader's language. English is the key, so it needs no catalogue; a missing translation shows English.
 * Components that call `t` are drawn again when the language changes.
 */

import { computed, signal } from "./html.js";
import { recall, remember } from "./stored.js";

/** The languages of the product, by their own names. */
export const LANGUAGES = Object.freeze({
  en: "English",
  sl: "Slovenščina",
  be: "Беларуская",
  ru: "Русский",
  id: "Bahasa Indonesia",
});

/** @typedef {Record<string, string | string[]>} Catalogue  msgid to words; a plural msgid to its forms in gettext's order */

/**
 * @typedef {{
 *   number: (value: number, options?: Intl.NumberFormatOptions) => string,
 *   date: (at: number, options?: Intl.DateTimeFormatOptions) => string,
 *   ago: (n: number, unit: "minute" | "hour" | "day") => string,
 * }} Formats  how numbers and times are written
 */

/** @type {Formats} */
const BROWSERS = {
  number: (value, options) => new Intl.NumberFormat(locale.value, options).format(value),
  date: (at, options) => new Intl.DateTimeFormat(locale.value, options).format(at),
  ago: (n, unit) => new Intl.RelativeTimeFormat(locale.value, { numeric: "always", style: "short" }).format(-n, unit),
};

const state = signal({ language: "en", catalogue: /** @type {Catalogue} */ ({}), formats: BROWSERS });

/** The language on screen now: a two-letter code. */
export const language = computed(() => state.value.language);

/** The same as the reader's own country writes it, for dates and numbers: "en-GB" where the browser says so. */
export const locale = computed(() => globalThis.navigator?.languages?.find((tag) => tag.startsWith(`${language.value}-`)) ?? language.value);

/**
 * The reader's language among those that we speak: what they chose here before, else the first that fits.
 * @param {readonly (string | null | undefined)[]} wishes  language tags, best first
 * @returns {string}
 */
export function chooseLanguage(wishes) {
  for (const wish of [recall("language"), ...wishes]) {
    const code = wish?.toLowerCase().split(/[-_]/)[0];
    if (code && Object.hasOwn(LANGUAGES, code)) return code;
  }
  return "en";
}

/** The folders of pages whose words are needed here; none of them named: all. @type {Set<string>} */
const parts = new Set();

/**
 * Shows the page in a language from now on. When its catalogue cannot be had the words stay English; dates and numbers follow.
 * @param {string} wanted  one of LANGUAGES
 * @param {{keep?: boolean, only?: string[]}} [how]  keep: the reader chose it, use it next time. only: the folders of the pages
 *   whose words are wanted, now and when the language changes later; a light page asks for no more than it shows
 */
export async function load(wanted, { keep = false, only = [] } = {}) {
  if (keep) remember("language", wanted);
  for (const part of only) parts.add(part);
  const [catalogue, formats] = await Promise.all([fetchCatalogue(wanted, [...parts]), fetchFormats(wanted)]);
  use(wanted, catalogue, formats);
}

/** Adds the words of another part to a page that named its parts, when it begins to show that part. @param {string} part */
export async function also(part) {
  if (!parts.size || parts.has(part)) return;
  parts.add(part);
  const wanted = language.peek();
  const words = await fetchCatalogue(wanted, [part]);
  if (wanted === language.peek()) use(wanted, { ...state.peek().catalogue, ...words }, state.peek().formats);
}

/** @param {string} wanted @param {string[]} only @returns {Promise<Catalogue>} */
async function fetchCatalogue(wanted, only) {
  if (wanted === "en") return {};
  try {
    const response = await fetch(`/locale/${wanted}.json${only.length ? `?parts=${only}` : ""}`);
    return response.ok ? await response.json() : {};
  } catch {
    return {};
  }
}

/** The browser's own, but for Belarusian in Chromium, which has none. @param {string} wanted @returns {Promise<Formats>} */
async function fetchFormats(wanted) {
  if (wanted !== "be" || Intl.DateTimeFormat.supportedLocalesOf(wanted).length) return BROWSERS;
  return import("./belarusian.js").then(({ BELARUSIAN }) => BELARUSIAN, () => BROWSERS);
}

/** @param {string} code @param {Catalogue} catalogue @param {Formats} [formats] */
export function use(code, catalogue, formats = BROWSERS) {
  state.value = { language: code, catalogue, formats };
  if (typeof document !== "undefined") document.documentElement.lang = code;
}

/**
 * The words for an English message; `{name}` takes the value of that name.
 * @param {string} message
 * @param {Record<string, string | number>} [values]  numbers are written as the language writes them
 */
export function t(message, values) {
  const words = state.value.catalogue[message];
  return fill(typeof words === "string" && words ? words : message, values);
}

/** Marks an English message in a table for the catalogues; whoever shows it passes it to `t`. @param {string} message */
export const mark = (message) => message;

/**
 * The words for a count; `{n}` in either message is the count.
 * @param {string} one  English for n = 1, also the catalogue's key
 * @param {string} many  English for every other n
 * @param {number} n
 * @param {Record<string, string | number>} [values]
 */
export function tn(one, many, n, values) {
  const forms = state.value.catalogue[one];
  const words = Array.isArray(forms) && forms.length ? forms[form(n, forms.length)] : "";
  return fill(words || (n === 1 ? one : many), { n, ...values });
}

const CATEGORIES = ["zero", "one", "two", "few", "many", "other"];

/**
 * Which of a gettext message's forms fits: gettext numbers them in the order of CLDR's categories, and leaves out "other"
 * where only fractions use it.
 * @param {number} n @param {number} forms
 */
function form(n, forms) {
  const rules = new Intl.PluralRules(language.value);
  const known = new Set(rules.resolvedOptions().pluralCategories);
  const own = CATEGORIES.filter((category) => known.has(/** @type {Intl.LDMLPluralRule} */ (category)));
  return Math.min(own.indexOf(rules.select(n)), forms - 1);
}

/** @param {string} words @param {Record<string, string | number> | undefined} values */
function fill(words, values) {
  if (!values) return words;
  return words.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? number(value) : value;
  });
}

/** @param {number} value @param {Intl.NumberFormatOptions} [options] */
export function number(value, options) {
  return state.value.formats.number(value, options);
}

/** @param {number} at  ms since 1970 UTC @param {Intl.DateTimeFormatOptions} [options] */
export function date(at, options = { dateStyle: "medium", timeStyle: "short" }) {
  return state.value.formats.date(at, options);
}

/** "3 min ago". @param {number} n  how many, not negative @param {"minute" | "hour" | "day"} unit */
export function unitsAgo(n, unit) {
  return state.value.formats.ago(n, unit);
}
