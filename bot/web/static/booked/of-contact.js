import { html, useCallback, useEffect, useState } from "../shared/html.js";
import { dayAndTime } from "../book/when.js";
import { t } from "../shared/i18n.js";
import { readBookings } from "./api.js";
import { Ways } from "./ways.js";

/** @typedef {import("./types.js").Booking} Booking */

/**
 * The calls to come that a customer has booked; nothing where there are none.
 * @param {{contact: string, newest?: number, heading?: "h2" | "h3", onChange?: () => void}} props  newest: of the newest message, after which it is asked again
 */
export function BookedPart({ contact, newest = 0, heading = "h3", onChange = () => {} }) {
  const [bookings, keep] = useState(/** @type {Booking[]} */ ([]));
  const load = useCallback(() => readBookings({ contact }).then((told) => keep(told.bookings.filter(({ state }) => state === "booked")), () => {}), [contact]);
  useEffect(() => void load(), [load, newest]);
  const done = () => { void load(); onChange(); };
  if (!bookings.length) return null;
  return html`<section class="person-part booked-part"><${heading}>${t("Booked call")}<//>
    ${bookings.map((booking) => html`<div key=${booking.id} class="booked-call">
      <p><strong>${dayAndTime(booking.since)}</strong><br /><span class="small muted">${t("With {name}", { name: booking.agent.name })}</span></p>
      ${booking.note && html`<p class="quote">${booking.note}</p>`}
      <${Ways} booking=${booking} done=${done} /></div>`)}</section>`;
}
