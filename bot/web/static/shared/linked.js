import { html } from "./html.js";

const ADDRESS = /https?:\/\/[^\s<>"'«»]+/g;
const TAIL = /[.,;:!?)\]}…]+$/;

/**
 * Cuts a text at the web addresses in it.
 * @param {string} text
 * @returns {{text: string, link: boolean}[]}
 */
export function cutLinks(text) {
  const parts = [];
  let done = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = found.replace(TAIL, "");
    if (!URL.canParse(address)) continue;
    if (index > done) parts.push({ text: text.slice(done, index), link: false });
    parts.push({ text: address, link: true });
    done = index + address.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done), link: false });
  return parts;
}

/** Words as they were written, web addresses pressable; all of it text nodes. @param {{text: string}} props */
export function Linked({ text }) {
  return cutLinks(text).map((part, place) => (part.link
    ? html`<a key=${place} href=${part.text} target="_blank" rel="noopener noreferrer nofollow">${part.text}</a>`
    : part.text));
}
