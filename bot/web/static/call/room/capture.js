// Microphone, camera and screen of this browser, and in plain words what keeps them from being used. No DOM.

import { mark } from "../../shared/i18n.js";

/**
 * What can stand in the way, by code; call sites show `t(PROBLEMS[code])`.
 * @type {Readonly<Record<string, string>>}
 */
export const PROBLEMS = Object.freeze({
  microphone_denied: mark("The microphone is blocked. Allow it in the browser's address bar, then try again."),
  camera_denied: mark("The camera is blocked. Allow it in the browser's address bar, then try again."),
  screen_denied: mark("The screen was not shared. Choose a window or a screen to share it."),
  microphone_missing: mark("No microphone was found. Connect one, then try again."),
  camera_missing: mark("No camera was found. Connect one, then try again."),
  microphone_busy: mark("The microphone is used by another program. Close that program, then try again."),
  camera_busy: mark("The camera is used by another program. Close that program, then try again."),
  screen_busy: mark("The screen could not be captured. Check the system's screen recording permission, then try again."),
  microphone_lost: mark("The microphone was disconnected."),
  camera_lost: mark("The camera was disconnected."),
  screen_unsupported: mark("This browser cannot share its screen. A computer's browser can."),
  unsupported: mark("This browser cannot make calls, or the page was not opened over https."),
  unreachable: mark("The call cannot be reached from this network. Another network may let it through."),
  refused: mark("The server could not start the call with this browser."),
});

/** A reason that a person can act on; `code` is a key of PROBLEMS. */
export class CallProblem extends Error {
  /** @param {string} code @param {unknown} [cause] */
  constructor(code, cause) {
    super(PROBLEMS[code] ?? code, { cause });
    this.name = "CallProblem";
    this.code = code;
  }
}

/** @type {Record<string, string>} names that browsers give (Media Capture and Streams, 10.2), and their older ones */
const CAUSES = {
  NotAllowedError: "denied", SecurityError: "denied", PermissionDeniedError: "denied",
  NotFoundError: "missing", OverconstrainedError: "missing", DevicesNotFoundError: "missing",
  NotReadableError: "busy", AbortError: "busy", TrackStartError: "busy",
};

/** @param {"microphone" | "camera" | "screen"} what @param {unknown} error */
function problem(what, error) {
  const code = `${what}_${CAUSES[/** @type {{name?: string}} */ (error)?.name ?? ""] ?? "busy"}`;
  return new CallProblem(code in PROBLEMS ? code : `${what}_busy`, error);
}

/**
 * @param {"microphone" | "camera"} what
 * @param {string} [deviceId]  absent: the browser's default; one that is gone: the default too
 * @param {"user" | "environment"} [facing]  which way a phone's camera looks
 * @returns {Promise<MediaStreamTrack>}
 * @throws {CallProblem}
 */
export async function capture(what, deviceId, facing) {
  if (!navigator.mediaDevices?.getUserMedia) throw new CallProblem("unsupported");
  const wanted = what === "microphone"
    ? { echoCancellation: true, noiseSuppression: true, autoGainControl: true }
    : { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } };
  const device = deviceId ? { deviceId: { exact: deviceId } } : facing ? { facingMode: { ideal: facing } } : {};
  try {
    const stream = await navigator.mediaDevices.getUserMedia(
      { [what === "microphone" ? "audio" : "video"]: { ...wanted, ...device } });
    return stream.getTracks()[0];
  } catch (error) {
    if (deviceId && /** @type {DOMException} */ (error).name === "OverconstrainedError") return capture(what);  // it is gone
    throw problem(what, error);
  }
}

/** Phones' browsers have no way to share their screen: hide the button there. */
export function canShareScreen() {
  return typeof navigator.mediaDevices?.getDisplayMedia === "function";
}

/**
 * Asks which screen, window or tab to share; has to be called from a click.
 * @returns {Promise<MediaStreamTrack>}
 * @throws {CallProblem}
 */
export async function captureScreen() {
  if (!canShareScreen()) throw new CallProblem("screen_unsupported");
  const wanted = { video: { frameRate: { max: 15 } }, audio: false, selfBrowserSurface: "include", surfaceSwitching: "include" };
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia(/** @type {DisplayMediaStreamOptions} */ (wanted));
    const track = stream.getVideoTracks()[0];
    track.contentHint = "detail";  // text has to stay sharp: give up frames before resolution
    return track;
  } catch (error) {
    throw problem("screen", error);
  }
}
