import { ArrowDown, ArrowUp, Funnel } from "../vendor/lucide-reports.js";
import { html, useState } from "../shared/html.js";
import { number, t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { IconButton } from "../shared/icon-button.js";
import { openBehind } from "../figures/behind.js";
import { hitsOf } from "../figures/figure-card.js";
import { IntervalBar } from "../figures/interval-bar.js";
import { figureName, groupName, groupedTitle } from "../figures/names.js";
import { DIMENSIONS, searchOf, widened } from "../figures/query.js";
import { ENOUGH, rangeOf } from "../rooms/units.js";
import { change, query } from "../figures/where.js";

/** @typedef {import("./groups-view.js").Grouped} Grouped */

const SHORT = 12;

/**
 * A table whose rows become blocks on a phone: the roles say that it stays a table.
 * @param {{grouped: Grouped, figure: string, unit: import("../rooms/units.js").Unit}} props
 */
export function GroupTable({ grouped: { by, groups, tested, left_off }, figure, unit }) {
  const [all, setAll] = useState(false);
  const shown = all ? groups : groups.slice(0, by === "hour" ? 24 : SHORT);
  const most = Math.max(1, ...groups.map(({ figure: { high, value } }) => high ?? value ?? 0));
  const range = /** @type {[number, number]} */ (rangeOf(figure, unit) ?? [0, most]);
  const head = (/** @type {any} */ words, kind = "") => html`<th role="columnheader" scope="col" class=${kind}>${words}</th>`;
  return html`<section class="card">
    <table class="groups" role="table">
      <caption>${groupedTitle(by)}</caption>
      <thead role="rowgroup"><tr role="row">
        ${head(html`<span class="visually-hidden">${t("Name")}</span>`)}${head(t("{figure} and its 95% interval", { figure: figureName(figure) }))}
        ${head("n", "figure-cell")}${head(html`<span class="visually-hidden">${t("What to do")}</span>`)}</tr></thead>
      <tbody role="rowgroup">${shown.map((group) => html`<${GroupRow} key=${group.key} by=${by} group=${group} figure=${figure} unit=${unit} range=${range} />`)}</tbody>
    </table>
    ${groups.length > shown.length && html`<button type="button" class="button link" onClick=${() => setAll(true)}>
      ${tn("Show {n} more", "Show {n} more", groups.length - shown.length)}</button>`}
    ${all && left_off > 0 && html`<p class="muted small">${tn("{n} smaller one is left out.", "{n} smaller ones are left out.", left_off)}</p>`}
    <p class="muted small table-note">${[
      groups.some(({ few }) => few) && t("Grey: fewer than {n}, too few to compare.", { n: ENOUGH }),
      tested < 2 ? t("There is too little here to compare.") : groups.some(({ differs }) => differs)
        ? t("Arrows: different from all the others together, beyond chance.") : t("None differs from the others beyond chance."),
    ].filter(Boolean).join(" ")}</p>
  </section>`;
}

/** An agent's own page for the same period, as the agent sees it. @param {string} agent */
const pageOf = (agent) => `/mine/${searchOf({ ...widened(query.value), agent, other: "previous" })}`;

/** @param {{by: string, group: import("./groups-view.js").Group, figure: string, unit: import("../rooms/units.js").Unit, range: [number, number]}} props */
function GroupRow({ by, group: { key, name, figure: value, few, differs }, figure, unit, range }) {
  const words = groupName(by, key, name);
  const open = () => openBehind(`${figureName(figure)}, ${words}`, { behind: figure, [by]: key || "-" }, hitsOf(figure));
  return html`<tr role="row" class=${few ? "few" : ""}>
    <th role="rowheader" scope="row">${by === "agent" && key
      ? html`<a class="group-name" title=${t("Open the page of {name}", { name: words })} href=${pageOf(key)}>${words}</a>`
      : html`<span class="group-name" title=${words}>${words}</span>`}
      ${differs && html`<span class="differs">
        <${Icon} of=${differs === "above" ? ArrowUp : ArrowDown} size=${13} label=${differs === "above" ? t("higher than the others") : t("lower than the others")} /></span>`}</th>
    <td role="cell"><${IntervalBar} figure=${value} unit=${unit} range=${range} open=${value.n ? open : undefined} name=${words} /></td>
    <td role="cell" class="figure-cell muted" data-name="n">${number(value.n)}</td>
    <td role="cell" class="filter-cell">${DIMENSIONS.includes(/** @type {any} */ (by)) && html`
      <${IconButton} of=${Funnel} label=${t("Show only “{name}”", { name: words })} onClick=${() => change({ [by]: key || "-" })} />`}</td></tr>`;
}
