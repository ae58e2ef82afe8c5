import { LARGEST, fitting } from "../shared/fitting.js";
import { t } from "../shared/i18n.js";
import { toast } from "../shared/toast.js";
import { explain } from "../shared/wording.js";
import { uploadPicture } from "./api.js";
import { putIn, writtenIn } from "./field-text.js";
import { withBlock } from "./markdown.js";

export const TYPES = ["image/png", "image/jpeg", "image/webp", "image/gif"];

/**
 * Sends pictures and writes each into the field where the cursor stood.
 * @param {HTMLTextAreaElement} field @param {File[]} files
 */
export async function dropPictures(field, files) {
  for (const file of files) {
    const sent = await fitting(file);
    const wrong = problemOf({ name: file.name, type: sent.type, size: sent.size });
    if (wrong) toast(wrong);
    else await drop(field, sent, altOf(file.name));
  }
}

/** @param {HTMLTextAreaElement} field @param {Blob} picture @param {string} alt */
async function drop(field, picture, alt) {
  const waiting = `![${t("Loading…")}]()`;
  putIn(field, withBlock(writtenIn(field), waiting));
  try {
    const { url } = await uploadPicture(picture);
    swap(field, waiting, `![${alt}](${url})`);
  } catch (refusal) {
    swap(field, waiting, "");
    toast(t("The picture was not taken: {why}", { why: explain(refusal) }));
  }
}

/** @param {HTMLTextAreaElement} field @param {string} from @param {string} to */
function swap(field, from, to) {
  const { text, start, end } = writtenIn(field);
  const place = text.indexOf(from);
  if (place < 0) return;
  const moved = (/** @type {number} */ at) => (at > place ? Math.max(place, at + to.length - from.length) : at);
  putIn(field, { text: text.slice(0, place) + to + text.slice(place + from.length), start: moved(start), end: moved(end) });
}

/** @param {{name: string, type: string, size: number}} file @returns {string} "" where it may be sent */
export function problemOf({ name, type, size }) {
  if (!TYPES.includes(type)) return t("{name}: pictures may be PNG, JPEG, WebP or GIF.", { name });
  if (size > LARGEST) return t("{name} is larger than 1 MB. Make it smaller and try again.", { name });
  return "";
}

/** Words for who does not see it, from the file's name where that says something. @param {string} name */
export function altOf(name) {
  const words = name.replace(/\.[^.]*$/, "").replace(/[-_[\]\s]+/g, " ").trim();
  return /^(image|img|screenshot|bild|photo|dsc)?[\s\d:().]*$/i.test(words) ? t("picture") : words;
}
