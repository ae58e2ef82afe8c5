import { html } from "../shared/html.js";
import { number, t } from "../shared/i18n.js";
import { useRoom } from "./room.js";
import { causeWords } from "./words.js";

/** Cases by what had gone wrong, the most frequent first. @param {{causes: import("./types.js").Report["causes"]}} props */
export function CauseTable({ causes }) {
  const known = useRoom().settings.value?.causes ?? [];
  const heads = [t("Cases"), t("Recovered"), t("Not recovered"), t("No answer"), t("Not asked"), t("Dismissed"), t("Not known yet")];
  return html`<table class="causes"><caption class="visually-hidden">${t("Cases by cause")}</caption>
    <thead><tr><th scope="col">${t("Cause")}</th>${heads.map((head) => html`<th scope="col" class="number" key=${head}>${head}</th>`)}</tr></thead>
    <tbody>${causes.map(({ cause, share, ...it }) => html`<tr key=${cause ?? ""}>
      <th scope="row">${causeWords(cause, known)}</th>
      ${[it.cases, null, it.not_recovered, it.unanswered, it.not_asked, it.dismissed, it.undecided].map((figure, place) => html`
        <td class="number" data-name=${heads[place]} key=${heads[place]}>${figure === null ? html`<${Recovered} n=${it.recovered} share=${share} />` : number(figure)}</td>`)}
    </tr>`)}</tbody></table>`;
}

/** @param {{n: number, share: import("./types.js").Share}} props */
function Recovered({ n, share: { value, low, high, n: of } }) {
  if (value === null || low === null || high === null) return html`<span>${number(n)}</span>`;
  const percent = (/** @type {number} */ it) => number(it / 100, { style: "percent" });
  const exact = t("{low} to {high}, n {n}", { low: percent(low), high: percent(high), n: of });
  return html`<span title=${exact}>${number(n)} <span class="muted">(${percent(value)}<span class="visually-hidden">, ${exact}</span>)</span></span>`;
}
