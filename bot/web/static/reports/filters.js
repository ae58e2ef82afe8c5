import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { languageName } from "../shared/language-name.js";
import { typed } from "../shared/typed.js";
import { channelName } from "./names.js";
import { PRESETS, periodOf } from "./period.js";

/** @param {import("./period.js").Preset} preset */
const presetName = (preset) => ({
  today: t("Today"), "7d": t("Last 7 days"), "30d": t("Last 30 days"), month: t("This month"), last_month: t("Last month"),
  year: t("This year"), all: t("All time"), own: t("Own dates"),
})[preset];

/** @param {{page: import("./report.js").ReportPage}} props */
export function Filters({ page }) {
  const query = page.query.value;
  const { languages = [], agents = [] } = page.report.value ?? {};
  const names = Object.fromEntries(agents.map(({ id, name }) => [id, name]));
  /** @type {(name: "channel" | "language" | "agent") => (value: string) => void} */
  const set = (name) => (value) => page.change({ [name]: value });
  const choosePeriod = (/** @type {string} */ value) => {
    const preset = PRESETS.find((each) => each === value);
    page.change(preset ? { period: preset, ...periodOf(preset, new Date()) } : { period: "own" });
  };
  return html`<div class="filters" role="group" aria-label=${t("Filters")}>
    <${Choice} label=${t("Period")} value=${query.period} choose=${choosePeriod}
      options=${[...PRESETS, /** @type {const} */ ("own")].map((each) => [each, presetName(each)])} />
    ${query.period === "own" && html`<${Dates} page=${page} />`}
    <${Choice} label=${t("Channel")} value=${query.channel} choose=${set("channel")}
      options=${[["", t("All channels")], ...["widget", "telegram", "link"].map((channel) => [channel, channelName(channel)])]} />
    <${Choice} label=${t("Language")} value=${query.language} choose=${set("language")}
      options=${[["", t("All languages")], ...withChosen(languages, query.language).map((code) => [code, languageName(code)])]} />
    <${Choice} label=${t("Agent")} value=${query.agent} choose=${set("agent")}
      options=${[["", t("Bot and agents")], ...withChosen(Object.keys(names), query.agent).map((id) => [id, names[id] ?? id])]} />
  </div>`;
}

/**
 * What the address asks for is shown as chosen, also when the answer does not name it.
 * @param {string[]} known @param {string} chosen
 */
const withChosen = (known, chosen) => (chosen && !known.includes(chosen) ? [...known, chosen] : known);

/** @param {{label: string, value: string, options: string[][], choose: (value: string) => void}} props */
function Choice({ label, value, options, choose }) {
  return html`<label class="filter"><span class="visually-hidden">${label}</span>
    <select class="input" value=${value} onChange=${typed(choose)}>${options.map(([code, words]) => html`
      <option key=${code} value=${code} selected=${code === value}>${words}</option>`)}</select></label>`;
}

/** @param {{page: import("./report.js").ReportPage}} props */
function Dates({ page }) {
  const { from, to } = page.query.value;
  const change = (/** @type {Event} */ event) => {
    const { name, value, validity } = /** @type {HTMLInputElement} */ (event.currentTarget);
    if (validity.valid) page.change({ [name]: value });
  };
  return html`
    <label class="filter date"><span>${t("From")}</span>
      <input class="input" type="date" name="from" required value=${from} max=${to} onChange=${change} /></label>
    <label class="filter date"><span>${t("to")}</span>
      <input class="input" type="date" name="to" required value=${to} min=${from} onChange=${change} /></label>`;
}
