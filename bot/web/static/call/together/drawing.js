import { POINTS_MAX, apply, nextNumber, sheetOf } from "./marks.js";

/**
 * @typedef {import("./marks.js").Mark} Mark
 * @typedef {import("./marks.js").Message} Message
 * @typedef {import("./marks.js").Tool} Tool
 */

const TOLD_EVERY_MS = 50;
const ARROW_MIN = 100;  // ten-thousandths of the picture: what is shorter was a tap

/** The marks that this person's hand makes: seen here at once, told to the others twenty times a second. */
export class Drawing {
  #board; #you; #say;
  #lastId = 0;
  #held = 0;
  /** @type {{points: number[], timer: ReturnType<typeof setTimeout>} | null} what the others do not know yet */ #untold = null;

  /**
   * @param {import("../../shared/html.js").Signal<import("./marks.js").Board>} board
   * @param {() => string} you @param {(said: Message) => void} say
   */
  constructor(board, you, say) {
    this.#board = board;
    this.#you = you;
    this.#say = say;
  }

  /** Here and everywhere. @param {Message} said */
  do(said) {
    this.#tell();
    this.#apply(said);
    this.#say(said);
  }

  /** @param {Tool} tool @param {string} on @param {number} x @param {number} y  of 10000 @returns {number} the id of the mark */
  begin(tool, on, x, y) {
    const id = this.#held = ++this.#lastId;
    const number = tool === "number" ? nextNumber(this.#board.value, on) : 0;
    const still = this.#board.value.stills[on]?.key ?? "";
    this.do({ type: "draw", marks: [{ id, on, still, tool, points: tool === "arrow" ? [x, y, x, y] : [x, y], number }] });
    return id;
  }

  /** @param {number} id @param {number[]} points  where the hand has been since, the newest last */
  go(id, points) {
    const mark = this.#own(id);
    if (!mark || !points.length || mark.points.length >= 2 * POINTS_MAX) return;
    if (mark.tool === "pen") this.#apply({ type: "more", id, points });
    else this.#apply({ type: "draw", marks: [{ ...mark, points: [...mark.points.slice(0, -2), ...points.slice(-2)] }] });
    this.#untold ??= { points: [], timer: setTimeout(() => this.#tell(), TOLD_EVERY_MS) };
    this.#untold.points.push(...points);
  }

  /** @param {number} id */
  finish(id) {
    this.#tell();
    this.#held = 0;
    const mark = this.#own(id);
    if (mark?.tool !== "arrow") return;
    const [x1, y1, x2, y2] = mark.points;
    if (Math.hypot(x2 - x1, y2 - y1) < ARROW_MIN) this.do({ type: "undo", id });
  }

  /** Whether a mark is being drawn right now. @param {number} id */
  holds(id) {
    return this.#held === id;
  }

  /** @param {Message} said */
  #apply(said) {
    this.#board.value = apply(this.#board.value, this.#you(), said);
  }

  #tell() {
    const untold = this.#untold;
    this.#untold = null;
    if (!untold) return;
    clearTimeout(untold.timer);
    const mark = this.#own(this.#held);
    if (mark) this.#say(mark.tool === "pen" ? { type: "more", id: mark.id, points: untold.points } : { type: "draw", marks: [mark] });
  }

  /** @param {number} id */
  #own(id) {
    return sheetOf(this.#board.value, this.#you()).marks.find((mark) => mark.id === id) ?? null;
  }
}
