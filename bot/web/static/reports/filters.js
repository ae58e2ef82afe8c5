import { html } from "../shared/html.js";
import { LANGUAGES, t } from "../shared/i18n.js";
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
  const choosePeriod = (/** @type {string} */ value) => {
    const preset = PRESETS.find((each) => each === value);
    page.change(preset ? { period: preset, ...periodOf(preset, new Date()) } : { period: "own" });
  };
  return html`<div class="filters" role="group" aria-label=${t("Filters")}>
    <${Choice} label=${t("Period")} value=${query.period} choose=${choosePeriod} options=${[...PRESETS, /** @type {const} */ ("own")].map((each) => [each, presetName(each)])} />
    ${query.period === "own" && html`<${Dates} page=${page} />`}
    <${Choice} label=${t("Channel")} value=${query.channel} choose=${(/** @type {string} */ channel) => page.change({ channel })}
      options=${[["", t("All channels")], ["widget", t("Website")], ["telegram", "Telegram"]]} />
    <${Choice} label=${t("Language")} value=${query.language} choose=${(/** @type {string} */ language) => page.change({ language })}
      options=${[["", t("All languages")], ...withChosen(languages, query.language).map((code) => [code, LANGUAGES[/** @type {"en"} */ (code)] ?? code])]} />
    <${Choice} label=${t("Agent")} value=${query.agent} choose=${(/** @type {string} */ agent) => page.change({ agent })}
      options=${[["", t("Everyone")], ...withChosen(agents.map(({ id }) => id), query.agent).map((id) => [id, agents.find((agent) => agent.id === id)?.name ?? id])]} />
  </div>`;
}

/** What the address asks for is shown as chosen, also when the answer does not name it. @param {string[]} known @param {string} chosen */
const withChosen = (known, chosen) => (chosen && !known.includes(chosen) ? [...known, chosen] : known);

/** @param {{label: string, value: string, options: string[][], choose: (value: string) => void}} props */
function Choice({ label, value, options, choose }) {
  return html`<label class="filter"><span class="visually-hidden">${label}</span>
    <select class="input" value=${value} onChange=${(/** @type {any} */ event) => choose(event.currentTarget.value)}>
      ${options.map(([code, words]) => html`<option key=${code} value=${code} selected=${code === value}>${words}</option>`)}</select></label>`;
}

/** @param {{page: import("./report.js").ReportPage}} props */
function Dates({ page }) {
  const { from, to } = page.query.value;
  const field = (/** @type {"from" | "to"} */ name, /** @type {string} */ label, /** @type {Record<string, string>} */ limit) => html`<label class="filter date"><span>${label}</span>
    <input class="input" type="date" required value=${name === "from" ? from : to} ...${limit}
      onChange=${(/** @type {any} */ event) => { if (event.currentTarget.validity.valid) page.change({ [name]: event.currentTarget.value }); }} /></label>`;
  return html`${field("from", t("From"), { max: to })}${field("to", t("to"), { min: from })}`;
}
