import { X } from "../vendor/lucide.js";
import { SlidersHorizontal } from "../vendor/lucide-reports.js";
import { html, useState } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { typed } from "../shared/typed.js";
import { dimensionName, groupName } from "../figures/names.js";
import { Period } from "../figures/period-choice.js";
import { DIMENSIONS, narrowedBy, widened } from "../figures/query.js";
import { change, query } from "../figures/where.js";
import { ExportMenu } from "./export-menu.js";

/**
 * What occurs, as `GET /api/reports/choices` tells.
 * @typedef {{timezone: string, languages: string[], channels: string[], handlers: string[], moments: string[], metrics: string[],
 *   teams: string[], topics: {key: string, name: string}[], places: {key: string, name: string}[], surveys: {key: string, name: string}[],
 *   agents: {key: string, name: string, team: string, active: boolean}[], articles: {key: string, title: string}[]}} Choices
 * @typedef {import("../figures/query.js").Dimension} Dimension
 */

/** Always in sight, where there is something to choose; the others with "More". @type {readonly Dimension[]} */
const FIRST = ["channel", "language", "agent"];

/** The keys of a dimension, with their names. @param {Choices | null} choices @param {Dimension} name @returns {[string, string][]} */
export function optionsOf(choices, name) {
  if (!choices) return [];
  switch (name) {
    case "agent": return choices.agents.map((agent) => [agent.key, agent.name]);
    case "article": return choices.articles.map(({ key, title }) => [key, title]);
    case "place": return choices.places.filter(({ key }) => key !== "").map((place) => [place.key, groupName(name, place.key, place.name)]);
    case "topic": return choices.topics.filter(({ key }) => key !== "").map((topic) => [topic.key, topic.name]);
    case "survey": return choices.surveys.map((survey) => [survey.key, survey.name]);
    default: {
      const keys = choices[/** @type {"channels" | "languages" | "teams" | "handlers" | "moments"} */ (`${name}s`)];
      return keys.filter((key) => key !== "").map((key) => [key, groupName(name, key)]);
    }
  }
}

/** @param {{choices: Choices | null}} props */
export function Filters({ choices }) {
  const asked = query.value;
  const narrowed = narrowedBy(asked);
  const [all, setAll] = useState(false);
  const rest = DIMENSIONS.filter((name) => !FIRST.includes(name));
  const shown = [...FIRST, ...rest.filter((name) => all || asked[name])];
  const more = rest.filter((name) => optionsOf(choices, name).length > 0).length;
  return html`<div class="filters" role="group" aria-label=${t("Filters")}>
    <${Period} />
    ${shown.map((name) => html`<${Choice} key=${name} name=${name} options=${optionsOf(choices, name)} />`)}
    ${more > 0 && html`<button type="button" class="button quiet" aria-expanded=${all} onClick=${() => setAll(!all)}>
      <${Icon} of=${SlidersHorizontal} size=${16} />${all ? t("Fewer filters") : t("More filters")}</button>`}
    ${narrowed.length > 0 && html`<button type="button" class="button quiet" onClick=${() => change(widened(asked))}>
      <${Icon} of=${X} size=${16} />${tn("Clear {n} filter", "Clear {n} filters", narrowed.length)}</button>`}
    <span class="grow"></span><${ExportMenu} />
  </div>`;
}

/** @param {{name: Dimension, options: [string, string][]}} props */
function Choice({ name, options }) {
  const chosen = query.value[name];
  // What the address asks for is shown as chosen, also where nothing of it occurs.
  const shown = chosen && !options.some(([key]) => key === chosen) ? [...options, [chosen, groupName(name, chosen)]] : options;
  if (!shown.length && name !== "channel" && name !== "language" && name !== "agent") return null;
  return html`<label class=${chosen ? "filter on" : "filter"}><span class="visually-hidden">${dimensionName(name)}</span>
    <select class="input" value=${chosen} onChange=${typed((value) => change({ [name]: value }))}>
      <option value="" selected=${!chosen}>${t("{dimension}: all", { dimension: dimensionName(name) })}</option>
      ${shown.map(([key, words]) => html`<option key=${key} value=${key} selected=${key === chosen}>${words}</option>`)}
    </select></label>`;
}
