import { html, useEffect } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { dimensionName, groupName } from "../figures/names.js";
import { narrowedBy } from "../figures/query.js";
import { filter, query, zone } from "../figures/where.js";
import { optionsOf } from "./filters.js";

/** What the figures are about and of when they are, which paper does not show otherwise. @param {{choices: import("./filters.js").Choices | null}} props */
export function PrintHead({ choices }) {
  useEffect(openTablesForPaper, []);
  return html`<header class="print-head"><h2>${t("Satisfaction, {period}", { period: periodWords() })}</h2>
    <p class="muted">${narrowedWords(choices).join(" · ") || t("Everything")} · ${t("as of {time}", { time: date(Date.now(), { dateStyle: "medium", timeStyle: "short" }) })}</p></header>`;
}

/** Opens the tables behind the charts while the page is printed. @returns {() => void} no more of it */
function openTablesForPaper() {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  const open = () => {
    opened = [...document.querySelectorAll(/** @type {"details"} */ (".as-table:not([open])"))];
    for (const table of opened) table.open = true;
  };
  const close = () => { for (const table of opened) table.open = false; };
  addEventListener("beforeprint", open);
  addEventListener("afterprint", close);
  return () => {
    removeEventListener("beforeprint", open);
    removeEventListener("afterprint", close);
  };
}

/** The days of the period, in words. */
function periodWords() {
  const day = (/** @type {number} */ at) => date(at, { dateStyle: "medium", timeZone: zone.value });
  const { from, to } = filter.value;
  return query.value.period === "all" ? t("All time") : `${day(Number(from))} – ${day(Number(to) - 1)}`;
}

/** What narrows the figures, in words. @param {import("./filters.js").Choices | null} choices */
function narrowedWords(choices) {
  const asked = query.value;
  return narrowedBy(asked).map((name) => {
    const known = optionsOf(choices, name).find(([key]) => key === asked[name]);
    return `${dimensionName(name)}: ${known?.[1] ?? groupName(name, asked[name])}`;
  });
}
