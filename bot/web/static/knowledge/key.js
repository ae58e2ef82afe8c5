import { listArticles } from "./api.js";

const LONGEST = 60;

/** Cyrillic in Latin letters, near enough for a name. @type {Record<string, string>} */
const LATIN = {
  а: "a", б: "b", в: "v", г: "g", ґ: "g", д: "d", е: "e", ё: "yo", є: "ye", ж: "zh", з: "z", и: "i", і: "i", ї: "yi", й: "y",
  к: "k", л: "l", м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ў: "u", ф: "f", х: "kh", ц: "ts", ч: "ch",
  ш: "sh", щ: "shch", ъ: "", ы: "y", ь: "", э: "e", ю: "yu", я: "ya", ß: "ss", đ: "d", ł: "l", ø: "o", æ: "ae", œ: "oe", þ: "th",
};

/**
 * A key made of a title: "Kje je moje naročilo?" is "kje-je-moje-narocilo".
 * @param {string} title
 * @returns {string} "article" where nothing can be made of it
 */
export function keyOf(title) {
  const latin = title.toLowerCase().normalize("NFC").replace(/[^\x00-\x7f]/gu, (letter) => LATIN[letter] ?? letter)
    .normalize("NFKD").replace(/\p{M}/gu, "");
  const words = latin.replace(/['’]/g, "").split(/[^a-z0-9]+/).filter(Boolean);
  let key = "";
  for (const word of words) {
    if (key && key.length + word.length + 1 > LONGEST) break;
    key += (key && "-") + word;
  }
  return key.slice(0, LONGEST) || "article";
}

/** The key, or with the first number behind it that makes it a free one. @param {string} wanted @returns {Promise<string>} */
export async function freeKey(wanted) {
  const { articles } = await listArticles({ q: wanted, limit: 200 }); // looks into keys too
  return unused(wanted, new Set(articles.map(({ key }) => key)));
}

/** @param {string} wanted @param {ReadonlySet<string>} taken @returns {string} */
export function unused(wanted, taken) {
  let key = wanted;
  for (let number = 2; taken.has(key); number++) key = `${wanted}-${number}`;
  return key;
}
