/**
 * What is drawn on the pictures of a call: pure. Everybody draws on their own sheet, so that no two ever change the same thing,
 * and tells the others; what comes from them is never trusted, only read.
 */

/**
 * @typedef {"arrow" | "pen" | "number"} Tool
 * @typedef {{id: number, on: string, still: string, tool: Tool, points: number[], number: number}} Mark
 *   on: the picture, "participant/kind". still: the frozen picture that it is drawn on, "" for the moving one. points: x, y, x, y …
 *   in ten-thousandths of the picture's width and height. number: 1 to 99, of a numbered mark
 * @typedef {{colour: number, marks: Mark[]}} Sheet  marks: the newest last
 * @typedef {{key: string, width: number, height: number}} Still  a picture held still; key: its number and who froze it
 * @typedef {{sheets: Readonly<Record<string, Sheet>>, stills: Readonly<Record<string, Still>>}} Board
 *   sheets by participant, stills by picture
 *
 * @typedef {{type: "hello"}} Hello  asks the others to say all of theirs
 * @typedef {{type: "mine", colour: number}} Mine  all of theirs follows, and nothing else is
 * @typedef {{type: "draw", marks: Mark[]}} Draw  new ones, or others in place of those with the same id
 * @typedef {{type: "more", id: number, points: number[]}} More  a pen goes on
 * @typedef {{type: "undo", id: number}} Undo
 * @typedef {{type: "clear", on: string, still: string}} Clear  everybody's
 * @typedef {{type: "freeze", on: string, number: number, width: number, height: number, bytes: number}} Freeze
 *   bytes: of the JPEG that follows in pieces
 * @typedef {{type: "thaw", on: string, still: string}} Thaw
 * @typedef {Hello | Mine | Draw | More | Undo | Clear | Freeze | Thaw} Message
 */

export const VERSION = 1;
export const SCALE = 10_000;
export const COLOURS = 4;
export const MARKS_MAX = 100;
export const POINTS_MAX = 1_000;
export const NUMBER_MAX = 99;
export const STILL_BYTES_MAX = 256 * 1024;
const SIDE_MAX = 10_000;
const ID_MAX = 2 ** 31;
const NAME_MAX = 128;
/** Characters of a message, well below what is passed on. */
const MESSAGE_MAX = 14_000;

/** @type {Board} */
export const EMPTY = Object.freeze({ sheets: Object.freeze({}), stills: Object.freeze({}) });

// -- what comes from the others -------------------------------------------------------------

/**
 * @param {unknown} text
 * @returns {Message | null} null for whatever this page does not understand
 */
export function read(text) {
  if (typeof text !== "string") return null;
  try {
    const said = JSON.parse(text);
    return said?.v === VERSION ? message(said) : null;
  } catch {
    return null;
  }
}

/** @param {any} said @returns {Message | null} */
function message(said) {
  switch (said.type) {
    case "hello": return { type: "hello" };
    case "mine": return { type: "mine", colour: whole(said.colour, 0, COLOURS - 1) };
    case "draw": return { type: "draw", marks: list(said.marks).slice(0, MARKS_MAX).flatMap((each) => mark(each) ?? []) };
    case "more": return { type: "more", id: whole(said.id, 0, ID_MAX), points: points(said.points) };
    case "undo": return { type: "undo", id: whole(said.id, 0, ID_MAX) };
    case "clear": return { type: "clear", on: name(said.on), still: name(said.still) };
    case "freeze": return { type: "freeze", on: name(said.on), number: whole(said.number, 1, ID_MAX), bytes: whole(said.bytes, 1, STILL_BYTES_MAX),
      width: whole(said.width, 1, SIDE_MAX), height: whole(said.height, 1, SIDE_MAX) };
    case "thaw": return { type: "thaw", on: name(said.on), still: name(said.still) };
    default: return null;
  }
}

/** @param {any} said @returns {Mark | null} */
function mark(said) {
  const tool = said?.tool;
  if (tool !== "arrow" && tool !== "pen" && tool !== "number") return null;
  const found = points(said.points);
  const wanted = tool === "arrow" ? 4 : 2;
  if (found.length < wanted) return null;
  return { id: whole(said.id, 0, ID_MAX), on: name(said.on), still: name(said.still), tool,
    points: tool === "pen" ? found : found.slice(0, wanted), number: whole(said.number, 0, NUMBER_MAX) };
}

/** @param {any} value @param {number} least @param {number} most */
const whole = (value, least, most) => Math.min(most, Math.max(least, Math.round(Number(value)) || 0));

/** @param {any} value @returns {any[]} */
const list = (value) => (Array.isArray(value) ? value : []);

/** @param {any} value */
const name = (value) => (typeof value === "string" ? value.slice(0, NAME_MAX) : "");

/** Pairs of whole numbers within the picture. @param {any} value */
function points(value) {
  const found = list(value).slice(0, 2 * POINTS_MAX);
  return found.slice(0, found.length - (found.length % 2)).map((each) => whole(each, 0, SCALE));
}

// -- what goes to them ----------------------------------------------------------------------

/** @param {Message} said */
export const write = (said) => JSON.stringify({ v: VERSION, ...said });

/** Everything on a sheet, in messages small enough. @param {Sheet} sheet @returns {Message[]} */
export function told({ colour, marks }) {
  /** @type {Mark[][]} */ const lots = [];
  let room = 0;
  for (const each of marks) {
    const size = JSON.stringify(each).length + 1;
    if (size > room) {
      lots.push([]);
      room = MESSAGE_MAX;
    }
    lots[lots.length - 1].push(each);
    room -= size;
  }
  return [{ type: "mine", colour }, ...lots.map((lot) => /** @type {Message} */ ({ type: "draw", marks: lot }))];
}

// -- what follows ---------------------------------------------------------------------------

/**
 * @param {Board} board @param {string} by  who says it @param {Message} said
 * @returns {Board} the same object where nothing changes
 */
export function apply(board, by, said) {
  switch (said.type) {
    case "mine": return withSheet(board, by, { colour: said.colour, marks: [] });
    case "draw": return onSheet(board, by, (marks) => said.marks.map((each) => placed(board, each)).reduce(drawn, marks));
    case "more": return onSheet(board, by, (marks) => marks.map((each) => (each.id === said.id ? longer(each, said.points) : each)));
    case "undo": return onSheet(board, by, (marks) => marks.filter(({ id }) => id !== said.id));
    case "clear": return keep(board, (each) => !isOn(each, said.on, said.still));
    case "freeze": return frozen(board, by, said);
    case "thaw": return board.stills[said.on]?.key === said.still && said.still ? thawed(board, said.on) : board;
    default: return board;
  }
}

/** Whoever drew on the moving picture had not heard yet that it is frozen. @param {Board} board @param {Mark} mark */
const placed = (board, mark) => (mark.still ? mark : { ...mark, still: board.stills[mark.on]?.key ?? "" });

/** @param {Mark[]} marks @param {Mark} next */
function drawn(marks, next) {
  const place = marks.findIndex(({ id }) => id === next.id);
  return place < 0 ? [...marks.slice(1 - MARKS_MAX), next] : marks.with(place, next);
}

/** @param {Mark} mark @param {number[]} more */
const longer = (mark, more) => (mark.tool === "pen" ? { ...mark, points: [...mark.points, ...more].slice(0, 2 * POINTS_MAX) } : mark);

/** @param {Board} board @param {string} by @param {Sheet} sheet @returns {Board} */
const withSheet = (board, by, sheet) => ({ ...board, sheets: { ...board.sheets, [by]: sheet } });

/** @param {Board} board @param {string} by @param {(marks: Mark[]) => Mark[]} change */
function onSheet(board, by, change) {
  const sheet = sheetOf(board, by);
  return withSheet(board, by, { ...sheet, marks: change(sheet.marks) });
}

/** @param {Board} board @param {string} by @returns {Sheet} */
export const sheetOf = (board, by) => (Object.hasOwn(board.sheets, by) ? board.sheets[by] : { colour: 0, marks: [] });

/** @param {Board} board @param {(mark: Mark) => boolean} stays @returns {Board} */
function keep(board, stays) {
  const sheets = Object.entries(board.sheets).map(([by, sheet]) => [by, { ...sheet, marks: sheet.marks.filter(stays) }]);
  return { ...board, sheets: Object.fromEntries(sheets) };
}

/** @param {Mark} mark @param {string} on @param {string} still */
const isOn = (mark, on, still) => mark.on === on && mark.still === still;

/**
 * What is drawn on the moving picture stays where it is on the still one. Of two who freeze at once the same one wins everywhere.
 * @param {Board} board @param {string} by @param {Freeze} said @returns {Board}
 */
function frozen(board, by, { on, number, width, height }) {
  const before = board.stills[on]?.key ?? "";
  const key = stillKey(number, by);
  if (before && !later(key, before)) return board;
  const sheets = Object.entries(board.sheets).map(([who, sheet]) => [who, { ...sheet,
    marks: sheet.marks.map((each) => (isOn(each, on, before) ? { ...each, still: key } : each)) }]);
  return { sheets: Object.fromEntries(sheets), stills: { ...board.stills, [on]: { key, width, height } } };
}

/** @param {number} number @param {string} by */
export const stillKey = (number, by) => `${number}.${by}`;

/** @param {string} one @param {string} other  keys of stills */
function later(one, other) {
  const difference = parseInt(one, 10) - parseInt(other, 10);
  return difference > 0 || (difference === 0 && one > other);
}

/** The number of the next still of a picture. @param {Board} board @param {string} on */
export const nextStill = (board, on) => parseInt(board.stills[on]?.key ?? "0", 10) + 1;

/** The picture moves again, and what was drawn on the still goes with it. @param {Board} board @param {string} on @returns {Board} */
function thawed(board, on) {
  const { [on]: { key }, ...stills } = board.stills;
  return { ...keep(board, (each) => !isOn(each, on, key)), stills };
}

/** A picture is not shown any more. @param {Board} board @param {string} on @returns {Board} */
export function ended(board, on) {
  const { [on]: _, ...stills } = board.stills;
  return { ...keep(board, (each) => each.on !== on), stills };
}

/** @param {Board} board @param {string[]} present  participants @returns {Board} without what those who went have drawn */
export function among(board, present) {
  if (Object.keys(board.sheets).every((by) => present.includes(by))) return board;
  return { ...board, sheets: Object.fromEntries(Object.entries(board.sheets).filter(([by]) => present.includes(by))) };
}

// -- what is seen ---------------------------------------------------------------------------

/** @param {Board} board @param {string} on @returns {{by: string, colour: number, mark: Mark}[]} */
export function seenOn(board, on) {
  const still = board.stills[on]?.key ?? "";
  return Object.entries(board.sheets).flatMap(([by, { colour, marks }]) =>
    marks.filter((each) => isOn(each, on, still)).map((mark) => ({ by, colour, mark })));
}

/** What the next numbered mark on a picture says: one more than all that are seen, whoever set them. @param {Board} board @param {string} on */
export const nextNumber = (board, on) => Math.min(NUMBER_MAX, 1 + Math.max(0, ...seenOn(board, on).map(({ mark }) => mark.number)));

/** A colour that nobody else has. @param {Board} board @param {string} by @param {number} wish */
export function ownColour(board, by, wish) {
  const taken = Object.entries(board.sheets).filter(([who]) => who !== by).map(([, { colour }]) => colour);
  const free = [wish, ...Array.from({ length: COLOURS }, (_, each) => each)].find((each) => !taken.includes(each));
  return free ?? wish;
}
