import { signal } from "../../shared/html.js";
import { stillKey } from "./marks.js";
import { Arriving, pieces, sizeOfJpeg } from "./still.js";

/**
 * @typedef {import("./marks.js").Freeze} Freeze
 * @typedef {{url: string, image: CanvasImageSource}} Picture
 */

const PIXELS_MAX = 25_000_000;

/** The frozen pictures of a call: one's own as they were made, the others' as they arrive. */
export class Stills {
  /** By their key. */
  pictures = signal(/** @type {ReadonlyMap<string, Picture>} */ (new Map()));

  /** @type {Map<string, Arriving>} by participant */ #arriving = new Map();
  /** @type {Set<string>} keys */ #thawed = new Set();
  /** @type {Map<string, Blob>} one's own, by key */ #own = new Map();

  /** @param {string} by  oneself @param {Freeze} said @param {Blob} blob @param {HTMLCanvasElement} canvas */
  make(by, said, blob, canvas) {
    const key = stillKey(said.number, by);
    this.#own.set(key, blob);
    this.#show(key, { url: URL.createObjectURL(blob), image: canvas });
  }

  /** Another's is on its way, in pieces. @param {string} by @param {Freeze} said */
  expect(by, said) {
    this.#arriving.set(by, new Arriving(said));
  }

  /**
   * @param {string} by @param {ArrayBuffer} data
   * @returns {Promise<Freeze | null>} what has been frozen, once its picture is whole
   */
  async take(by, data) {
    const arriving = this.#arriving.get(by);
    const whole = arriving?.take(data);
    if (!arriving || (!whole && !arriving.broken)) return null;
    this.#arriving.delete(by);
    if (!whole) return null;
    const key = stillKey(arriving.said.number, by);
    const picture = await decoded(whole);
    if (picture && !this.#thawed.has(key)) {
      this.#show(key, picture);
      return arriving.said;
    }
    if (picture) URL.revokeObjectURL(picture.url);
    return null;
  }

  /** Nobody is to see this one any more, also where it has not arrived yet. @param {string} key */
  thaw(key) {
    this.#thawed.add(key);
  }

  /** @param {string} key @param {Picture} picture */
  #show(key, picture) {
    this.pictures.value = new Map(this.pictures.value).set(key, picture);
  }

  /**
   * One's own that still stand, to be said again to somebody new.
   * @param {import("./marks.js").Board} board
   * @returns {[Freeze, Blob][]}
   */
  own({ stills }) {
    return Object.entries(stills).flatMap(([on, { key, width, height }]) => {
      const blob = this.#own.get(key);
      if (!blob) return [];
      return [[{ type: "freeze", on, number: parseInt(key, 10), width, height, bytes: blob.size }, blob]];
    });
  }

  /** Those that nobody sees any more. @param {import("./marks.js").Board} board */
  forget({ stills }) {
    const kept = new Set(Object.values(stills).map(({ key }) => key));
    const before = [...this.pictures.peek()];
    const gone = before.filter(([key]) => !kept.has(key));
    if (!gone.length) return;
    for (const [key, { url }] of gone) {
      URL.revokeObjectURL(url);
      this.#own.delete(key);
    }
    this.pictures.value = new Map(before.filter(([key]) => kept.has(key)));
  }
}

/** @param {Blob} blob @returns {Promise<Picture | null>} null: it is no picture, or one that would fill the memory */
async function decoded(blob) {
  const size = sizeOfJpeg(new Uint8Array(await blob.arrayBuffer()));
  if (!size || size.width * size.height > PIXELS_MAX) return null;
  const image = new Image();
  const url = image.src = URL.createObjectURL(blob);
  try {
    await image.decode();
    return { url, image };
  } catch {
    URL.revokeObjectURL(url);
    return null;
  }
}

/**
 * @param {Freeze} said @param {Blob} blob
 * @param {(said: Freeze) => void} say @param {(piece: Uint8Array<ArrayBuffer>) => void} send
 */
export async function deliver(said, blob, say, send) {
  const parts = await pieces(blob);
  say(said);  // nothing comes between it and its pieces
  for (const part of parts) send(part);
}
