import { FaceAngry, FaceGrinning, FaceNeutral, FaceSlightlyFrowning, FaceSlightlySmiling, Star, ThumbsDown, ThumbsUp } from "../../vendor/lucide-survey.js";
import { html } from "../html.js";
import { number } from "../i18n.js";
import { Icon } from "../icons.js";

const FACES = [FaceAngry, FaceSlightlyFrowning, FaceNeutral, FaceSlightlySmiling, FaceGrinning];

/**
 * One point of a scale as it is drawn.
 * @param {{look: "stars" | "faces" | "numbers" | "thumbs", value: number, lit?: boolean, size?: number}} props  lit: a star that counts
 */
export function Mark({ look, value, lit = false, size = 30 }) {
  switch (look) {
    case "stars": return html`<${Icon} of=${Star} size=${size} filled=${lit} />`;
    case "faces": return html`<${Icon} of=${FACES[value - 1]} size=${size} />`;
    case "thumbs": return html`<${Icon} of=${value === 5 ? ThumbsUp : ThumbsDown} size=${size} />`;
    default: return html`${number(value)}`;
  }
}
