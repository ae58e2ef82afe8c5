import { announce } from "../../shared/announce.js";
import { effect, signal } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Beside } from "../beside.js";
import { Drawing } from "./drawing.js";
import { EMPTY, among, apply, ended, nextStill, ownColour, read, seenOn, sheetOf, told, write } from "./marks.js";
import { Pointers } from "./pointers.js";
import { light } from "./still.js";
import { Stills, deliver } from "./stills.js";

/**
 * @typedef {import("./marks.js").Board} Board
 * @typedef {import("./marks.js").Mark} Mark
 * @typedef {import("./marks.js").Message} Message
 * @typedef {import("./marks.js").Tool} Tool
 * @typedef {"point" | Tool} Wish
 * @typedef {{on: string, kind: "camera" | "screen", layer: HTMLElement}} Target  a picture on the stage, and what lies over it
 * @typedef {import("../room/peer.js").Participant} Participant
 */

const SAID_EVERY_MS = 1_000;
const OPENED_WITHIN_MS = 2_000;  // a data channel, once the connection stands
const SAID_FOR_MS = 6_000;
const ANNOUNCED_EVERY_MS = 30_000;

/** What is pointed at, drawn and held still in one call, by everybody in it. */
export class Together {
  board = signal(EMPTY);
  /** The tool in this person's hand; null: none. */
  tool = signal(/** @type {Wish | null} */ (null));
  /** Where the others point. */
  pointers = new Pointers();
  stills = new Stills();
  /** The pictures on the stage, the one that was touched last at the end. */
  targets = signal(/** @type {Target[]} */ ([]));

  /** What has just become of something that this person did; null once it was read. */
  said = signal(/** @type {{good: boolean, words: string} | null} */ (null));

  #you; #others;
  #beside = new Beside({ onheard: (channel, by, data) => this.#heard(channel, by, data), onopen: () => this.#arrive() });
  /** @type {Map<string, number>} when somebody was last announced */ #announced = new Map();
  #drawing = new Drawing(this.board, () => this.#you.value, (said) => this.#say(said));
  /** @type {ReturnType<typeof setTimeout> | null} until everything may be said again */ #resting = null;
  #asked = false;
  /** @type {Set<string>} pictures that there are */ #shown = new Set();
  /** @type {Set<string>} participants who only listen in, and are connected */ #listening = new Set();

  /**
   * @param {{
   *   you: import("../../shared/html.js").Signal<string>,
   *   others: import("../../shared/html.js").Signal<Participant[]>,
   *   sharing: import("../../shared/html.js").Signal<import("../room/peer.js").Sharing>,
   *   role: import("../../shared/html.js").Signal<Participant["role"] | null>,
   * }} room
   */
  constructor({ you, others, sharing, role }) {
    this.#you = you;
    this.#others = others;
    const undo = [effect(() => this.#follow(you.value, others.value, sharing.value, role.value)), effect(() => this.stills.forget(this.board.value))];
    this.close = () => {
      for (const each of undo) each();
      this.tool.value = null;
      this.stills.forget(EMPTY);
    };
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
    return !tool || tool === "point" ? 0 : this.#drawing.begin(tool, on, x, y);
  }

  /** @param {number} id @param {number[]} points  where the hand has been since, the newest last */
  go(id, points) {
    this.#drawing.go(id, points);
  }

  /** @param {number} id */
  finish(id) {
    this.#drawing.finish(id);
  }

  /** Whether a mark is being drawn right now. @param {number} id */
  holds(id) {
    return this.#drawing.holds(id);
  }

  /** The newest of one's own marks on a picture. @param {string} on @returns {Mark | null} */
  newest(on) {
    return seenOn(this.board.value, on).findLast(({ by }) => by === this.#you.value)?.mark ?? null;
  }

  /** @param {string} on */
  undo(on) {
    const mark = this.newest(on);
    if (mark) this.#drawing.do({ type: "undo", id: mark.id });
  }

  /** Takes one's own marks away that have outlived what they were drawn on. @param {Mark[]} marks */
  outlived(marks) {
    for (const { id } of marks) this.#drawing.do({ type: "undo", id });
  }

  /** Everybody's. @param {string} on */
  clear(on) {
    this.#drawing.do({ type: "clear", on, still: this.board.value.stills[on]?.key ?? "" });
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
    const said = /** @type {import("./marks.js").Freeze} */ ({
      type: "freeze", on, number: nextStill(this.board.value, on), width: canvas.width, height: canvas.height, bytes: blob.size });
    this.stills.make(this.you, said, blob, canvas);
    this.board.value = apply(this.board.value, this.you, said);
    await this.#deliver(said, blob);
  }

  /** The picture goes on. @param {string} on */
  thaw(on) {
    const { key = "" } = this.board.value.stills[on] ?? {};
    this.#drawing.do({ type: "thaw", on, still: key });
  }

  /** @param {import("./marks.js").Freeze} said @param {Blob} blob */
  #deliver(said, blob) {
    return deliver(said, blob, (each) => this.#say(each), (piece) => this.#beside.mark(piece));
  }

  // -- what the others say --------------------------------------------------------------------

  /** @param {import("../beside.js").Channel} channel @param {string} by @param {string | ArrayBuffer} data */
  #heard(channel, by, data) {
    const who = this.#others.value.find(({ id }) => id === by);
    if (!who || who.role === "supervisor") return;
    if (channel === "pointer") {
      if (this.pointers.heard(by, data)) this.#announce(by, "", t("{name} points at the picture", { name: this.nameOf(by) }));
    } else if (typeof data === "string") this.#told(by, data);
    else void this.#piece(by, data);
  }

  /** @param {string} by @param {string} data */
  #told(by, data) {
    const said = read(data);
    if (!said) return;
    if (said.type === "hello") this.#sayAll();
    else if (said.type === "freeze") this.stills.expect(by, said);
    else {
      this.board.value = apply(this.board.value, by, said);
      if (said.type === "thaw") this.stills.thaw(said.still);
      if (said.type === "mine") this.#recolour(by, said.colour);
      if (said.type === "draw" && said.marks.length) this.#announce(by, said.marks[0].on, t("{name} draws on the picture", { name: this.nameOf(by) }));
    }
  }

  /** @param {string} by @param {ArrayBuffer} data */
  async #piece(by, data) {
    const said = await this.stills.take(by, data);
    if (!said) return;
    this.board.value = apply(this.board.value, by, said);
    this.#announce(by, said.on, t("{name} froze the picture", { name: this.nameOf(by) }));
  }

  /** Of two with one colour the one whose id comes later takes another. @param {string} by @param {number} colour */
  #recolour(by, colour) {
    if (colour !== this.colour || this.#you.value < by) return;
    this.#wear(ownColour(this.board.value, this.#you.value, colour));
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
  #say(said) {
    this.#beside.mark(write(said));
  }

  /** The channel is open: the others learn what is drawn here, and say what is drawn there. */
  #arrive() {
    this.#sayAll();
    this.#say({ type: "hello" });
  }

  /** At once, and not more often than once a second, however often somebody asks. */
  #sayAll() {
    this.#asked = true;
    if (this.#resting !== null) return;
    this.#asked = false;
    this.#resting = setTimeout(() => {
      this.#resting = null;
      if (this.#asked) this.#sayAll();
    }, SAID_EVERY_MS);
    for (const said of told(sheetOf(this.board.value, this.#you.value))) this.#say(said);
    for (const [said, blob] of this.stills.own(this.board.value)) void this.#deliver(said, blob);
  }

  // -- who is there and what is shown ---------------------------------------------------------

  /** @param {string} you @param {Participant[]} others @param {import("../room/peer.js").Sharing} sharing @param {Participant["role"] | null} role */
  #follow(you, others, sharing, role) {
    const shown = new Set([{ id: you, sharing }, ...others].flatMap(({ id, sharing: { camera, screen } }) => [
      ...(camera ? [`${id}/camera`] : []), ...(screen ? [`${id}/screen`] : [])]));
    let board = among(this.board.peek(), [you, ...others.map(({ id }) => id)]);
    for (const on of this.#shown) if (!shown.has(on)) board = ended(board, on);
    this.#shown = shown;
    this.#tellListeners(others);
    if (you && role && !Object.hasOwn(board.sheets, you)) {
      const colour = ownColour(board, you, role === "customer" ? 1 : 0);
      board = apply(board, you, { type: "mine", colour });
    }
    this.board.value = board;
  }

  /** Who only listens in cannot ask for what is drawn already. @param {Participant[]} others */
  #tellListeners(others) {
    const listening = new Set(others.flatMap(({ id, role, connected }) => (role === "supervisor" && connected ? [id] : [])));
    if ([...listening].some((id) => !this.#listening.has(id))) setTimeout(() => this.#sayAll(), OPENED_WITHIN_MS);
    this.#listening = listening;
  }
}
