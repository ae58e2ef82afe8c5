import { signal } from "../../shared/html.js";
import { CallProblem } from "./capture.js";
import { Devices } from "./devices.js";

/**
 * @typedef {{what: "microphone_changed" | "camera_changed" | "speaker_changed" | "microphone_new", lost: string, used: string,
 *   device?: string}} Said  a device that was unplugged, and the one that took its place; "" where the browser does not name it.
 *   device: the id of one that was plugged in and may be used
 */

/** What this person gives to the others, through which devices, and what stands in the way. */
export class Giving {
  /** A device that came or went; null once it was read. */
  said = signal(/** @type {Said | null} */ (null));
  /** The newest thing that stands in the way; null once it does not. */
  problem = signal(/** @type {CallProblem | null} */ (null));

  devices = new Devices({
    onSpeakerGone: (lost) => { this.said.value = { what: "speaker_changed", lost, used: "" }; },
    onMicrophone: ({ deviceId, label }) => { this.said.value = { what: "microphone_new", lost: "", used: label, device: deviceId }; },
  });

  #peer;

  /** @param {import("./peer.js").Peer} peer */
  constructor(peer) {
    this.#peer = peer;
  }

  /** @param {boolean} on @param {string} [device]  absent: the one that there is, else the one that was chosen last */
  microphone(on, device) {
    if (device) this.devices.keep("microphone", device);
    const wanted = device ?? (this.#peer.tracks.audio ? undefined : this.devices.kept("microphone"));
    return this.#try("microphone", () => this.#peer.setMicrophone(on, wanted));
  }

  /** @param {boolean} on @param {string} [device]  as above */
  camera(on, device) {
    if (device) this.devices.keep("camera", device);
    const wanted = device ?? (this.#peer.tracks.camera ? undefined : this.devices.kept("camera"));
    return this.#try("camera", () => this.#peer.setCamera(on, wanted));
  }

  /** To a phone's other camera. @param {"user" | "environment"} facing */
  face(facing) {
    return this.#try("camera", () => this.#peer.faceCamera(facing));
  }

  /** @param {boolean} on */
  screen(on) {
    return this.#try("screen", () => (on ? this.#peer.shareScreen() : this.#peer.stopScreen()));
  }

  /**
   * A device was unplugged: another takes its place, as muted or not as it was.
   * @param {"audio" | "camera"} kind @param {string} lost  its name @param {boolean} on
   */
  async lost(kind, lost, on) {
    const [what, turn] = kind === "audio" ? ["microphone", () => this.#peer.setMicrophone(on)] : ["camera", () => this.#peer.setCamera(true)];
    try {
      await turn();
      this.said.value = { what: kind === "audio" ? "microphone_changed" : "camera_changed", lost, used: this.#peer.tracks[kind]?.label ?? "" };
    } catch (error) {
      this.problem.value = new CallProblem(`${what}_lost`, error);
    }
  }

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
      void this.devices.read();  // a device that is opened for the first time gets its name
      return true;
    } catch (error) {
      this.problem.value = /** @type {CallProblem} */ (error);
      return false;
    }
  }
}
