import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { PRESETS, periodOf } from "./period.js";
import { change, query, zone } from "./where.js";
import { dayAt } from "./zone.js";

/** @param {import("./period.js").Preset} preset */
export const presetName = (preset) => ({
  today: t("Today"), "7d": t("Last 7 days"), "30d": t("Last 30 days"), month: t("This month"), last_month: t("Last month"),
  year: t("This year"), all: t("All time"), own: t("Custom dates"),
})[preset];

/** Which days. */
export function Period() {
  const asked = query.value;
  const choose = (/** @type {string} */ value) => {
    const preset = PRESETS.find((each) => each === value);
    change(preset ? { period: preset, ...periodOf(preset, dayAt(Date.now(), zone.peek())) } : { period: "own" });
  };
  const day = (/** @type {Event} */ event) => {
    const { name, value, validity } = /** @type {HTMLInputElement} */ (event.currentTarget);
    if (validity.valid) change({ [name]: value });
  };
  return html`<label class="filter"><span class="visually-hidden">${t("Period")}</span>
      <select class="input" value=${asked.period} onChange=${typed(choose)}>
        ${[...PRESETS, /** @type {const} */ ("own")].map((each) => html`
          <option key=${each} value=${each} selected=${each === asked.period}>${presetName(each)}</option>`)}</select></label>
    ${asked.period === "own" && html`
      <label class="filter date"><span>${t("From")}</span>
        <input class="input" type="date" name="from" required value=${asked.from} max=${asked.to} onChange=${day} /></label>
      <label class="filter date"><span>${t("to")}</span>
        <input class="input" type="date" name="to" required value=${asked.to} min=${asked.from} onChange=${day} /></label>`}`;
}
