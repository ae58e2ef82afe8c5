import { CalendarCheck, CalendarPlus, CalendarX, Globe, RotateCw } from "../vendor/lucide-book.js";
import { Refusal } from "../shared/connection.js";
import { html, useEffect, useRef, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { now } from "../shared/time.js";
import { explain } from "../shared/wording.js";
import { ownZone, zoneWords } from "./days.js";
import { calendarFile } from "./ics.js";
import { cancel, look, title } from "./state.js";
import { fullDay, timeName } from "./when.js";

/** @typedef {import("./types.js").Booking} Booking */

/** What is booked, and what can be done about it. @param {{offer: import("./types.js").Offer, booking: Booking, move: () => void}} props */
export function Booked({ offer: { times, reached }, booking, move }) {
  const [problem, tell] = useState(/** @type {unknown} */ (null));
  const [asking, ask] = useState(false);
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  const { since, until, agent, note, moves } = booking;
  useEffect(() => heading.current?.focus(), [booking.id, since]);
  const end = () => cancel(moves).catch(async (error) => {
    ask(false);
    tell(error);
    if (error instanceof Refusal && error.code === "conflict") await look().catch(() => {});
  });
  return html`<section class="book-part" aria-labelledby="booked-title">
    <h2 id="booked-title" class="row booked-title" tabindex="-1" ref=${heading}><${Icon} of=${CalendarCheck} size=${24} />${t("Your call is booked")}</h2>
    <p class="booked-time">${fullDay(since)}, <span class="nowrap">${timeName(since)}–${timeName(until)}</span></p>
    <p class="row muted"><${Icon} of=${Globe} size=${16} /><span>${t("Your time zone: {zone}", { zone: zoneWords(ownZone(), since) })}</span></p>
    ${now.value < since ? html`<p>${agent?.name ? t("You will meet {name} on this page: keep it open, or open it again at that time.", { name: agent.name })
      : t("The call takes place on this page: keep it open, or open it again at that time.")}${" "}
      ${reached ? t("The invitation will arrive in our conversation, too.")
        : t("We cannot send you a reminder. Add the call to your calendar: it keeps the link to this page.")}</p>`
      : html`<p role="status">${t("It begins any moment. Please stay on this page.")}</p>`}
    ${note && html`<blockquote class="booked-note">${note}</blockquote>`}
    <button type="button" class="button primary wide" onClick=${() => download(booking)}><${Icon} of=${CalendarPlus} />${t("Add to my calendar")}</button>
    ${moves > 0 && html`<p class="small muted">${t("The call was moved. Add it again, and your calendar replaces the old time.")}</p>`}
    <div class="booked-ways">
      ${times.length > 0 && html`<button type="button" class="button" onClick=${move}><${Icon} of=${RotateCw} size=${16} />${t("Choose another time")}</button>`}
      ${!asking && html`<button type="button" class="button" onClick=${() => ask(true)}><${Icon} of=${CalendarX} size=${16} />${t("Cancel the call")}</button>`}
    </div>
    ${asking && html`<${Sure} keep=${() => ask(false)} end=${end} />`}
    <div class="problem" role="alert">${problem !== null && html`<p>${explain(problem)}</p>`}</div>
  </section>`;
}

/** @param {{keep: () => void, end: () => void}} props */
function Sure({ keep, end }) {
  const first = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => first.current?.focus(), []);
  return html`<div class="booked-sure" role="group" aria-labelledby="sure-words"><p id="sure-words" class="grow">${t("Cancel this call?")}</p>
    <button type="button" class="button" ref=${first} onClick=${keep}>${t("Keep it")}</button>
    <button type="button" class="button danger" onClick=${end}>${t("Yes, cancel")}</button></div>`;
}

/** @param {Booking} booking */
function download({ id, moves, since, until, agent, note }) {
  const about = [agent && t("With {name}", { name: agent.name }), note, t("Join here: {link}", { link: location.href })].filter(Boolean).join("\n");
  const text = calendarFile({
    uid: `${id}@${location.hostname}`, sequence: moves, since, until, title: t("Call with {shop}", { shop: title.value }), about, url: location.href, at: now.peek(),
  });
  const href = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
  Object.assign(document.createElement("a"), { href, download: "call.ics" }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
