import { html, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { byDay, ownZone } from "./days.js";
import { dayName, timeName } from "./when.js";

const DAYS = 8;  // at first; the others on demand

/**
 * A day, and a time of that day, by the reader's own clock.
 * @param {{times: number[], since: number | null, pick: (since: number | null) => void}} props  times: UTC ms, in order, at least one; since: what is chosen
 */
export function TimesField({ times, since, pick }) {
  const days = byDay(times, ownZone());
  const [wanted, turn] = useState(days[0].day);
  const [all, show] = useState(days.length <= DAYS);
  const shown = days.find(({ day }) => day === wanted) ?? days[0];
  const open = (/** @type {string} */ day) => { turn(day); pick(null); };
  return html`<fieldset class="choice-set"><legend>${t("Day")}</legend>
      <div class="options days">${(all ? days : days.slice(0, DAYS)).map(({ day, times: [first] }) => html`<label key=${day} class="option">
        <input type="radio" name="day" value=${day} checked=${day === shown.day} onChange=${() => open(day)} /><span>${dayName(first)}</span></label>`)}</div>
      ${!all && days.length > DAYS && html`<button type="button" class="button link small" onClick=${() => show(true)}>${t("Show more days")}</button>`}
    </fieldset>
    <fieldset class="choice-set"><legend>${t("Time")}</legend>
      <div class="options times">${shown.times.map((at) => html`<label key=${at} class="option">
        <input type="radio" name="time" value=${at} checked=${at === since} onChange=${() => pick(at)} /><span>${timeName(at)}</span></label>`)}</div>
    </fieldset>`;
}
