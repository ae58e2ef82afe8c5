import { capture, captureScreen } from "./capture.js";
import { ENCODINGS, Encoders } from "./limits.js";

/**
 * @typedef {import("./peer.js").Kind} Kind
 * @typedef {import("./peer.js").Sharing} Sharing
 */

export const KINDS = /** @type {const} */ (["audio", "camera", "screen"]);

/** What this browser captures and gives to the others, whichever connection carries it. No DOM. */
export class Sending {
  /** @type {Record<Kind, MediaStreamTrack | null>} the microphone stays open while muted */
  tracks = { audio: null, camera: null, screen: null };
  /** @type {Map<Kind, RTCRtpSender>} of the connection that stands */
  senders = new Map();
  encoders = new Encoders(this.senders);

  /** @type {Map<Kind, Promise<void>>} one change after the other for each kind */ #turns = new Map();
  #wires;

  /**
   * @param {{closed: () => boolean, changed: () => void, lost: (kind: "audio" | "camera", label: string, on: boolean) => void}} wires
   *   closed: whether nothing may be captured any more
   */
  constructor(wires) {
    this.#wires = wires;
  }

  /** What the others get from here now. @returns {Sharing} */
  get sharing() {
    const { audio, camera, screen } = this.tracks;
    return { audio: audio !== null && audio.enabled, camera: camera !== null, screen: screen !== null };
  }

  /** The first lines of a connection, which carry what is captured. @param {RTCPeerConnection} connection */
  open(connection) {
    for (const kind of KINDS) {
      const { sender } = connection.addTransceiver(this.tracks[kind] ?? (kind === "audio" ? "audio" : "video"),
        { direction: "sendrecv", sendEncodings: [ENCODINGS[kind]] });
      this.senders.set(kind, sender);
    }
  }

  /** Without a connection; the devices stay in hand. */
  drop() {
    this.senders.clear();
  }

  /** Lets go of every device. */
  stop() {
    for (const kind of KINDS) this.tracks[kind]?.stop();
    this.tracks = { audio: null, camera: null, screen: null };
  }

  /**
   * @param {boolean} on  off mutes and keeps the device open, so that it is heard at once when it is turned on again
   * @param {string} [deviceId]
   * @returns {Promise<void>}
   * @throws {CallProblem}
   */
  setMicrophone(on, deviceId) {
    return this.#turn("audio", async () => {
      const held = this.tracks.audio;
      if (held ? deviceId && held.getSettings().deviceId !== deviceId : on) {
        await this.#place("audio", await capture("microphone", deviceId));
      }
      if (this.tracks.audio) this.tracks.audio.enabled = on;
    });
  }

  /**
   * @param {boolean} on  off lets go of the camera, and its light goes out
   * @param {string} [deviceId]
   * @returns {Promise<void>}
   * @throws {CallProblem}
   */
  setCamera(on, deviceId) {
    return this.#turn("camera", async () => {
      const held = this.tracks.camera;
      if (!on) await this.#place("camera", null);
      else if (!held || (deviceId && held.getSettings().deviceId !== deviceId)) {
        await this.#place("camera", await capture("camera", deviceId));
      }
    });
  }

  /**
   * Takes a phone's other camera; many phones open only one at a time, so this one goes first.
   * @param {"user" | "environment"} facing
   * @returns {Promise<void>}
   * @throws {CallProblem}
   */
  faceCamera(facing) {
    return this.#turn("camera", async () => {
      await this.#place("camera", null);
      await this.#place("camera", await capture("camera", undefined, facing));
    });
  }

  /** Asks what to share; again while sharing changes it. @returns {Promise<void>} @throws {CallProblem} */
  async shareScreen() {
    const track = await captureScreen();  // not in turn: the picker wants the click that led here
    await this.#turn("screen", () => this.#place("screen", track));
  }

  /** @returns {Promise<void>} */
  stopScreen() {
    return this.#turn("screen", () => this.#place("screen", null));
  }

  /** @param {Kind} kind @param {() => Promise<void>} change @returns {Promise<void>} */
  #turn(kind, change) {
    const changed = (this.#turns.get(kind) ?? Promise.resolve()).then(change).then(() => this.#wires.changed());
    this.#turns.set(kind, changed.catch(() => undefined));
    return changed;
  }

  /** @param {Kind} kind @param {MediaStreamTrack | null} track */
  async #place(kind, track) {
    if (track && this.#wires.closed()) return track.stop();
    const held = this.tracks[kind];
    this.tracks[kind] = track;
    if (held) {
      held.onended = null;
      held.stop();
    }
    if (track) track.onended = () => this.#lost(kind, track);
    await this.senders.get(kind)?.replaceTrack(track);
  }

  /**
   * The device went away, or "stop sharing" was pressed on the browser's own bar.
   * @param {Kind} kind @param {MediaStreamTrack} track
   */
  #lost(kind, track) {
    this.#turn(kind, async () => {
      if (this.tracks[kind] !== track) return;
      await this.#place(kind, null);
      if (kind !== "screen") this.#wires.lost(kind, track.label, track.enabled);
    });
  }
}
