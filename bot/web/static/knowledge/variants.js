/** The further ways of asking for an article, as a list that is edited. */

/** Two that differ only in case, spaces or the mark at the end ask the same. @param {string} wording */
const plain = (wording) => wording.normalize("NFKC").toLowerCase().replace(/[\s?!.…]+$/u, "").replace(/\s+/gu, " ").trim();

/** One a line, as pasted from a sheet or a list with bullets. @param {string} text @returns {string[]} */
export const linesOf = (text) =>
  text.split(/\r\n|\r|\n/).map((line) => line.replace(/^\s*(?:[-*•–]|\d+[.)])\s+/u, "").replace(/\s+/gu, " ").trim()).filter(Boolean);

/**
 * @param {readonly string[]} variants @param {string} text  one, or one a line @param {string} [title]  which is a way of asking too
 * @returns {{variants: string[], known: string[]}} known: those that were there already, and stay out
 */
export function addVariants(variants, text, title = "") {
  const seen = new Set([title, ...variants].map(plain));
  const added = [], known = [];
  for (const line of linesOf(text)) {
    if (seen.has(plain(line))) known.push(line);
    else added.push(line);
    seen.add(plain(line));
  }
  return { variants: [...variants, ...added], known };
}

/** @param {readonly string[]} variants @param {number} from @param {number} to @returns {string[]} */
export function moveVariant(variants, from, to) {
  if (to < 0 || to >= variants.length) return [...variants];
  const moved = variants.toSpliced(from, 1);
  moved.splice(to, 0, variants[from]);
  return moved;
}

/**
 * The places of those that ask the same as the title or as one above them.
 * @param {readonly string[]} variants @param {string} title
 * @returns {Set<number>}
 */
export function duplicates(variants, title) {
  const seen = new Set([plain(title)]);
  const places = new Set();
  variants.forEach((variant, place) => {
    if (seen.has(plain(variant))) places.add(place);
    seen.add(plain(variant));
  });
  return places;
}
