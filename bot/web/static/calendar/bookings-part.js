import { byDay, ownZone, zoneWords } from "../book/days.js";
import { nameOf } from "../rooms/names.js";
import { readBookings } from "../booked/api.js";
import { Ways } from "../booked/ways.js";
import { html, useEffect } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { Shown, useLoaded } from "./loaded.js";

/** @typedef {import("../booked/types.js").Booking} Booking */

const AGAIN_MS = 30_000;

/** The calls to come. @param {{agent: string, manages: boolean}} props  agent: "" for everybody's */
export function BookingsPart({ agent, manages }) {
  const loaded = useLoaded(() => readBookings({ agent }), agent);
  useEffect(() => {
    const look = () => { if (document.visibilityState === "visible") void loaded.again(); };
    const timer = setInterval(look, AGAIN_MS);
    document.addEventListener("visibilitychange", look);
    return () => { clearInterval(timer); document.removeEventListener("visibilitychange", look); };
  }, [agent]);
  return html`<section class="card part" aria-labelledby="bookings-title">
    <h2 id="bookings-title">${t("Booked calls")}</h2>
    <${Shown} of=${loaded}>${(/** @type {{bookings: Booking[]}} */ { bookings }) => (bookings.length ? html`<${Days} bookings=${bookings} named=${!agent} again=${loaded.again} />`
      : html`<${Nothing} manages=${manages} />`)}<//>
  </section>`;
}

/** @param {{manages: boolean}} props */
function Nothing({ manages }) {
  return html`<div class="empty"><p>${t("No calls are booked.")}</p>
    <p>${t("Customers can book one when a survey offers it after their rating.")}</p>
    ${manages && html`<a class="button" href="/surveys/">${t("Open the surveys")}</a>`}</div>`;
}

/** @param {{bookings: Booking[], named: boolean, again: () => void}} props  named: with whose each is */
function Days({ bookings, named, again }) {
  const zone = ownZone();
  const of = (/** @type {number[]} */ times) => bookings.filter(({ since }) => times.includes(since));
  return html`${byDay([...new Set(bookings.map(({ since }) => since))], zone).map(({ day, times }) => html`<div key=${day} class="column">
    <h3>${date(times[0], { weekday: "long", day: "numeric", month: "long" })}</h3>
    <ul class="booking-list">${of(times).map((booking) => html`<${Row} key=${booking.id} booking=${booking} named=${named} zone=${zone} again=${again} />`)}</ul>
  </div>`)}<p class="small muted">${t("Times in {zone}.", { zone: zoneWords(zone, bookings[0].since) })}</p>`;
}

/** @param {{booking: Booking, named: boolean, zone: string, again: () => void}} props */
function Row({ booking, named, zone, again }) {
  const { since, until, contact, agent, note, state, conversation } = booking;
  const time = { timeStyle: /** @type {"short"} */ ("short") };
  return html`<li class="booking">
    <span class="booking-time">${date(since, time)}–${date(until, time)}</span>
    <div class="grow column tight">
      <span class="row wrap"><a class="booking-link" href=${`/desk/#${encodeURIComponent(conversation)}`}>${nameOf(contact)}</a>
        ${named && html`<span class="tag">${agent.name}</span>`}
        ${state === "started" && html`<span class="tag good">${t("took place")}</span>`}
        ${state === "missed" && html`<span class="tag bad">${t("missed")}</span>`}</span>
      ${booking.zone !== zone && html`<span class="small muted">${t("For the customer: {time}", { time: `${date(since, { ...time, timeZone: booking.zone })} (${zoneWords(booking.zone, since)})` })}</span>`}
      ${note && html`<blockquote class="booking-note">${note}</blockquote>`}
    </div>
    <${Ways} booking=${booking} done=${again} />
  </li>`;
}
