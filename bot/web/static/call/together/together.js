import { announce } from "../../shared/announce.js";
import { effect, signal } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Beside } from "../beside.js";
import { EMPTY, POINTS_MAX, among, apply, ended, nextNumber, nextStill, ownColour, read, seenOn, sheetOf, stillKey, told, write } from "./marks.js";
import { Pointers } from "./pointers.js";
import { Arriving, light, pieces } from "./still.js";

/**
 * @typedef {import("./marks.js").Board} Board
 * @typedef {import("./marks.js").Mark} Mark
 * @typedef {import("./marks.js").Message} Message
 * @typedef {import("./marks.js").Tool} Tool
 * @typedef {"point" | Tool} Wish
 * @typedef {{on: string, kind: "camera" | "screen", layer: HTMLElement}} Target  a picture on the stage, and what lies over it
 * @typedef {import("../peer.js").Participant} Participant
 */

const TOLD_EVERY_MS = 50;
const SAID_EVERY_MS = 1_000;
const SAID_FOR_MS = 6_000;
const ANNOUNCED_EVERY_MS = 30_000;

/** What is pointed at, drawn and held still in one call, by everybody in it. */
export class Together {
  board = signal(EMPTY);
  /** The tool in this person's hand; null: none. */
  tool = signal(/** @type {Wish | null} */ (null));
  /** Where the others point. */
  pointers = new Pointers();
  /** The frozen pictures that have arrived, by their key. */
  pictures = signal(/** @type {ReadonlyMap<string, {url: string, image: CanvasImageSource}>} */ (new Map()));
  /** The pictures on the stage, the one that was touched last at the end. */
  targets = signal(/** @type {Target[]} */ ([]));

  /** What has just become of something that this person did; null once it was read. */
  said = signal(/** @type {{good: boolean, words: string} | null} */ (null));

  #you; #others;
  #beside = new Beside({ onheard: (channel, by, data) => this.#heard(channel, by, data), onopen: () => this.#arrive() });
  #lastId = 0;
  #held = 0;
  /** @type {Map<string, Arriving>} by participant */ #arriving = new Map();
  /** @type {Map<string, Blob>} what this page froze, by key */ #frozen = new Map();
  /** @type {Map<string, number>} when somebody was last announced */ #announced = new Map();
  /** @type {{id: number, points: number[], timer: ReturnType<typeof setTimeout>} | null} */ #pen = null;
  #saidAt = 0;
  /** @type {Set<string>} */ #shown = new Set();

  /**
   * @param {{
   *   you: import("../../shared/html.js").Signal<string>,
   *   others: import("../../shared/html.js").Signal<Participant[]>,
   *   sharing: import("../../shared/html.js").Signal<import("../peer.js").Sharing>,
   *   role: import("../../shared/html.js").Signal<Participant["role"] | null>,
   * }} room
   */
  constructor({ you, others, sharing, role }) {
    this.#you = you;
    this.#others = others;
    const undo = [effect(() => this.#follow(you.value, others.value, sharing.value, role.value)), effect(() => this.#forget(this.board.value))];
    this.close = () => { for (const each of undo) each(); };
  }

  /** @param {boolean} good @param {string} words */
  say(good, words) {
    const said = this.said.value = { good, words };
    setTimeout(() => { if (this.said.peek() === said) this.said.value = null; }, SAID_FOR_MS);
  }

  get you() {
    return this.#you.value;
  }

  /** Before a connection's first offer. @param {RTCPeerConnection} connection */
  open(connection) {
    this.#beside.open(connection);
  }

  // -- what is on the stage -------------------------------------------------------------------

  /** A picture stands on the stage. @param {Target} target @returns {() => void} it does not any more */
  shows(target) {
    this.targets.value = [target, ...this.targets.peek()];
    return () => { this.targets.value = this.targets.peek().filter((each) => each !== target); };
  }

  /** What a press on a button is about. @param {string} on */
  touched(on) {
    const targets = this.targets.peek();
    const touched = targets.filter((each) => each.on === on);
    if (targets[targets.length - 1]?.on !== on) this.targets.value = [...targets.filter((each) => each.on !== on), ...touched];
  }

  /** @returns {Target | null} the picture that was touched last; null: there is none */
  get target() {
    return this.targets.value[this.targets.value.length - 1] ?? null;
  }

  // -- drawing --------------------------------------------------------------------------------

  /** Takes a tool, or lays it down. @param {Wish | null} tool */
  take(tool) {
    this.tool.value = this.tool.value === tool ? null : tool;
    if (!this.tool.value) this.pointAway();
  }

  /** @param {string} on @param {number} x @param {number} y  of 10000 @returns {number} the mark that has been begun; 0: none */
  begin(on, x, y) {
    const tool = this.tool.value;
    if (!tool || tool === "point") return 0;
    const id = this.#held = ++this.#lastId;
    const number = tool === "number" ? nextNumber(this.board.value, on) : 0;
    const still = this.board.value.stills[on]?.key ?? "";
    this.#do({ type: "draw", marks: [{ id, on, still, tool, points: tool === "arrow" ? [x, y, x, y] : [x, y], number }] });
    return id;
  }

  /** @param {number} id @param {number[]} points  where the hand has been since, the newest last */
  go(id, points) {
    const mark = this.#own(id);
    if (!mark || !points.length) return;
    if (mark.tool === "pen") this.#lengthen(mark, points);
    else this.#move(mark, points.slice(-2));
  }

  /** @param {number} id */
  finish(id) {
    const mark = this.#own(id);
    this.#held = 0;
    this.#flush();
    if (mark?.tool !== "arrow") return;
    const [x1, y1, x2, y2] = mark.points;
    if (Math.hypot(x2 - x1, y2 - y1) < 100) this.#do({ type: "undo", id });  // a tap is no arrow
    else this.#do({ type: "draw", marks: [mark] });
  }

  /** @param {Mark} mark @param {number[]} points */
  #lengthen(mark, points) {
    if (mark.points.length >= 2 * POINTS_MAX) return;
    this.board.value = apply(this.board.value, this.#you.value, { type: "more", id: mark.id, points });
    this.#pen ??= { id: mark.id, points: [], timer: setTimeout(() => this.#flush(), TOLD_EVERY_MS) };
    this.#pen.points.push(...points);
  }

  /** @param {Mark} mark @param {number[]} place */
  #move(mark, place) {
    const points = mark.tool === "arrow" ? [...mark.points.slice(0, 2), ...place] : place;
    this.board.value = apply(this.board.value, this.#you.value, { type: "draw", marks: [{ ...mark, points }] });
    this.#pen ??= { id: mark.id, points: [], timer: setTimeout(() => this.#flush(), TOLD_EVERY_MS) };
  }

  /** Tells the others what the hand has done since the last time. */
  #flush() {
    const pen = this.#pen;
    this.#pen = null;
    if (!pen) return;
    clearTimeout(pen.timer);
    const mark = this.#own(pen.id);
    if (!mark) return;
    this.#say(mark.tool === "pen" ? { type: "more", id: pen.id, points: pen.points } : { type: "draw", marks: [mark] });
  }

  /** @param {number} id */
  #own(id) {
    return sheetOf(this.board.value, this.#you.value).marks.find((mark) => mark.id === id) ?? null;
  }

  /** Whether a mark is being drawn right now. @param {number} id */
  holds(id) {
    return this.#held === id;
  }

  /** Whether something on a picture is one's own. @param {string} on */
  owns(on) {
    return this.newest(on) !== null;
  }

  /** The newest of one's own marks on a picture. @param {string} on @returns {Mark | null} */
  newest(on) {
    return seenOn(this.board.value, on).findLast(({ by }) => by === this.#you.value)?.mark ?? null;
  }

  /** @param {string} on */
  undo(on) {
    const mark = this.newest(on);
    if (mark) this.#do({ type: "undo", id: mark.id });
  }

  /** Takes one's own marks away that have outlived what they were drawn on. @param {Mark[]} marks */
  outlived(marks) {
    for (const { id } of marks) this.#do({ type: "undo", id });
  }

  /** Everybody's. @param {string} on */
  clear(on) {
    this.#do({ type: "clear", on, still: this.board.value.stills[on]?.key ?? "" });
  }

  // -- pointing -------------------------------------------------------------------------------

  /** @param {string} on @param {number} x @param {number} y */
  point(on, x, y) {
    this.pointers.send(on, x, y, this.colour, (data) => this.#beside.point(data));
  }

  pointAway() {
    this.pointers.sendAway((data) => this.#beside.point(data));
  }

  // -- holding still --------------------------------------------------------------------------

  /** Everyone sees this picture from now on. @param {string} on @param {HTMLCanvasElement} canvas */
  async freeze(on, canvas) {
    const blob = await light(canvas);
    const number = nextStill(this.board.value, on);
    const key = stillKey(number, this.#you.value);
    const said = /** @type {import("./marks.js").Freeze} */ ({ type: "freeze", on, number, width: canvas.width, height: canvas.height, bytes: blob.size });
    this.#frozen.set(key, blob);
    this.#picture(key, URL.createObjectURL(blob), canvas);
    this.board.value = apply(this.board.value, this.#you.value, said);
    await this.#send(said, blob);
  }

  /** The picture goes on. @param {string} on */
  thaw(on) {
    const { key = "" } = this.board.value.stills[on] ?? {};
    this.#do({ type: "thaw", on, still: key });
  }

  /** @param {import("./marks.js").Freeze} said @param {Blob} blob */
  async #send(said, blob) {
    const parts = await pieces(blob);
    this.#say(said);
    for (const part of parts) this.#beside.mark(part);
  }

  /** @param {string} key @param {string} url @param {CanvasImageSource} image */
  #picture(key, url, image) {
    this.pictures.value = new Map(this.pictures.value).set(key, { url, image });
  }

  /** @param {string} by @param {Arriving} arriving @param {Blob} blob */
  async #arrived(by, { said }, blob) {
    const image = new Image();
    image.src = URL.createObjectURL(blob);
    try {
      await image.decode();
    } catch {
      return URL.revokeObjectURL(image.src);  // no picture: nothing has been frozen
    }
    this.#picture(stillKey(said.number, by), image.src, image);
    this.board.value = apply(this.board.value, by, said);
    this.#announce(by, said.on, t("{name} froze the picture", { name: this.nameOf(by) }));
  }

  // -- what the others say --------------------------------------------------------------------

  /** @param {import("../beside.js").Channel} channel @param {string} by @param {string | ArrayBuffer} data */
  #heard(channel, by, data) {
    const who = this.#others.value.find(({ id }) => id === by);
    if (!who || who.role === "supervisor") return;
    if (channel === "pointer") {
      if (this.pointers.heard(by, data)) this.#announce(by, "", t("{name} points at the picture", { name: this.nameOf(by) }));
    } else if (typeof data === "string") this.#told(by, data);
    else this.#piece(by, data);
  }

  /** @param {string} by @param {string} data */
  #told(by, data) {
    const said = read(data);
    if (!said) return;
    if (said.type === "hello") this.#sayAll();
    else if (said.type === "freeze") this.#arriving.set(by, new Arriving(said));
    else {
      this.board.value = apply(this.board.value, by, said);
      if (said.type === "mine") this.#recolour(by, said.colour);
      if (said.type === "draw" && said.marks.length) this.#announce(by, said.marks[0].on, t("{name} draws on the picture", { name: this.nameOf(by) }));
    }
  }

  /** @param {string} by @param {ArrayBuffer} data */
  #piece(by, data) {
    const arriving = this.#arriving.get(by);
    const whole = arriving?.take(data);
    if (arriving && (whole || arriving.broken)) this.#arriving.delete(by);
    if (arriving && whole) void this.#arrived(by, arriving, whole);
  }

  /** Of two with one colour the one whose id comes later takes another. @param {string} by @param {number} colour */
  #recolour(by, colour) {
    if (colour !== this.colour || this.#you.value < by) return;
    this.#wear(ownColour(this.board.value, this.#you.value, colour));
    this.#saidAt = 0;
    this.#sayAll();
  }

  get colour() {
    return sheetOf(this.board.value, this.#you.value).colour;
  }

  /** @param {number} colour */
  #wear(colour) {
    const you = this.#you.value;
    this.board.value = { ...this.board.value, sheets: { ...this.board.value.sheets, [you]: { ...sheetOf(this.board.value, you), colour } } };
  }

  /** What a screen reader hears of what cannot be heard, now and then. @param {string} by @param {string} on @param {string} words */
  #announce(by, on, words) {
    const key = `${by} ${on}`, now = Date.now();
    if (now - (this.#announced.get(key) ?? 0) < ANNOUNCED_EVERY_MS) return;
    this.#announced.set(key, now);
    announce(words);
  }

  /** @param {string} by */
  nameOf(by) {
    const name = this.#others.value.find(({ id }) => id === by)?.name;
    return by === this.#you.value ? t("You") : name || t("The customer");
  }

  // -- what is said ---------------------------------------------------------------------------

  /** @param {Message} said */
  #do(said) {
    this.#flush();
    this.board.value = apply(this.board.value, this.#you.value, said);
    this.#say(said);
  }

  /** @param {Message} said */
  #say(said) {
    this.#beside.mark(write(said));
  }

  /** The channel is open: the others learn what is drawn here, and say what is drawn there. */
  #arrive() {
    this.#saidAt = 0;
    this.#sayAll();
    this.#say({ type: "hello" });
  }

  /** Not more often than once a second, however often somebody asks. */
  #sayAll() {
    const now = Date.now();
    if (now - this.#saidAt < SAID_EVERY_MS) return;
    this.#saidAt = now;
    for (const said of told(sheetOf(this.board.value, this.#you.value))) this.#say(said);
    for (const [on, { key, width, height }] of Object.entries(this.board.value.stills)) {
      const blob = this.#frozen.get(key);
      if (blob) void this.#send({ type: "freeze", on, number: parseInt(key, 10), width, height, bytes: blob.size }, blob);
    }
  }

  // -- who is there and what is shown ---------------------------------------------------------

  /** @param {string} you @param {Participant[]} others @param {import("../peer.js").Sharing} sharing @param {Participant["role"] | null} role */
  #follow(you, others, sharing, role) {
    const shown = new Set([{ id: you, sharing }, ...others].flatMap(({ id, sharing: { camera, screen } }) => [
      ...(camera ? [`${id}/camera`] : []), ...(screen ? [`${id}/screen`] : [])]));
    let board = among(this.board.peek(), [you, ...others.map(({ id }) => id)]);
    for (const on of this.#shown) if (!shown.has(on)) board = ended(board, on);
    this.#shown = shown;
    if (you && role && !Object.hasOwn(board.sheets, you)) {
      const colour = ownColour(board, you, role === "customer" ? 1 : 0);
      board = apply(board, you, { type: "mine", colour });
    }
    this.board.value = board;
  }

  /** Frozen pictures that nobody sees any more. @param {Board} board */
  #forget(board) {
    const kept = new Set(Object.values(board.stills).map(({ key }) => key));
    const gone = [...this.pictures.peek()].filter(([key]) => !kept.has(key));
    if (!gone.length) return;
    for (const [key, { url }] of gone) {
      URL.revokeObjectURL(url);
      this.#frozen.delete(key);
    }
    this.pictures.value = new Map([...this.pictures.peek()].filter(([key]) => kept.has(key)));
  }
}
