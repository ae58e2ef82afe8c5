import { computed, effect, signal, untracked } from "../../shared/html.js";
import { recall, remember } from "../../shared/stored.js";
import { canShareScreen } from "../room/capture.js";
import { browserName, thisBrowser } from "./browser.js";
import { echo } from "./echo.js";
import { Permissions } from "./permissions.js";
import { UNASKED } from "./way.js";

/**
 * @typedef {import("../room/live-room.js").LiveRoom} LiveRoom
 * @typedef {import("./way.js").Way} Way
 * @typedef {"video" | "voice" | "screen"} CallKind  what a call is proposed with; the rest may be added in it
 * @typedef {"microphone" | "speaker" | "ready"} Question
 * @typedef {"granted" | "denied" | "missing" | "busy" | "unasked"} DeviceState
 * @typedef {import("../../shared/conversation.js").CallCheck} CallCheck
 */

const ECHO_AT_LATEST_MS = 2_500;
const TELL_AFTER_MS = 250;

/**
 * The questions before a call, asked one at a time, and what came of them. The way to the server is tried meanwhile, and never
 * waited for. A customer's answers are told to the agents as they come.
 */
export class Preflight {
  browser = thisBrowser();
  permissions = new Permissions();
  question;
  microphone = signal(/** @type {DeviceState} */ ("unasked"));
  camera = signal(/** @type {DeviceState} */ ("unasked"));
  speaker = signal(/** @type {"heard" | "unheard" | "unasked"} */ ("unasked"));
  way = signal(/** @type {Way} */ (UNASKED));
  relay = signal(/** @type {"works" | "fails" | "unasked"} */ ("unasked"));
  /** Whether the way is being tried right now. */
  trying = signal(false);
  check = computed(() => this.#check());

  #connection; #room; #id; #tells; #kind;
  #ended = new AbortController();
  /** @type {(() => void)[]} */ #undo = [];
  #tried = false;
  #told = "";

  /**
   * @param {{connection: import("../../shared/connection.js").Connection, room: LiveRoom, id: string | null, kind: CallKind,
   *   tells: boolean, atOnce: boolean}} options  id: of the room; null before there is one. tells: it is a customer, whose check
   *   agents see. atOnce: no question is asked
   */
  constructor({ connection, room, id, kind, tells, atOnce }) {
    this.#connection = connection;
    this.#room = room;
    this.#id = id;
    this.#kind = kind;
    this.#tells = tells;
    this.question = signal(/** @type {Question} */ (atOnce || kind === "screen" || recall("call.checked") ? "ready" : "microphone"));
  }

  /** Asks for what the call is proposed with, and begins to try the way. */
  async start() {
    this.#undo.push(
      effect(() => { if (this.permissions.microphone.value === "granted") untracked(() => this.#again("microphone")); }),
      effect(() => { if (this.permissions.camera.value === "granted") untracked(() => this.#again("camera")); }),
    );
    void this.permissions.watch();
    if (this.#tells) {
      this.#undo.push(effect(() => { void this.check.value; this.#tellSoon(); }));
      const first = setTimeout(() => { if (!this.#tried) void this.#try(); }, ECHO_AT_LATEST_MS);
      this.#undo.push(() => clearTimeout(first));
    }
    if (this.#kind !== "screen") await this.useMicrophone(true);
    if (this.#kind === "video" && this.question.peek() === "ready") await this.useCamera(!recall("call.camera.off"));
    void this.#try();
  }

  /** The call begins, or was given up: the echo makes room at once. */
  stop() {
    this.#ended.abort();
    clearTimeout(this.#telling);
    void this.tell();
    this.permissions.stop();
    for (const undo of this.#undo.splice(0)) undo();
  }

  /** On to the next question. @param {{skip?: boolean}} [how]  skip: to the last */
  next({ skip = false } = {}) {
    this.#room.problem.value = null;
    const ready = skip || this.question.peek() === "speaker";
    if (!skip && ready) remember("call.checked", "1");
    this.question.value = ready ? "ready" : "speaker";
    if (ready && this.#kind === "video" && !this.#room.sharing.peek().camera) void this.useCamera(true);
  }

  /** All questions once more. */
  again() {
    remember("call.checked", null);
    this.question.value = "microphone";
    if (!this.#room.sharing.peek().audio) void this.useMicrophone(true);
    void this.#try();
  }

  // -- devices --------------------------------------------------------------------------------

  /** @param {boolean} on @param {string} [device] */
  async useMicrophone(on, device) {
    const done = await this.#room.microphone(on, device);
    if (on) this.microphone.value = done ? "granted" : this.#whyNot("microphone");
  }

  /** @param {boolean} on @param {string} [device] */
  async useCamera(on, device) {
    const done = await this.#room.camera(on, device);
    if (on) this.camera.value = done ? "granted" : this.#whyNot("camera");
  }

  /** @param {"microphone" | "camera"} what @returns {DeviceState} */
  #whyNot(what) {
    const code = this.#room.problem.peek()?.code ?? "";
    const cause = code.startsWith(`${what}_`) ? code.slice(what.length + 1) : "";
    return cause === "denied" || cause === "missing" || cause === "busy" ? cause : "unasked";
  }

  /** The person has just permitted what was refused before. @param {"microphone" | "camera"} what */
  #again(what) {
    if (this[what].peek() !== "denied") return;
    void (what === "microphone" ? this.useMicrophone(true) : this.useCamera(true));
  }

  // -- the way to the server ------------------------------------------------------------------

  /** First as a call would go, then over the relay alone, where there is one. */
  async #try() {
    if (!this.#tells || this.trying.peek() || this.#ended.signal.aborted || typeof RTCPeerConnection !== "function") return;
    this.trying.value = this.#tried = true;
    const how = { connection: this.#connection, signal: this.#ended.signal, track: (/** @type {"audio" | "camera"} */ kind) => this.#room.track(kind) };
    try {
      const direct = await echo({ ...how, relayed: false });
      if (direct) this.way.value = { way: direct.way, rtt_ms: direct.rtt_ms, loss_pct: direct.loss_pct };
      if (direct?.relays) {
        const relayed = await echo({ ...how, relayed: true });
        if (relayed) this.relay.value = relayed.way === "none" ? "fails" : "works";
      }
    } catch {
      // The server is busy or the socket is away: a call is not held up by a test that cannot be made.
    }
    this.trying.value = false;
  }

  // -- what agents are told -------------------------------------------------------------------

  /** @returns {Omit<CallCheck, "at">} */
  #check() {
    const way = this.way.value;
    return {
      microphone: this.#permitted("microphone"), camera: this.#permitted("camera"), speaker: this.speaker.value,
      way: way.way, ...(way.rtt_ms !== null && { rtt_ms: way.rtt_ms }), ...(way.loss_pct !== null && { loss_pct: way.loss_pct }),
      relay: this.relay.value, screen: canShareScreen(), browser: browserName(this.browser),
    };
  }

  /** @param {"microphone" | "camera"} what @returns {DeviceState} */
  #permitted(what) {
    const tried = this[what].value, permission = this.permissions[what].value;
    if (tried !== "unasked") return tried;
    return permission === "granted" || permission === "denied" ? permission : "unasked";
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */ #telling;

  #tellSoon() {
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => void this.tell(), TELL_AFTER_MS);
  }

  /** The room has a name now: what is known stands in its card. @param {string} id */
  opens(id) {
    this.#id = id;
    this.#told = "";
    this.#room.opens(id);
    this.#tellSoon();
  }

  /** Tells what is known now, once; without an answer nothing is lost but the agent's knowledge. @returns {Promise<void>} */
  async tell() {
    const check = this.check.peek(), known = JSON.stringify(check);
    if (!this.#tells || known === this.#told) return;
    this.#told = known;
    await this.#connection.request("call.check", { ...(this.#id && { room: this.#id }), check }).catch(() => {});
  }
}
