import { Bot } from "../vendor/lucide-widget.js";
import { html } from "./html.js";
import { Icon } from "./icons.js";

/**
 * Up to two initials of a name; "?" when it has no letter.
 * @param {string} name
 */
export function initials(name) {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu) ?? [];
  const picked = [...words.slice(0, 1), ...words.slice(1).slice(-1)];
  return picked.map((word) => (/\p{L}\p{M}*|./u.exec(word)?.[0] ?? "").toLocaleUpperCase()).join("") || "?";
}

const TINTS = 6;

/** One of a few tints, always the same for the same name. @param {string} name */
export function tint(name) {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return sum % TINTS;
}

/**
 * A face, the initials of a name, or the bot's mark. Decoration: the name stands beside it.
 * @param {{name: string, bot?: boolean, size?: number, image?: string | null}} props  size in px
 */
export function Avatar({ name, bot = false, size = 36, image = null }) {
  const face = bot ? html`<${Icon} of=${Bot} size=${Math.round(size * 0.56)} />`
    : image ? html`<img src=${image} alt="" />` : initials(name);
  return html`<span class=${bot ? "avatar bot" : "avatar"} data-tint=${bot ? undefined : tint(name)} aria-hidden="true"
    style=${{ "--size": `${size}px` }}>${face}</span>`;
}
