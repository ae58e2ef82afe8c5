import { html, useId } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";

const MONDAY = Date.UTC(2024, 0, 1), DAY_MS = 86_400_000;

/** "09:00" of a minute of the day; its end is "24:00". @param {number} minute */
export const clockOf = (minute) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/**
 * The minute of the day that a time field holds; its midnight ends a day where one ends.
 * @param {string} value @param {boolean} ends @returns {number | null} null for none
 */
export function minuteOf(value, ends) {
  const [hours, minutes] = value.split(":").map(Number);
  if (!Number.isInteger(hours) || !Number.isInteger(minutes)) return null;
  return ends && hours + minutes === 0 ? 1440 : hours * 60 + minutes;
}

/** @param {{label: string, value: number, least: number, change: (value: number) => void}} props */
export function HoursField({ label, value, least, change }) {
  const id = useId();
  return html`<div class="field hours"><label for=${id}>${label}</label>
    <input id=${id} class="input" type="number" min=${least} max="720" step="0.25" required value=${value} onInput=${typed((text) => change(Number(text)))} /></div>`;
}

/** @param {{week: import("./types.js").Settings["week"], timezone: string, change: (week: import("./types.js").Settings["week"]) => void}} props */
export function WeekField({ week, timezone, change }) {
  const id = useId();
  const turn = (/** @type {number} */ day) => change({ ...week, days: week.days.includes(day) ? week.days.filter((each) => each !== day) : [...week.days, day].sort() });
  const time = (/** @type {"from_min" | "until_min"} */ part, /** @type {string} */ words) => html`<div class="field"><label for=${id + part}>${words}</label>
    <input id=${id + part} class="input" type="time" required value=${clockOf(week[part] % 1440)} onChange=${typed((value) => {
      const minute = minuteOf(value, part === "until_min");
      if (minute !== null) change({ ...week, [part]: minute });
    })} /></div>`;
  return html`<fieldset class="field"><legend class="label">${t("Working time")}</legend>
    <div class="chips">${[0, 1, 2, 3, 4, 5, 6].map((day) => html`<button key=${day} type="button" class="chip" aria-pressed=${week.days.includes(day)}
      onClick=${() => turn(day)}>${date(MONDAY + day * DAY_MS, { weekday: "short", timeZone: "UTC" })}</button>`)}</div>
    <div class="week-times">${time("from_min", t("From"))}${time("until_min", t("Until"))}</div>
    ${timezone && html`<span class="hint">${t("Times in {zone}.", { zone: timezone })}</span>`}</fieldset>`;
}
