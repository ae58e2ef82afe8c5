import { html } from "../shared/html.js";
import { number, t } from "../shared/i18n.js";
import { languageName } from "../shared/language-name.js";
import { ENOUGH, responseRate } from "./figures.js";
import { channelName, handlerName } from "./names.js";
import { NONE, ShareBar, meanWords, percent } from "./share.js";

/** @typedef {import("./figures.js").Group} Group */

/** The same figures by who and where. @param {{report: import("./figures.js").Report}} props */
export function Groups({ report: { by } }) {
  return html`
    <${GroupTable} title=${t("By who answered")} groups=${by.handler} named=${handlerName} />
    <${GroupTable} title=${t("By agent")} groups=${by.agent} />
    <${GroupTable} title=${t("By channel")} groups=${by.channel} named=${channelName} />
    <${GroupTable} title=${t("By language")} groups=${by.language} named=${languageName} />`;
}

/**
 * A table whose rows become blocks on a phone: the roles say that it stays a table.
 * @param {{title: string, groups?: Group[], named?: (key: string) => string}} props  named: words for a key that is no name
 */
function GroupTable({ title, groups = [], named }) {
  if (!groups.length) return null;
  const head = (/** @type {any} */ words, kind = "") => html`<th role="columnheader" scope="col" class=${kind}>${words}</th>`;
  return html`<section class="card">
    <div class="table-frame" tabindex="0" role="region" aria-label=${title}>
      <table class="groups" role="table">
        <caption>${title}</caption>
        <thead role="rowgroup"><tr role="row">
          ${head(html`<span class="visually-hidden">${t("Name")}</span>`)}
          ${head(t("CSAT and its {sure} interval", { sure: percent(95) }))}
          ${head(t("Mean"), "figure-cell")}${head("n", "figure-cell")}${head(t("Answered"), "figure-cell")}
        </tr></thead>
        <tbody role="rowgroup">${groups.map((group) => html`
          <${GroupRow} key=${group.key} group=${group} name=${named ? named(group.key) : group.name} />`)}</tbody>
      </table>
    </div>
    ${groups.some(({ csat }) => csat.n < ENOUGH) && html`<p class="muted small table-note">
      ${t("Grey: fewer than {n} answers, too few to compare.", { n: ENOUGH })}</p>`}
  </section>`;
}

/** @param {{group: Group, name: string}} props */
function GroupRow({ group, name }) {
  const { csat, mean, answered } = group;
  return html`<tr role="row" class=${csat.n < ENOUGH ? "few" : ""}>
    <th role="rowheader" scope="row"><span class="group-name" title=${name}>${name}</span></th>
    <td role="cell" class="share-cell"><${ShareBar} share=${csat} /></td>
    <td role="cell" class="figure-cell" data-name=${t("Mean")}>${mean === null ? NONE : meanWords(mean)}</td>
    <td role="cell" class="figure-cell" data-name="n">${number(answered)}</td>
    <td role="cell" class="figure-cell" data-name=${t("Answered")}>${answeredWords(group)}</td></tr>`;
}

/** @param {Group} group */
function answeredWords({ answered, asked }) {
  const rate = responseRate(answered, asked);
  return html`${rate === null ? NONE : percent(rate)} <span class="muted">${t("of {n}", { n: asked })}</span>`;
}
