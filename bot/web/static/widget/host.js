/**
 * The page that the widget is embedded in, spoken to through postMessage: only with the window that holds this frame, and only
 * with the origin that the loader named.
 *
 * In: open, closed, language {language}, write {text}, customer {number, at, signature}, forget. Out: ready {accent}, close, open (a call may go on after a reload),
 * unread {count}, known (there is a conversation), wide {wide}, ring {words} (an agent calls; "": not any more).
 */

/**
 * @typedef {{number: string, at: number, signature: string}} Customer  who is there, as the shop has signed it; at: Unix seconds
 * @typedef {{
 *   origin: string | null, language: string | null, accent: string | null, labels: string[], customer: Customer | null,
 * }} Terms  what the loader asked for in the frame's address; origin: null when the page stands alone
 */

/** @returns {Terms} */
export function terms() {
  const asked = new URLSearchParams(location.search);
  const origin = parent === window ? null : asked.get("host");
  const labels = (asked.get("audience") ?? "").split(",").map((label) => label.trim().slice(0, 100)).filter(Boolean);
  return { origin, language: asked.get("language"), accent: asked.get("accent"), labels: labels.slice(0, 10), customer: customerOf(new URLSearchParams(location.hash.slice(1))) };
}

/** The fragment of an address is sent to nobody and stands in no log. @param {URLSearchParams} fragment @returns {Customer | null} */
export function customerOf(fragment) {
  return signed({ number: fragment.get("customer"), at: fragment.get("at"), signature: fragment.get("signature") });
}

/** Null where something is missing. @param {{number?: any, at?: any, signature?: any}} said @returns {Customer | null} */
export function signed({ number, at, signature }) {
  if (!number || !signature || !Number.isSafeInteger(Number(at)) || Number(at) <= 0) return null;
  return { number: String(number).slice(0, 200), at: Number(at), signature: String(signature).slice(0, 128) };
}

/** @param {string | null} origin @param {string} what @param {Record<string, unknown>} [more] */
export function tell(origin, what, more) {
  if (origin) parent.postMessage({ heard: what, ...more }, origin);
}

/** @param {string | null} origin @param {(what: string, message: any) => void} heard */
export function listen(origin, heard) {
  addEventListener("message", (event) => {
    if (event.source !== parent || event.origin !== origin || typeof event.data?.heard !== "string") return;
    heard(event.data.heard, event.data);
  });
}
