import { html } from "../shared/html.js";
import { LANGUAGES, number, t } from "../shared/i18n.js";
import { ENOUGH, responseRate } from "./figures.js";
import { ShareBar, meanWords, percent } from "./share.js";

/** @typedef {import("./figures.js").Group} Group */

/** The same figures by who and where. @param {{report: import("./figures.js").Report}} props */
export function Groups({ report: { by } }) {
  const handlers = /** @type {Record<string, string>} */ ({ bot: t("Bot"), agent: t("Agent"), call: t("Video session") });
  const channels = /** @type {Record<string, string>} */ ({ widget: t("Website"), telegram: "Telegram" });
  return html`
    <${GroupTable} title=${t("By who answered")} groups=${by.handler} nameOf=${(/** @type {Group} */ { key, name }) => handlers[key] ?? name} />
    <${GroupTable} title=${t("By agent")} groups=${by.agent} nameOf=${(/** @type {Group} */ { name }) => name} />
    <${GroupTable} title=${t("By channel")} groups=${by.channel} nameOf=${(/** @type {Group} */ { key, name }) => channels[key] ?? name} />
    <${GroupTable} title=${t("By language")} groups=${by.language} nameOf=${(/** @type {Group} */ { key, name }) => LANGUAGES[/** @type {"en"} */ (key)] ?? name} />`;
}

/** @param {{title: string, groups?: Group[], nameOf: (group: Group) => string}} props */
function GroupTable({ title, groups = [], nameOf }) {
  if (!groups.length) return null;
  const few = groups.some(({ csat }) => csat.n < ENOUGH);
  return html`<section class="card">
    <div class="table-frame" tabindex="0" role="region" aria-label=${title}>
    <table class="groups" role="table">
      <caption>${title}</caption>
      <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col"><span class="visually-hidden">${t("Name")}</span></th><th role="columnheader" scope="col">${t("CSAT and its {sure} interval", { sure: percent(95) })}</th>
        <th role="columnheader" scope="col" class="figure-cell">${t("Mean")}</th><th role="columnheader" scope="col" class="figure-cell">n</th><th role="columnheader" scope="col" class="figure-cell">${t("Answered")}</th></tr></thead>
      <tbody role="rowgroup">${groups.map((group) => html`<tr role="row" key=${group.key} class=${group.csat.n < ENOUGH ? "few" : ""}>
        <th role="rowheader" scope="row"><span class="group-name" title=${nameOf(group)}>${nameOf(group)}</span></th>
        <td role="cell" class="share-cell"><${ShareBar} share=${group.csat} /></td>
        <td role="cell" class="figure-cell" data-name=${t("Mean")}>${group.mean === null ? "–" : meanWords(group.mean)}</td>
        <td role="cell" class="figure-cell" data-name="n">${number(group.answered)}</td>
        <td role="cell" class="figure-cell" data-name=${t("Answered")}>${answeredWords(group)}</td></tr>`)}</tbody>
    </table></div>
    ${few && html`<p class="muted small table-note">${t("Grey: fewer than {n} answers, too few to compare.", { n: ENOUGH })}</p>`}
  </section>`;
}

/** @param {Group} group */
function answeredWords({ answered, asked }) {
  const rate = responseRate(answered, asked);
  return html`${rate === null ? "–" : percent(rate)} <span class="muted">${t("of {n}", { n: asked })}</span>`;
}
