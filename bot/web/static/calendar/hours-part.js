import { Copy, Plus, X } from "../vendor/lucide-calendar.js";
import { clockOf, minuteOf } from "../recovery/week-field.js";
import { act } from "../shared/act.js";
import { html, useId } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { Icon } from "../shared/icons.js";
import { Menu } from "../shared/menu.js";
import { toast } from "../shared/toast.js";
import { typed } from "../shared/typed.js";
import { writeHours } from "./api.js";
import { draft, drafts } from "./drafts.js";
import { copied, faultOf, hoursOf, weekOf, withOneMore } from "./week.js";

/** @typedef {import("./week.js").Part} Part */

const DAYS = [0, 1, 2, 3, 4, 5, 6], WORKING = [0, 1, 2, 3, 4];
const MONDAY = new Date(2024, 0, 1, 12);  // one of many

/** @param {number} day  0 is Monday */
const dayName = (day) => date(new Date(2024, 0, MONDAY.getDate() + day, 12).getTime(), { weekday: "long" });

/**
 * When somebody can be booked, week after week.
 * @param {{agent: string, hours: import("./types.js").Hours[], timezone: string, again: () => void}} props
 */
export function HoursPart({ agent, hours, timezone, again }) {
  const week = drafts.value[agent] ?? weekOf(hours), changed = agent in drafts.value;
  const write = (/** @type {Part[][]} */ to) => draft(agent, JSON.stringify(hoursOf(to)) === JSON.stringify(hoursOf(weekOf(hours))) ? null : to);
  const wrong = week.some(faultOf);
  const put = (/** @type {number} */ day, /** @type {Part[]} */ parts) => write(week.map((was, each) => (each === day ? parts : was)));
  const save = () => act(async () => { await writeHours(agent, hoursOf(week)); draft(agent, null); toast(t("Saved. This applies from now on.")); again(); });
  return html`<section class="card part" aria-labelledby="hours-title">
    <h2 id="hours-title">${t("Weekly hours")}</h2>
    <p class="muted">${t("Customers choose among these times ({zone}). Calls already booked stay.", { zone: timezone })}</p>
    <div class="week">${DAYS.map((day) => html`<${Day} key=${day} name=${dayName(day)} parts=${week[day]} put=${(/** @type {Part[]} */ parts) => put(day, parts)}
      copy=${(/** @type {number[]} */ to) => write(copied(week, day, to))} />`)}</div>
    ${changed && html`<div class="save-row" role="region" aria-label=${t("Changes")}><p class="grow">${t("Not saved yet")}</p>
      <button type="button" class="button" onClick=${() => draft(agent, null)}>${t("Discard")}</button>
      <button type="button" class="button primary" disabled=${wrong} onClick=${save}>${t("Save")}</button></div>`}
  </section>`;
}

/** @param {{name: string, parts: Part[], put: (parts: Part[]) => void, copy: (to: number[]) => void}} props */
function Day({ name, parts, put, copy }) {
  const fault = faultOf(parts);
  const change = (/** @type {number} */ place, /** @type {Partial<Part>} */ part) => put(parts.map((was, each) => (each === place ? { ...was, ...part } : was)));
  return html`<div class="week-day" role="group" aria-label=${name}>
    <h3>${name}</h3>
    <div class="column grow">
      ${!parts.length && html`<p class="muted">${t("no calls")}</p>`}
      ${parts.map((part, place) => html`<div key=${place} class="row week-part">
        <${Clock} label=${t("From")} value=${part.start_min} put=${(/** @type {number} */ start_min) => change(place, { start_min })} />
        <span aria-hidden="true">–</span>
        <${Clock} label=${t("Until")} ends value=${part.end_min} put=${(/** @type {number} */ end_min) => change(place, { end_min })} />
        <${IconButton} of=${X} label=${t("Remove these hours")} onClick=${() => put(parts.filter((_, each) => each !== place))} /></div>`)}
      ${fault && html`<p class="wrong small" role="alert">${fault === "overlap" ? t("Two periods on the same day overlap.") : t("Hours must begin before they end, on the same day.")}</p>`}
    </div>
    <div class="row week-ways">
      <${IconButton} of=${Plus} label=${t("Add hours on {day}", { day: name })} onClick=${() => put(withOneMore(parts))} />
      ${parts.length > 0 && html`<${Menu} kind="button quiet bare" name=${t("Copy the hours of {day}", { day: name })} label=${html`<${Icon} of=${Copy} size=${16} />`}>
        <button type="button" role="menuitem" tabindex="-1" onClick=${() => copy(WORKING)}>${t("To Monday to Friday")}</button>
        <button type="button" role="menuitem" tabindex="-1" onClick=${() => copy(DAYS)}>${t("To all days")}</button><//>`}
    </div>
  </div>`;
}

/** @param {{label: string, value: number, ends?: boolean, put: (minute: number) => void}} props  ends: midnight is the day's end */
function Clock({ label, value, ends = false, put }) {
  const id = useId();
  return html`<label class="visually-hidden" for=${id}>${label}</label>
    <input id=${id} class="input" type="time" required value=${clockOf(value % 1440)} onChange=${typed((text) => {
      const minute = minuteOf(text, ends);
      if (minute !== null) put(minute);
    })} />`;
}
