/** A picture of one moment: taken from a video or a file, made small enough to travel, and put together again. */

import { BYTES_MAX } from "../beside.js";
import { STILL_BYTES_MAX } from "./marks.js";

/** Longest sides and qualities to try, the best first: text is to stay legible. @type {[number, number][]} */
const TRIES = [[2560, 0.85], [1920, 0.8], [1920, 0.65], [1600, 0.55], [1280, 0.5], [960, 0.45], [640, 0.4]];
const LONGEST_SIDE = 4096;
const PIECE = BYTES_MAX.marks;

/** What a video shows now, as large as it came. @param {HTMLVideoElement} video @returns {HTMLCanvasElement | null} null: nothing yet */
export function frame(video) {
  const { videoWidth: width, videoHeight: height } = video;
  return width && height ? drawn(video, width, height) : null;
}

/**
 * A photograph the way it is held, without what a camera writes into it.
 * @param {Blob} file @returns {Promise<HTMLCanvasElement>} @throws where it is no picture
 */
export async function photograph(file) {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  const { width, height } = fitted(bitmap.width, bitmap.height, LONGEST_SIDE);
  const canvas = drawn(bitmap, width, height);
  bitmap.close();
  return canvas;
}

/** @param {CanvasImageSource} source @param {number} width @param {number} height */
export function drawn(source, width, height) {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  canvas.getContext("2d")?.drawImage(source, 0, 0, width, height);
  return canvas;
}

/** @param {number} width @param {number} height @param {number} longest  of the sides */
export function fitted(width, height, longest) {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** @param {HTMLCanvasElement} canvas @param {number} quality  0 to 1 @returns {Promise<Blob>} */
export const jpeg = (canvas, quality) => new Promise((done, failed) =>
  canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("The picture could not be made."))), "image/jpeg", quality));

/**
 * As sharp as fits.
 * @param {HTMLCanvasElement} canvas @param {number} [most]  bytes
 * @returns {Promise<Blob>}
 */
export async function light(canvas, most = STILL_BYTES_MAX) {
  for (const [longest, quality] of TRIES) {
    const { width, height } = fitted(canvas.width, canvas.height, longest);
    const blob = await jpeg(width === canvas.width ? canvas : drawn(canvas, width, height), quality);
    if (blob.size <= most) return blob;
  }
  throw new Error("The picture is too large.");
}

/** @param {Blob} blob @returns {Promise<Uint8Array<ArrayBuffer>[]>} */
export async function pieces(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, place) => bytes.slice(place * PIECE, (place + 1) * PIECE));
}

/**
 * What a JPEG says of itself before it is decoded (ITU T.81, annex B).
 * @param {Uint8Array} bytes @returns {{width: number, height: number} | null} null: it is none
 */
export function sizeOfJpeg(bytes) {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const two = (/** @type {number} */ place) => bytes[place] * 256 + bytes[place + 1];
  for (let place = 2; place + 9 < bytes.length && bytes[place] === 0xff; place += 2 + two(place + 2)) {
    const marker = bytes[place + 1];
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return { height: two(place + 5), width: two(place + 7) };
  }
  return null;
}

/** Puts the pieces of one picture together. */
export class Arriving {
  /** @type {ArrayBuffer[]} */ #parts = [];
  #missing;

  /** @param {import("./marks.js").Freeze} said */
  constructor(said) {
    this.said = said;
    this.#missing = said.bytes;
  }

  /** @param {ArrayBuffer} piece @returns {Blob | null} the whole, once it is there; more than was said is none */
  take(piece) {
    this.#missing -= piece.byteLength;
    this.#parts.push(piece);
    return this.#missing === 0 ? new Blob(this.#parts, { type: "image/jpeg" }) : null;
  }

  /** Nothing more can come of it. */
  get broken() {
    return this.#missing < 0;
  }
}
