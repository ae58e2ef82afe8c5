/** @typedef {import("./types.js").Booking} Booking */

const NEAR_MS = 5_000, CALL_MS = 15_000, FAR_MS = 600_000;
const CALLED_BACK_MS = 3_600_000;  // within which a page is kept open for a colleague

/**
 * In how many ms it is time to look again what became of a call: the nearer its hour the sooner. Pure.
 * @param {Booking | null} booking @param {number} at  UTC ms @returns {number | null} null: nothing more is to come
 */
export function lookIn(booking, at) {
  switch (booking?.open ? "open" : booking?.state) {
    case "booked": return Math.min(FAR_MS, Math.max(NEAR_MS, ((booking?.since ?? 0) - at) / 2));
    case "open": return CALL_MS;
    case "missed": return at < (booking?.until ?? 0) + CALLED_BACK_MS ? CALL_MS : null;
    default: return null;
  }
}
