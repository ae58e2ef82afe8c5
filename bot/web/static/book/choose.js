import { ArrowLeft, Clock, Globe } from "../vendor/lucide-book.js";
import { Refusal } from "../shared/connection.js";
import { html, useEffect, useId, useRef, useState } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";
import { ownZone, zoneWords } from "./days.js";
import { Former, Nothing } from "./nothing.js";
import { book, look, note } from "./state.js";
import { TimesField } from "./times-field.js";
import { dayAndTime } from "./when.js";

/** @typedef {import("./types.js").Offer} Offer */

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
      <${TimesField} times=${times} since=${since} pick=${pick} />
      <${Note} />
      <div class="problem" role="alert">${problem !== null && html`<p>${explain(problem)}</p>`}</div>
      <button type="submit" class="button primary wide" disabled=${since === null || busy}>
        ${since === null ? t("Choose a time") : moves ? t("Move the call to {time}", { time: dayAndTime(since) }) : t("Book {time}", { time: dayAndTime(since) })}</button>`}
    ${moves && html`<button type="button" class="button quiet" onClick=${done}><${Icon} of=${ArrowLeft} size=${16} />${t("Keep the booked time")}</button>`}
  </form>`;
}

function Note() {
  const id = useId();
  return html`<div class="field"><label for=${id}>${t("What is it about?")} <span class="muted">${t("(optional)")}</span></label>
    <textarea id=${id} class="input" rows="2" maxlength=${NOTE} value=${note.value} onInput=${typed((text) => { note.value = text; })}></textarea></div>`;
}
