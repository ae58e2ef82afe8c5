import { act } from "../shared/act.js";
import { byDay, ownZone, zoneWords } from "../book/days.js";
import { nameOf } from "../rooms/names.js";
import { Dialog } from "../shared/dialog.js";
import { html, useEffect, useState } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { toast } from "../shared/toast.js";
import { cancelBooking, readBookings } from "./api.js";
import { Shown, useLoaded } from "./loaded.js";

/** @typedef {import("./types.js").Booking} Booking */

const AGAIN_MS = 30_000;

/** The calls to come. @param {{agent: string, manages: boolean}} props  agent: "" for everybody's */
export function BookingsPart({ agent, manages }) {
  const loaded = useLoaded(() => readBookings(agent), agent);
  const [ending, end] = useState(/** @type {Booking | null} */ (null));
  useEffect(() => {
    const look = () => { if (document.visibilityState === "visible") void loaded.again(); };
    const timer = setInterval(look, AGAIN_MS);
    document.addEventListener("visibilitychange", look);
    return () => { clearInterval(timer); document.removeEventListener("visibilitychange", look); };
  }, [agent]);
  const cancel = async (/** @type {Booking} */ booking) => {
    end(null);
    if (await act(() => cancelBooking(booking.id))) toast(t("Cancelled. The customer is told."));
    void loaded.again();
  };
  return html`<section class="card part" aria-labelledby="bookings-title">
    <h2 id="bookings-title">${t("Booked calls")}</h2>
    <${Shown} of=${loaded}>${(/** @type {{bookings: Booking[]}} */ { bookings }) => (bookings.length ? html`<${Days} bookings=${bookings} named=${!agent} end=${end} />`
      : html`<${Nothing} manages=${manages} />`)}<//>
    ${ending && html`<${EndDialog} booking=${ending} onYes=${() => cancel(ending)} onClose=${() => end(null)} />`}
  </section>`;
}

/** @param {{manages: boolean}} props */
function Nothing({ manages }) {
  return html`<div class="empty"><p>${t("No calls are booked.")}</p>
    <p>${t("Customers can book one when a survey offers it after their rating.")}</p>
    ${manages && html`<a class="button" href="/surveys/">${t("Open the surveys")}</a>`}</div>`;
}

/** @param {{bookings: Booking[], named: boolean, end: (booking: Booking) => void}} props  named: with whose each is */
function Days({ bookings, named, end }) {
  const zone = ownZone();
  const of = (/** @type {number[]} */ times) => bookings.filter(({ since }) => times.includes(since));
  return html`${byDay([...new Set(bookings.map(({ since }) => since))], zone).map(({ day, times }) => html`<div key=${day} class="column">
    <h3>${date(times[0], { weekday: "long", day: "numeric", month: "long" })}</h3>
    <ul class="booking-list">${of(times).map((booking) => html`<${Row} key=${booking.id} booking=${booking} named=${named} zone=${zone} end=${end} />`)}</ul>
  </div>`)}<p class="small muted">${t("Times in {zone}.", { zone: zoneWords(zone, bookings[0].since) })}</p>`;
}

/** @param {{booking: Booking, named: boolean, zone: string, end: (booking: Booking) => void}} props */
function Row({ booking, named, zone, end }) {
  const { since, until, contact, agent, note, state, conversation } = booking;
  const time = { timeStyle: /** @type {"short"} */ ("short") };
  return html`<li class="booking">
    <span class="booking-time">${date(since, time)}–${date(until, time)}</span>
    <div class="grow column tight">
      <span class="row wrap"><a class="booking-link" href=${`/desk/#${encodeURIComponent(conversation)}`}>${contact ? nameOf(contact) : t("Conversation")}</a>
        ${named && html`<span class="tag">${agent.name}</span>`}
        ${state === "started" && html`<span class="tag good">${t("took place")}</span>`}
        ${state === "missed" && html`<span class="tag bad">${t("missed")}</span>`}</span>
      ${booking.zone !== zone && html`<span class="small muted">${t("For the customer: {time}", { time: `${date(since, { ...time, timeZone: booking.zone })} (${zoneWords(booking.zone, since)})` })}</span>`}
      ${note && html`<blockquote class="booking-note">${note}</blockquote>`}
    </div>
    ${state === "booked" && html`<button type="button" class="button" aria-label=${t("Cancel the call with {name}", { name: contact ? nameOf(contact) : "" })} onClick=${() => end(booking)}>${t("Cancel")}</button>`}
  </li>`;
}

/** The customer is told, so it is asked. @param {{booking: Booking, onYes: () => void, onClose: () => void}} props */
function EndDialog({ booking: { since, contact }, onYes, onClose }) {
  return html`<${Dialog} title=${t("Cancel this call?")} onClose=${onClose} actions=${html`
    <button type="button" class="button" onClick=${onClose}>${t("Keep it")}</button>
    <button type="button" class="button primary" onClick=${onYes}>${t("Yes, cancel")}</button>`}>
    <p>${t("{name}, {time}. We tell the customer at once; they can book another time with the same link.", { name: contact ? nameOf(contact) : "", time: date(since) })}</p><//>`;
}
