/**
 * What the buttons over an answer do to the text in the field: pure, so that the field's own undo can be fed with it.
 * @typedef {{text: string, start: number, end: number}} Written  a text and what is selected in it
 */

/**
 * Puts marks around the selection, or takes them away again. Nothing selected: the marks with `word` between them, selected.
 * @param {Written} written @param {string} mark  such as "**"
 * @param {string} word
 * @returns {Written}
 */
export function wrapped({ text, start, end }, mark, word) {
  const [before, chosen, after] = cut(text, start, end);
  if (before.endsWith(mark) && after.startsWith(mark)) {
    const place = start - mark.length;
    return { text: before.slice(0, place) + chosen + after.slice(mark.length), start: place, end: place + chosen.length };
  }
  const inner = chosen.trim() || word;
  const lead = chosen.length - chosen.trimStart().length;
  const made = chosen.slice(0, lead) + mark + inner + mark + (chosen.trim() ? chosen.slice(chosen.trimEnd().length) : "");
  const place = start + lead + mark.length;
  return { text: before + made + after, start: place, end: place + inner.length };
}

/**
 * Makes a link of the selection; an address that is selected becomes where it leads.
 * @param {Written} written @param {string} word  what to write where nothing is selected
 * @returns {Written}
 */
export function linked({ text, start, end }, word) {
  const [before, chosen, after] = cut(text, start, end);
  const address = /^https?:\/\/\S+$/.test(chosen.trim()) ? chosen.trim() : "";
  const label = address ? word : chosen || word;
  const made = `[${label}](${address || "https://"})`;
  const place = address ? start + 1 : start + label.length + 3;
  return { text: before + made + after, start: place, end: place + (address ? label.length : "https://".length) };
}

/**
 * Begins each selected line with a mark, or takes it away where all have it.
 * @param {Written} written @param {(place: number) => string} mark  of the line at this place, such as "- " or "1. "
 * @returns {Written}
 */
export function listed({ text, start, end }, mark) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const until = end + (text.slice(end) + "\n").indexOf("\n");
  const lines = text.slice(from, until).split("\n");
  const all = lines.every((line, place) => line.startsWith(mark(place)));
  const made = lines.map((line, place) => (all ? line.slice(mark(place).length) : mark(place) + unlisted(line))).join("\n");
  const moved = made.length - (until - from);
  const place = lines.length > 1 ? from : Math.max(from, start + moved);
  return { text: text.slice(0, from) + made + text.slice(until), start: place, end: end + moved };
}

/** @param {string} line */
const unlisted = (line) => line.replace(/^(?:[-*] |\d+\. |#{1,3} )/, "");

/**
 * Puts a block on lines of its own where the cursor is, in place of the selection.
 * @param {Written} written @param {string} block @param {number} [from] @param {number} [to]  what of the block is selected then;
 *   nothing: the cursor stands behind it
 * @returns {Written}
 */
export function withBlock({ text, start, end }, block, from = block.length, to = from) {
  const [before, , after] = cut(text, start, end);
  const lead = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const tail = !after || after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  const place = before.length + lead.length;
  return { text: before + lead + block + tail + after, start: place + from, end: place + to };
}

/**
 * A part of the answer for one value of something asked for, around the selection.
 * @param {Written} written @param {string} attribute @param {string} value @param {string} words  where nothing is selected
 * @returns {Written}
 */
export function conditional(written, attribute, value, words) {
  const inner = written.text.slice(written.start, written.end).trim() || words;
  const head = `::: ${attribute} = ${value}\n`;
  return withBlock(written, `${head}${inner}\n:::`, head.length, head.length + inner.length);
}

/** @param {string} text @param {number} start @param {number} end @returns {[string, string, string]} */
const cut = (text, start, end) => [text.slice(0, start), text.slice(start, end), text.slice(end)];

/** The attributes that parts of an answer ask for, each once. @param {string} text @returns {string[]} */
export const attributesIn = (text) => [...new Set([...text.matchAll(/^:::[ \t]+([A-Za-z][\w-]*)[ \t]*=/gm)].map(([, name]) => name))];
