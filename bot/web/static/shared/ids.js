/**
 * A fresh id of 32 hex digits. (crypto.randomUUID is missing on pages without HTTPS, such as a first try in the local network.)
 * @returns {string}
 */
export function freshId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
