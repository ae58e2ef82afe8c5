import { signal } from "../shared/html.js";
import { Peer } from "./peer.js";
import { count, judge } from "./quality.js";

/**
 * @typedef {import("./peer.js").Kind} Kind
 * @typedef {import("./peer.js").Participant} Participant
 * @typedef {import("./capture.js").CallProblem} CallProblem
 * @typedef {import("./quality.js").Quality} Quality
 * @typedef {"ready" | "joining" | "connecting" | "connected" | "reconnecting" | "over"} Stage
 */

const LOOK_EVERY_MS = 3_000;

/** One call as this page lives through it: the socket's side (tokens, signals, joining again) and the media's side together. */
export class LiveRoom {
  stage = signal(/** @type {Stage} */ ("ready"));
  /** What this browser gives to the others. */
  sharing = signal({ audio: false, camera: false, screen: false });
  /** Everyone else in the room. */
  others = signal(/** @type {Participant[]} */ ([]));
  /** What arrives, by "participant/kind". */
  streams = signal(/** @type {Map<string, MediaStream>} */ (new Map()));
  quality = signal(/** @type {Quality} */ ("good"));
  /** The newest thing that stands in the way; null once it does not. */
  problem = signal(/** @type {CallProblem | null} */ (null));
  /** Why it is over: "left" and "ended" are our own doing, the rest is the server's word. */
  reason = signal("");
  /** When both were there for the first time as seen here, ms since 1970 by the server's clock; null until then. */
  since = signal(/** @type {number | null} */ (null));
  /** When it was over, in the same time; 0 before. */
  until = 0;

  #connection; #room; #peer; #wires;
  #joined = false;
  /** @type {(() => void)[]} */ #undo = [];
  /** @type {import("./quality.js").Counts | null} */ #counts = null;

  /** @param {{connection: import("../shared/connection.js").Connection, room: string | null}} options  room: null where its name is not known yet, see `opens` */
  constructor({ connection, room }) {
    this.#connection = connection;
    this.#room = room;
    this.#wires = {
      iceServers: /** @type {RTCIceServer[]} */ ([]),  // the peer reads them at each start
      send: (/** @type {any} */ what) => this.#send(what),
      onchange: () => this.#changed(),
      onstream: (/** @type {import("./peer.js").Placed} */ placed) => this.#placed(placed),
      onproblem: (/** @type {CallProblem} */ problem) => { this.problem.value = problem; },
      onbye: (/** @type {string} */ reason) => { reason === "worker_lost" ? void this.#back() : this.#over(reason); },
    };
    this.#peer = new Peer(this.#wires);
  }

  /** This browser's own track, for a preview; null when there is none. @param {Kind} kind */
  track(kind) {
    return this.#peer.tracks[kind];
  }

  /** Names the room of a call that was asked for, with the devices already in hand. @param {string} room */
  opens(room) {
    this.#room = room;
  }

  // -- coming and going -----------------------------------------------------------------------

  /** @throws {import("../shared/connection.js").Refusal | CallProblem} */
  async join() {
    if (this.stage.value !== "ready") return;
    this.stage.value = "joining";
    this.#watch();
    try {
      await this.#enter();
    } catch (error) {
      this.#unwatch();
      if (this.stage.value === "joining") this.stage.value = "ready";
      throw error;
    }
  }

  /** Leaves; the others may go on, and one may come back while the call runs. */
  leave() {
    this.#over("left");
  }

  /** Ends it for everyone. */
  end() {
    this.#connection.request("call.end", { room: this.#room }).catch(() => {});
    this.#over("ended");
  }

  async #enter() {
    const { token } = await this.#connection.request("call.token", { room: this.#room });
    const { ice_servers: iceServers = [] } = await this.#connection.request("call.join", { token });
    if (this.stage.value === "over") return;
    this.#wires.iceServers = iceServers;
    this.#joined = true;
    await this.#peer.start();
  }

  #watch() {
    const { welcome } = this.#connection;
    const first = welcome.peek();
    const look = setInterval(() => void this.#look(), LOOK_EVERY_MS);
    const gone = () => this.leave();
    addEventListener("pagehide", gone);
    this.#undo = [
      this.#connection.on("signal", ({ room, signal: what }) => { if (room === this.#room) this.#peer.handle(what); }),
      welcome.subscribe((latest) => { if (latest !== first) void this.#back(); }),
      () => clearInterval(look),
      () => removeEventListener("pagehide", gone),
      stayAwake(),
    ];
  }

  #unwatch() {
    for (const undo of this.#undo.splice(0)) undo();
  }

  /** The socket was lost and is back, or the media's process was: for the server we had left, so we join anew and go on sharing. */
  async #back() {
    if (!this.#joined) return;
    this.#joined = false;
    this.stage.value = "reconnecting";
    try {
      await this.#enter();
    } catch (error) {
      const { code } = /** @type {{code?: string}} */ (error);
      if (code === "offline") this.#joined = true;  // the next welcome tries again
      else this.#over(code === "gone" || code === "not_found" ? "gone" : "lost");
    }
  }

  /** @param {string} reason */
  #over(reason) {
    if (this.stage.value === "over") return;
    this.until = this.#now();
    this.reason.value = reason;
    this.stage.value = "over";
    this.#peer.close();
    this.#joined = false;
    this.#unwatch();
  }

  #now() {
    return Date.now() + this.#connection.skew;
  }

  // -- what is shared -------------------------------------------------------------------------

  /** @param {boolean} on @param {string} [device] */
  microphone(on, device) { return this.#try("microphone", () => this.#peer.setMicrophone(on, device)); }

  /** @param {boolean} on @param {string} [device] */
  camera(on, device) { return this.#try("camera", () => this.#peer.setCamera(on, device)); }

  /** @param {boolean} on */
  screen(on) { return this.#try("screen", () => (on ? this.#peer.shareScreen() : this.#peer.stopScreen())); }

  /**
   * What went wrong stands in `problem`.
   * @param {string} what
   * @param {() => Promise<void>} change
   * @returns {Promise<boolean>} whether it was done
   */
  async #try(what, change) {
    try {
      if (this.problem.value?.code.startsWith(what)) this.problem.value = null;
      await change();
      return true;
    } catch (error) {
      this.problem.value = /** @type {CallProblem} */ (error);
      return false;
    }
  }

  // -- what the peer tells --------------------------------------------------------------------

  /** @param {any} what */
  #send(what) {
    if (!this.#joined) return;
    this.#connection.request("signal", { room: this.#room, signal: what }).catch(() => {});  // a lost one is made up for by joining anew
  }

  #changed() {
    const { status, you, participants, sharing } = this.#peer;
    this.sharing.value = sharing;
    this.others.value = participants.filter(({ id }) => id !== you);
    if (this.stage.value !== "over" && status !== "idle" && status !== "closed") this.stage.value = status;
    if (this.since.value === null && status === "connected" && this.others.value.some(({ connected }) => connected)) {
      this.since.value = this.#now();
    }
    if (status === "connected" && this.problem.value?.code === "unreachable") this.problem.value = null;
  }

  /** @param {import("./peer.js").Placed} placed */
  #placed({ participant, kind, stream }) {
    const next = new Map(this.streams.value);
    if (stream) next.set(`${participant}/${kind}`, stream);
    else next.delete(`${participant}/${kind}`);
    this.streams.value = next;
  }

  async #look() {
    const report = await this.#peer.report();
    if (!report) return;
    const counts = count(/** @type {any} */ (report).values());
    if (this.#counts) this.quality.value = judge(this.#counts, counts);
    this.#counts = counts;
  }
}

/**
 * Keeps the screen from going dark during a call, where the browser can.
 * @returns {() => void} lets it go dark again
 */
function stayAwake() {
  const lock = navigator.wakeLock?.request("screen").catch(() => null);
  return () => void lock?.then((held) => held?.release());
}
