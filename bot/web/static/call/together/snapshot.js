import { seenOn } from "./marks.js";
import { paint } from "./shapes.js";
import { drawn, frame, jpeg } from "./still.js";

/** @typedef {import("./together.js").Together} Together */

const BYTES_MAX = 4 * 1024 * 1024;
const QUALITIES = [0.92, 0.8, 0.65];

/**
 * A picture on the stage as it is seen, as large as it came, with everything that is drawn on it.
 * @param {Together} together @param {import("./together.js").Target} target
 * @returns {Promise<{blob: Blob, marked: boolean} | null>} null: there is no picture yet
 */
export async function snapshot(together, { on, layer }) {
  const canvas = taken(together, on, layer);
  const context = canvas?.getContext("2d");
  if (!canvas || !context) return null;
  const seen = seenOn(together.board.value, on);
  paint(context, seen, canvas.width, canvas.height);
  return { blob: await small(canvas), marked: seen.length > 0 };
}

/**
 * The picture alone: the frozen one, or what the video shows now.
 * @param {Together} together @param {string} on @param {HTMLElement} layer
 */
export function taken(together, on, layer) {
  const still = together.board.value.stills[on];
  const picture = still && together.stills.pictures.value.get(still.key);
  if (still && picture) {
    const { width, height } = sizeOf(picture.image) ?? still;
    return drawn(picture.image, width, height);
  }
  const video = layer.closest(".picture-content")?.querySelector("video");
  return video ? frame(video) : null;
}

/** @param {CanvasImageSource} image */
function sizeOf(image) {
  if (image instanceof HTMLImageElement) return { width: image.naturalWidth, height: image.naturalHeight };
  return image instanceof HTMLCanvasElement ? { width: image.width, height: image.height } : null;
}

/** @param {HTMLCanvasElement} canvas @returns {Promise<Blob>} */
export async function small(canvas) {
  for (const quality of QUALITIES) {
    const blob = await jpeg(canvas, quality);
    if (blob.size <= BYTES_MAX) return blob;
  }
  throw new Error("The picture is too large.");
}
