/**
 * An article as it is written: every edit gives a new one.
 * @typedef {import("./types.js").Article} Article
 * @typedef {import("./types.js").Translation} Translation
 */

/** @type {Omit<Article, "key" | "translations">} */
const PLAIN = {
  category: null, link: null, tags: [], valid_from: null, valid_until: null, channels: [], audience: [], needs: [], confident: null,
};

/** @param {string} language @param {string} [title] @returns {Translation} */
export const translationIn = (language, title = "") => ({ language, title, answer: "", link: null, video: null, variants: [] });

/** With every field, whatever the server left out. @param {Partial<Article> & {key: string}} article @returns {Article} */
export function complete(article) {
  const translations = (article.translations ?? []).map((each) => ({ ...translationIn(each.language), ...each }));
  return { ...PLAIN, ...article, translations };
}

/** @param {string} key @param {string} language @param {string} title @returns {Article} */
export const newArticle = (key, language, title) => complete({ key, translations: [translationIn(language, title)] });

/** @param {Article} article @param {string} language */
export const translationOf = (article, language) => article.translations.find((each) => each.language === language) ?? null;

/** @param {Article} article @param {string} language @param {Partial<Translation>} part @returns {Article} */
export function withTranslation(article, language, part) {
  const known = translationOf(article, language);
  const translations = known
    ? article.translations.map((each) => (each === known ? { ...each, ...part } : each))
    : [...article.translations, { ...translationIn(language), ...part }];
  return { ...article, translations };
}

/** @param {Article} article @param {string} language @returns {Article} */
export const withoutTranslation = (article, language) =>
  ({ ...article, translations: article.translations.filter((each) => each.language !== language) });

/**
 * Why the server would not keep this yet, as the field that is wrong.
 * @param {Article} article
 * @returns {{language: string, field: "title"} | null} null: nothing is missing
 */
export function lacking(article) {
  const untitled = article.translations.find(({ title }) => !title.trim());
  return untitled ? { language: untitled.language, field: "title" } : null;
}

/** An address as it can be sent: what is no address yet is none. @param {string | null | undefined} link @returns {string | null} */
export const tidyLink = (link) => /^(https?:\/\/|mailto:|tel:|\/(?!\/))[^\s<>"]+$/.exec(link?.trim() ?? "")?.[0] ?? null;

/** The same of a film, which is on the web. @param {string | null | undefined} video @returns {string | null} */
export const tidyFilm = (video) => (/^https?:/.test(video?.trim() ?? "") ? tidyLink(video) : null);

/** @param {Translation} translation */
const bare = ({ title, answer, link, video, variants }) => ![title, answer, link, video, ...variants].some((words) => words?.trim());

/**
 * What can be sent: a language that was only begun is left out, and so is a link that is no address yet.
 * @param {Article} article @returns {Article}
 */
export function tidy(article) {
  const translations = article.translations.filter((each, place) => place === 0 || !bare(each)).map((each) => ({
    ...each, link: tidyLink(each.link), video: tidyFilm(each.video), variants: each.variants.filter((words) => words.trim()),
  }));
  return { ...article, translations, link: tidyLink(article.link), category: article.category?.trim() || null };
}

/** Whether two articles say the same. @param {Article | null} a @param {Article | null} b */
export const same = (a, b) => JSON.stringify(a && ordered(a)) === JSON.stringify(b && ordered(b));

/** Objects with their names in one order, so that equal ones read equal. @param {any} value @returns {any} */
function ordered(value) {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map((name) => [name, ordered(value[name])]));
}

/**
 * The fields in which two articles differ.
 * @param {Article} mine @param {Article} theirs
 * @returns {{field: string, language: string | null, mine: string, theirs: string}[]}
 */
export function differing(mine, theirs) {
  const [a, b] = [fieldsOf(mine), fieldsOf(theirs)];
  const names = [...new Set([...a.keys(), ...b.keys()])];
  return names.map((name) => {
    const [field, language = null] = name.split(" ");
    return { field, language, mine: a.get(name) ?? "", theirs: b.get(name) ?? "" };
  }).filter(({ mine, theirs }) => mine !== theirs);
}

/**
 * Where two texts part and meet again, at whole words.
 * @param {string} mine @param {string} theirs
 * @returns {{head: string, mine: string, theirs: string, tail: string}}
 */
export function parted(mine, theirs) {
  const [a, b] = [mine, theirs].map((text) => text.match(/\s+|[^\s]+/g) ?? []);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  /** @type {(words: string[]) => string} */
  const middle = (words) => words.slice(head, words.length - tail).join("");
  return { head: a.slice(0, head).join(""), mine: middle(a), theirs: middle(b), tail: a.slice(a.length - tail).join("") };
}

/** @param {Article} article @returns {Map<string, string>} by field, or by field and language */
function fieldsOf({ translations, key: _, ...rest }) {
  const fields = Object.entries(rest).map(([name, value]) => /** @type {const} */ ([name, written(value)]));
  const inLanguages = translations.flatMap(({ language, ...parts }) =>
    Object.entries(parts).map(([name, value]) => /** @type {const} */ ([`${name} ${language}`, written(value)])));
  return new Map([...fields, ...inLanguages]);
}

/** @param {string | number | null | string[]} value */
const written = (value) => (Array.isArray(value) ? value.join("\n") : String(value ?? ""));
