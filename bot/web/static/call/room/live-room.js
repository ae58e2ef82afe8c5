import { signal } from "../../shared/html.js";
import { freshId } from "../../shared/ids.js";
import { upload } from "../../shared/upload.js";
import { Admission } from "./admission.js";
import { Gauge } from "./gauge.js";
import { Giving } from "./giving.js";
import { Peer } from "./peer.js";
import { CallRecording } from "../recording/recording.js";
import { keepSeat } from "./returning.js";
import { watchSpeaking } from "./speaking.js";
import { Together } from "../together/together.js";

/**
 * @typedef {import("./peer.js").Kind} Kind
 * @typedef {import("./peer.js").Participant} Participant
 * @typedef {"ready" | "joining" | "connecting" | "connected" | "reconnecting" | "over"} Stage
 */

const LOOK_EVERY_MS = 3_000;
const RENEW_EVERY_MS = 480_000;  // TURN credentials are good for ten minutes
const AGAIN_MS = [300, 700, 1_500, 2_500, 4_000, 6_000];  // while the media's process starts anew

/** One call as this page lives through it: the socket's side (tokens, signals, joining again) and the media's side together. */
export class LiveRoom {
  stage = signal(/** @type {Stage} */ ("ready"));
  /** Who this page is in the room; "" until the server has said so. */
  you = signal("");
  /** What this page is there; null until the server has said so. */
  role = signal(/** @type {Participant["role"] | null} */ (null));
  /** What this browser gives to the others. */
  sharing = signal({ audio: false, camera: false, screen: false });
  /** Everyone else in the room. */
  others = signal(/** @type {Participant[]} */ ([]));
  /** The newest "state" whole, as webrtc/signals.py describes it; null before the first. */
  told = signal(/** @type {any} */ (null));
  /** The newest "limits": what the server allows this page's tracks, and because of what; null before the first. */
  limits = signal(/** @type {any} */ (null));
  /** What arrives, by "participant/kind". */
  streams = signal(/** @type {Map<string, MediaStream>} */ (new Map()));
  /** How the connection is. */
  gauge = new Gauge();
  /** Who speaks now: participants' ids, oneself included. */
  speaking = signal(/** @type {ReadonlySet<string>} */ (new Set()));
  /** Why it is over: "left" and "ended" are our own doing; "alone": the other side has been gone too long; the rest is the server's word. */
  reason = signal("");
  /** When both were there for the first time as seen here, ms since 1970 by the server's clock; null until then. */
  since = signal(/** @type {number | null} */ (null));
  /** When it was over, in the same time; 0 before. */
  until = 0;
  /** What was on when it was over, to come back with. */
  gave = { audio: false, camera: false };

  /** What is pointed at, drawn and held still. */
  together = new Together(this);

  recording = new CallRecording((what) => this.#admission.send(what));

  #connection; #admission; #peer; #giving;
  #rises = false;  // from one who listens in to one who talks
  /** @type {(() => void)[]} */ #undo = [];

  /** @param {{connection: import("../../shared/connection.js").Connection, room: string | null}} options  room: null where its name is not known yet, see `opens` */
  constructor({ connection, room }) {
    this.#connection = connection;
    const admission = this.#admission = new Admission(connection, room);
    this.#peer = new Peer({
      get iceServers() { return admission.iceServers; },
      renew: () => admission.renew(),
      send: (what) => admission.send(what),
      onconnection: (made) => this.together.open(made),
      onchange: () => this.#changed(),
      onstream: (placed) => this.#placed(placed),
      onlost: (kind, label, on) => void this.#giving.lost(kind, label, on),
      onproblem: (problem) => { this.problem.value = problem; },
      onbye: (reason) => { reason === "worker_lost" ? void this.#back(false) : this.#over(reason === "left" ? "alone" : reason); },
    });
    this.#giving = new Giving(this.#peer);
    this.problem = this.#giving.problem;
    this.said = this.#giving.said;
    this.devices = this.#giving.devices;
  }

  /** This browser's own track, for a preview; null when there is none. @param {Kind} kind */
  track(kind) {
    return this.#peer.tracks[kind];
  }

  /** Names the room of a call that was asked for, with the devices already in hand. @param {string} room */
  opens(room) {
    this.#admission.room = room;
  }

  /**
   * Sends a picture into the conversation.
   * @param {Blob} picture  JPEG, PNG or WebP @param {{of: "screen" | "camera" | "photo", marked: boolean}} what
   * @throws {import("../../shared/connection.js").Refusal}
   */
  async send(picture, { of, marked }) {
    const query = new URLSearchParams({ of, marked: marked ? "1" : "0", client_message_id: freshId() });
    await upload(`/api/calls/${this.#admission.room}/pictures?${query}`, picture, { token: await this.#connection.token() });
  }

  // -- coming and going -----------------------------------------------------------------------

  /** @throws {import("../../shared/connection.js").Refusal | import("./capture.js").CallProblem} */
  async join() {
    if (this.stage.value !== "ready") return;
    this.stage.value = "joining";
    this.#watch();
    try {
      await this.#enter(false);
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

  /** From listening in to talking with them. */
  async speak() {
    this.#rises = true;
    try {
      await this.#admission.ask("call.speak");
      await this.microphone(true);
      await this.#back(false);
    } finally {
      this.#rises = false;
    }
  }

  /** Ends it for everyone. */
  end() {
    this.#admission.ask("call.end").catch(() => {});
    this.#over("ended");
  }

  /** @param {boolean} resume  whether the media may still stand */
  async #enter(resume) {
    const recording = await this.#admission.enter(() => { if (resume) this.#peer.resume(); });
    if (recording) this.recording.terms.value = recording;
    if (!resume && this.stage.value !== "over") await this.#peer.start();
  }

  #watch() {
    const { welcome } = this.#connection;
    const first = welcome.peek();
    const look = setInterval(() => void this.#look(), LOOK_EVERY_MS);
    const renew = setInterval(() => void this.#admission.renew().then(() => this.#peer.renewed()), RENEW_EVERY_MS);
    const gone = () => {
      const { room } = this.#admission;
      if (room) keepSeat({ room, ...this.sharing.peek() });
      this.leave();
    };
    addEventListener("pagehide", gone);
    this.#undo = [
      this.#connection.on("signal", ({ room, signal: what }) => { if (room === this.#admission.room) this.#hear(what); }),
      welcome.subscribe((latest) => { if (latest !== first) void this.#back(true); }),
      () => clearInterval(look),
      () => clearInterval(renew),
      () => removeEventListener("pagehide", gone),
      this.devices.watch(),
      watchSpeaking(() => this.#peer.voices(), (speaking) => { this.speaking.value = speaking; }),
      stayAwake(),
    ];
  }

  #unwatch() {
    for (const undo of this.#undo.splice(0)) undo();
  }

  /**
   * The socket was lost and is back, or the media's process was: for the server we had left, so we join anew and go on sharing.
   * @param {boolean} resume  whether the media may still stand
   */
  async #back(resume) {
    if (!this.#admission.joined) return;
    this.#admission.joined = false;
    if (!resume) this.stage.value = "reconnecting";
    for (const wait_ms of AGAIN_MS) {
      const code = await this.#enter(resume).then(() => "", (error) => /** @type {{code?: string}} */ (error).code ?? "");
      if (!code || this.stage.peek() === "over") return;
      if (code === "offline") {
        this.#admission.joined = true;  // the next welcome tries again
        return;
      }
      if (code !== "unavailable") return this.#over(code === "gone" || code === "not_found" ? "gone" : "lost");
      await new Promise((done) => setTimeout(done, wait_ms));
    }
    this.#over("lost");
  }

  /** @param {string} reason */
  #over(reason) {
    if (this.stage.value === "over") return;
    this.until = this.#now();
    this.reason.value = reason;
    this.stage.value = "over";
    this.together.close();
    this.#peer.close();
    this.#admission.joined = false;
    this.#unwatch();
  }

  #now() {
    return Date.now() + this.#connection.skew;
  }

  // -- what is shared -------------------------------------------------------------------------

  /** @param {boolean} on @param {string} [device]  absent: the one that there is, else the one that was chosen last */
  microphone(on, device) { return this.#giving.microphone(on, device); }
  /** @param {boolean} on @param {string} [device]  as above */
  camera(on, device) { return this.#giving.camera(on, device); }
  /** To a phone's other camera. @param {"user" | "environment"} facing */
  face(facing) { return this.#giving.face(facing); }
  /** @param {boolean} on */
  screen(on) { return this.#giving.screen(on); }

  // -- what the peer tells --------------------------------------------------------------------

  /** Says something to the room that is not about this page's media. @param {any} what  a signal of webrtc/signals.py */
  signal(what) {
    this.#admission.send(what);
  }

  /** @param {any} what */
  #hear(what) {
    if (this.#rises && what.type === "bye" && what.reason === "replaced") return;  // by ourselves
    if (what.type === "state") {
      this.told.value = what;
      this.recording.hear(what);
    }
    if (what.type === "limits") this.limits.value = what;
    this.#peer.handle(what);
  }

  #changed() {
    const { status, you, participants, sharing } = this.#peer;
    this.you.value = you ?? "";
    this.role.value = participants.find(({ id }) => id === you)?.role ?? this.role.peek();
    this.sharing.value = sharing;
    if (status !== "closed") this.gave = sharing;
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
    if (report) this.gauge.look(report, this.#peer.lines(), this.limits.peek()?.because ?? "");
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
