export const LARGEST = 1024 * 1024; // bytes

const STILL = ["image/png", "image/jpeg"]; // of the others one may move
const LONGEST = [2000, 1400, 1000]; // pixels of the longer side, tried in turn
const QUALITY = 0.85;

/** What was pasted or dropped. @param {DataTransfer | null} data @returns {File[]} */
export const picturesOf = (data) => [...data?.files ?? []].filter(({ type }) => type.startsWith("image/"));

/**
 * The picture itself where it may be sent as it is, else a smaller one, as far as there can be one: phones take larger ones.
 * @param {File} file @returns {Promise<Blob>}
 */
export async function fitting(file) {
  if (file.size <= LARGEST || !STILL.includes(file.type)) return file;
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return file;
  for (const longest of LONGEST) {
    const smaller = await drawn(picture, longest);
    if (smaller.size <= LARGEST) return smaller;
  }
  return file;
}

/** @param {ImageBitmap} picture @param {number} longest @returns {Promise<Blob>} */
async function drawn(picture, longest) {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.ceil(picture.width * scale), Math.ceil(picture.height * scale));
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const made = await canvas.convertToBlob({ type: "image/webp", quality: QUALITY });
  if (made.type === "image/webp") return made;
  // Safari writes no WebP, and what shines through would be black in a JPEG
  context.globalCompositeOperation = "destination-over";
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
}
