import { signal } from "../../shared/html.js";
import { recall, remember } from "../../shared/stored.js";

/** @typedef {"microphone" | "camera" | "speaker"} DeviceName */

const KINDS = Object.freeze({ microphone: "audioinput", camera: "videoinput", speaker: "audiooutput" });

/** The devices of this machine that a call may use, as they come and go, and which were chosen here before. */
export class Devices {
  microphones = signal(/** @type {MediaDeviceInfo[]} */ ([]));
  cameras = signal(/** @type {MediaDeviceInfo[]} */ ([]));
  /** Empty where the browser does not let a page choose. */
  speakers = signal(/** @type {MediaDeviceInfo[]} */ ([]));
  /** Where voices are played: a device's id; "" is the system's choice. */
  speaker = signal(recall("call.speaker") ?? "");

  /**
   * @param {{onSpeakerGone: (label: string) => void, onMicrophone: (device: MediaDeviceInfo) => void}} wires
   *   onSpeakerGone: the voices play on the system's speaker now; label: of the one before. onMicrophone: one was plugged in
   */
  constructor({ onSpeakerGone, onMicrophone }) {
    this.#onSpeakerGone = onSpeakerGone;
    this.#onMicrophone = onMicrophone;
  }
  #onSpeakerGone; #onMicrophone;

  /** @returns {() => void} stops */
  watch() {
    const read = () => void this.read();
    read();
    navigator.mediaDevices?.addEventListener("devicechange", read);
    return () => navigator.mediaDevices?.removeEventListener("devicechange", read);
  }

  /** Their names are there once a device of the kind was opened. */
  async read() {
    const all = await navigator.mediaDevices?.enumerateDevices().catch(() => []) ?? [];
    const of = (/** @type {DeviceName} */ what) => all.filter(({ kind, deviceId }) => kind === KINDS[what] && deviceId);
    const before = this.speakers.peek();
    const fresh = added(this.microphones.peek(), of("microphone"));
    this.microphones.value = of("microphone");
    this.cameras.value = of("camera");
    this.speakers.value = "setSinkId" in HTMLMediaElement.prototype ? of("speaker") : [];
    this.#keepPlaying(before);
    if (fresh) this.#onMicrophone(fresh);
  }

  /** @param {string} id  of a speaker */
  play(id) {
    this.speaker.value = id === "default" ? "" : id;
    remember("call.speaker", this.speaker.value || null);
  }

  /** Which one was chosen last; undefined: none was, the browser chooses. @param {"microphone" | "camera"} what */
  kept(what) {
    return recall(`call.${what}`) ?? undefined;
  }

  /** @param {"microphone" | "camera"} what @param {string} id */
  keep(what, id) {
    remember(`call.${what}`, id);
  }

  /** A speaker that was unplugged would leave silence. @param {MediaDeviceInfo[]} before */
  #keepPlaying(before) {
    const wanted = this.speaker.peek();
    if (!wanted || !before.length || this.speakers.peek().some(({ deviceId }) => deviceId === wanted)) return;
    const gone = before.find(({ deviceId }) => deviceId === wanted);
    this.speaker.value = "";  // and is remembered still, for when it is back at the next call
    if (gone) this.#onSpeakerGone(gone.label);
  }
}

/**
 * The device that was plugged in between two looks; null when there is none, and at the first look.
 * @param {MediaDeviceInfo[]} before @param {MediaDeviceInfo[]} now
 */
export function added(before, now) {
  if (!before.some(({ label }) => label)) return null;  // they have no names before one of them was opened
  const roles = new Set(["default", "communications"]);  // the system's choice among the others
  return now.find(({ deviceId, label }) => label && !roles.has(deviceId) && !before.some((each) => each.deviceId === deviceId)) ?? null;
}
