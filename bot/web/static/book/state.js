import { setAccent } from "../shared/colour.js";
import { signal } from "../shared/html.js";
import { api } from "../shared/http.js";
import { language, load } from "../shared/i18n.js";
import { correct } from "../shared/time.js";
import { ownZone } from "./days.js";

/**
 * What the page knows. The secret stands behind "#", so that it reaches no log and no Referer.
 * @typedef {import("./types.js").Offer} Offer
 */

/** The parts of the catalogue that the page needs. */
export const PARTS = ["shared", "book"];

const secret = location.hash.slice(1);

export const title = signal("");
export const offer = signal(/** @type {Offer | null} */ (null));
/** What the customer writes for the agent; it outlives a time that was taken meanwhile. */
export const note = signal("");

/** @param {Offer} told */
function keep(told) {
  correct(told.now - Date.now());
  offer.value = told;
}

/** @throws {import("../shared/connection.js").Refusal} as the others here */
export async function look() {
  const { title: shop, accent, ...told } = await api("POST", "/api/booking/look", { secret });
  if (!title.peek() || told.language !== language.peek()) await load(told.language, { only: PARTS });
  setAccent(accent);
  title.value = shop;
  keep(/** @type {Offer} */ (told));
}

/** In place of what was booked before. @param {number} since */
export async function book(since) {
  keep(await api("POST", "/api/booking/book", { secret, since, timezone: ownZone(), note: note.value.toWellFormed().replaceAll("\0", "") }));
}

/** To the call that has begun. */
export async function join() {
  const { url } = await api("POST", "/api/booking/join", { secret });
  location.assign(url);
}

/** The call as the customer knows it: one that was moved meanwhile is looked at first. @param {number} moves */
export async function cancel(moves) {
  keep(await api("POST", "/api/booking/cancel", { secret, moves }));
}
