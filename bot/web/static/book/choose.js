import { ArrowLeft, Clock, Globe } from "../vendor/lucide-book.js";
import { Refusal } from "../shared/connection.js";
import { html, useEffect, useId, useRef, useState } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";
import { byDay, ownZone, zoneWords } from "./days.js";
import { Former, Nothing } from "./nothing.js";
import { book, look, note } from "./state.js";
import { dayAndTime, dayName, timeName } from "./when.js";

/** @typedef {import("./types.js").Offer} Offer */

const DAYS = 8;  // at first; the others on demand
const NOTE = 500;  // characters

/** A day, a time, a note. @param {{offer: Offer, again: () => void, done: () => void}} props  done: nothing is to be chosen any more */
export function Choose({ offer: { times, booking, closed, length_min }, again, done }) {
  const [picked, pick] = useState(/** @type {number | null} */ (null));
  const [problem, tell] = useState(/** @type {unknown} */ (null));
  const [busy, work] = useState(false);
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  const moves = booking?.state === "booked";
  const since = picked !== null && times.includes(picked) ? picked : null;
  useEffect(() => { if (booking) heading.current?.focus(); }, []);
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (since === null || busy) return;
    work(true);
    tell(null);
    try {
      await book(since);
      done();
    } catch (error) {
      tell(error);
      if (error instanceof Refusal && error.code === "conflict") await look().catch(() => {}); // which times are left
    } finally {
      work(false);
    }
  };
  return html`<form class="book-part" onSubmit=${send}>
    <h2 tabindex="-1" ref=${heading}>${moves ? t("Choose another time") : t("Book a call with us")}</h2>
    ${booking && html`<${Former} booking=${booking} />`}
    ${!times.length ? html`<${Nothing} closed=${closed} again=${again} />` : html`
      <div class="facts muted">
        <p class="row"><${Icon} of=${Clock} size=${16} />${tn("{n} minute, by video or voice, on this page", "{n} minutes, by video or voice, on this page", length_min)}</p>
        <p class="row"><${Icon} of=${Globe} size=${16} /><span>${t("Your time zone: {zone}", { zone: zoneWords(ownZone(), times[0]) })}</span></p>
      </div>
      <${Times} times=${times} since=${since} pick=${pick} />
      <${Note} />
      <div class="problem" role="alert">${problem !== null && html`<p>${explain(problem)}</p>`}</div>
      <button type="submit" class="button primary wide" disabled=${since === null || busy}>
        ${since === null ? t("Choose a time") : moves ? t("Move the call to {time}", { time: dayAndTime(since) }) : t("Book {time}", { time: dayAndTime(since) })}</button>`}
    ${moves && html`<button type="button" class="button quiet" onClick=${done}><${Icon} of=${ArrowLeft} size=${16} />${t("Keep the booked time")}</button>`}
  </form>`;
}

/** @param {{times: number[], since: number | null, pick: (since: number | null) => void}} props */
function Times({ times, since, pick }) {
  const days = byDay(times, ownZone());
  const [wanted, turn] = useState(days[0].day);
  const [all, show] = useState(days.length <= DAYS);
  const shown = days.find(({ day }) => day === wanted) ?? days[0];
  const open = (/** @type {string} */ day) => { turn(day); pick(null); };
  return html`<fieldset class="choice-set"><legend>${t("Day")}</legend>
      <div class="options days">${(all ? days : days.slice(0, DAYS)).map(({ day, times: [first] }) => html`<label key=${day} class="option">
        <input type="radio" name="day" value=${day} checked=${day === shown.day} onChange=${() => open(day)} /><span>${dayName(first)}</span></label>`)}</div>
      ${!all && html`<button type="button" class="button link small" onClick=${() => show(true)}>${t("Show more days")}</button>`}
    </fieldset>
    <fieldset class="choice-set"><legend>${t("Time")}</legend>
      <div class="options times">${shown.times.map((at) => html`<label key=${at} class="option">
        <input type="radio" name="time" value=${at} checked=${at === since} onChange=${() => pick(at)} /><span>${timeName(at)}</span></label>`)}</div>
    </fieldset>`;
}

function Note() {
  const id = useId();
  return html`<div class="field"><label for=${id}>${t("What is it about?")} <span class="muted">${t("(optional)")}</span></label>
    <textarea id=${id} class="input" rows="2" maxlength=${NOTE} value=${note.value} onInput=${typed((text) => { note.value = text; })}></textarea></div>`;
}
