/**
 * The page that the widget is embedded in, spoken to through postMessage: only with the window that holds this frame, and only
 * with the origin that the loader named.
 *
 * In: open, closed, language {language}, write {text}. Out: ready {accent}, close, open (a call may go on after a reload),
 * unread {count}, known (there is a conversation), wide {wide}, ring {words} (an agent calls; "": not any more).
 */

/**
 * @typedef {{
 *   origin: string | null, language: string | null, accent: string | null, labels: string[],
 * }} Terms  what the loader asked for in the frame's address; origin: null when the page stands alone
 */

/** @returns {Terms} */
export function terms() {
  const asked = new URLSearchParams(location.search);
  const origin = parent === window ? null : asked.get("host");
  const labels = (asked.get("audience") ?? "").split(",").map((label) => label.trim().slice(0, 100)).filter(Boolean);
  return { origin, language: asked.get("language"), accent: asked.get("accent"), labels: labels.slice(0, 10) };
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
