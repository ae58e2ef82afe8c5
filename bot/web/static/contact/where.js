import { signal } from "../shared/html.js";

/** Whose page it is, in the part of the address behind "#"; "": nobody's. @param {string} hash  anybody may have written it */
function contactIn(hash) {
  const part = hash.replace(/^#/, "");
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The contact that the address names. */
export const contact = signal(contactIn(globalThis.location?.hash ?? ""));

/** Follows the address from now on. */
export function followAddress() {
  addEventListener("hashchange", () => { contact.value = contactIn(location.hash); });
}
