/** Back into a call after the page was loaded anew: kept for this tab alone, and not for long. */

const NAME = "heard.call.seat";
const KEPT_MS = 120_000;

/** @typedef {{room: string, audio: boolean, camera: boolean}} Seat  what was on; the screen has to be chosen again */

/** @param {Seat} seat */
export function keepSeat({ room, audio, camera }) {
  try {
    sessionStorage.setItem(NAME, JSON.stringify({ room, audio, camera, at: Date.now() }));
  } catch {
    // a browser that forbids storage asks its questions again
  }
}

/**
 * The seat that this tab had a moment ago; null when it had none. Reading does not give it up.
 * @param {() => number} [clock]  ms since 1970
 * @returns {Seat | null}
 */
export function keptSeat(clock = Date.now) {
  try {
    const { at, ...seat } = JSON.parse(sessionStorage.getItem(NAME) ?? "");
    return clock() - at < KEPT_MS ? seat : null;
  } catch {
    return null;
  }
}

export function forgetSeat() {
  try {
    sessionStorage.removeItem(NAME);
  } catch {
    // nothing was kept
  }
}
