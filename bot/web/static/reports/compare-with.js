import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { dimensionName } from "../figures/names.js";
import { DIMENSIONS, cut } from "../figures/query.js";
import { change, query, zone } from "../figures/where.js";
import { dayAt, moved } from "../figures/zone.js";
import { optionsOf } from "./filters.js";

/** @typedef {import("../figures/query.js").Dimension} Dimension */

/** Chooses the other side of the comparison. @param {{choices: import("./filters.js").Choices | null}} props */
export function CompareWith({ choices }) {
  const { other } = query.value;
  const [dimension, key] = cut(other);
  const [first, last] = other.includes("..") ? other.split("..") : ["", ""];
  const kind = dimension || (first ? "dates" : other);
  const dimensions = DIMENSIONS.filter((name) => name === dimension || optionsOf(choices, name).length > 1);
  const choose = (/** @type {string} */ value) => {
    if (value === "dates") {
      const today = dayAt(Date.now(), zone.peek());
      return change({ other: `${moved(today, -60)}..${moved(today, -31)}` });
    }
    const name = DIMENSIONS.find((each) => each === value);
    change({ other: name ? `${name}=${optionsOf(choices, name).find(([each]) => each !== query.peek()[name])?.[0] ?? ""}` : value });
  };
  const option = (/** @type {string} */ value, /** @type {string} */ words, /** @type {string} */ chosen) =>
    html`<option key=${value} value=${value} selected=${value === chosen}>${words}</option>`;
  return html`<div class="view-bar">
    <label class="row"><span>${t("Compare with")}</span>
      <select class="input fitting" value=${kind} onChange=${typed(choose)}>
        ${option("previous", t("The same time before"), kind)}${option("year", t("The same days a year earlier"), kind)}${option("dates", t("Other dates"), kind)}
        ${dimensions.map((name) => option(name, t("Another: {dimension}", { dimension: dimensionName(name) }), kind))}</select></label>
    ${dimension && html`<label><span class="visually-hidden">${dimensionName(dimension)}</span>
      <select class="input fitting" value=${key} onChange=${typed((value) => change({ other: `${dimension}=${value}` }))}>
        ${optionsOf(choices, /** @type {Dimension} */ (dimension)).map(([value, words]) => option(value, words, key))}</select></label>`}
    ${first && html`<${Days} first=${first} last=${last} />`}
  </div>`;
}

/** @param {{first: string, last: string}} props */
function Days({ first, last }) {
  const field = (/** @type {string} */ words, /** @type {string} */ value, /** @type {Record<string, string>} */ bounds, /** @type {(day: string) => string} */ other) => html`
    <label class="filter date"><span>${words}</span><input class="input" type="date" required value=${value} ...${bounds}
      onChange=${typed((day) => { if (day) change({ other: other(day) }); })} /></label>`;
  return html`${field(t("From"), first, { max: last }, (day) => `${day}..${last}`)}${field(t("to"), last, { min: first }, (day) => `${first}..${day}`)}`;
}
