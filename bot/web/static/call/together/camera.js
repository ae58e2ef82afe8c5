import { canShareScreen } from "../room/capture.js";
import { drawn, jpeg } from "./still.js";

/** A phone's camera: which way it looks, its light, and a photo as sharp as it can make one. */

/** @typedef {"user" | "environment"} Facing */

const LARGEST = Object.freeze({ width: { ideal: 4096 }, height: { ideal: 3072 } });

/** Whether this is a machine that shows things with its camera because it cannot share its screen. */
export const showsByCamera = () => !canShareScreen();

/** Which way it looks; null where the browser does not say. @param {MediaStreamTrack | null} track @returns {Facing | null} */
export function facing(track) {
  const { facingMode } = track?.getSettings() ?? {};
  return facingMode === "environment" || facingMode === "user" ? facingMode : null;
}

/** @param {MediaStreamTrack | null} track */
export const hasTorch = (track) => Boolean(/** @type {any} */ (track?.getCapabilities?.())?.torch);

/** @param {MediaStreamTrack} track @param {boolean} on @returns {Promise<boolean>} whether it is on then */
export async function torch(track, on) {
  try {
    await track.applyConstraints({ advanced: [/** @type {any} */ ({ torch: on })] });
    return on;
  } catch {
    return !on;
  }
}

/**
 * A photo of what the camera sees, sharper than the picture that is sent all the time where the browser can.
 * @param {MediaStreamTrack} track @returns {Promise<Blob>} @throws
 */
export async function shoot(track) {
  const { ImageCapture } = /** @type {any} */ (window);
  try {
    return await new ImageCapture(track).takePhoto();
  } catch {
    return sharpest(track);  // no ImageCapture, or a camera that is busy with itself
  }
}

/** One frame of the video, as large as the camera makes them. @param {MediaStreamTrack} track @returns {Promise<Blob>} */
async function sharpest(track) {
  const before = track.getConstraints();
  await track.applyConstraints({ ...before, ...LARGEST }).catch(() => {});  // then as large as it is
  try {
    return await frameOf(track);
  } finally {
    await track.applyConstraints(before).catch(() => {});
  }
}

/** @param {MediaStreamTrack} track @returns {Promise<Blob>} */
async function frameOf(track) {
  const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true, srcObject: new MediaStream([track]) });
  await video.play();
  const canvas = drawn(video, video.videoWidth, video.videoHeight);
  video.pause();
  return jpeg(canvas, 0.95);
}
