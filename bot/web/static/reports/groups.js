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
    <table class="groups">
      <caption>${title}</caption>
      <thead><tr><th scope="col" class="visually-hidden-cell">${t("Name")}</th><th scope="col">${t("CSAT, 95 % interval")}</th>
        <th scope="col" class="figure-cell">${t("Mean")}</th><th scope="col" class="figure-cell">n</th><th scope="col" class="figure-cell">${t("Answered")}</th></tr></thead>
      <tbody>${groups.map((group) => html`<tr key=${group.key} class=${group.csat.n < ENOUGH ? "few" : ""}>
        <th scope="row"><span class="group-name" title=${nameOf(group)}>${nameOf(group)}</span></th>
        <td class="share-cell"><${ShareBar} share=${group.csat} /></td>
        <td class="figure-cell">${group.mean === null ? "–" : meanWords(group.mean)}</td>
        <td class="figure-cell">${number(group.answered)}</td>
        <td class="figure-cell">${answeredWords(group)}</td></tr>`)}</tbody>
    </table></div>
    ${few && html`<p class="muted small table-note">${t("Grey: fewer than {n} answers, too few to compare.", { n: ENOUGH })}</p>`}
  </section>`;
}

/** @param {Group} group */
function answeredWords({ answered, asked }) {
  const rate = responseRate(answered, asked);
  return html`${rate === null ? "–" : percent(rate)} <span class="muted">${t("of {n}", { n: asked })}</span>`;
}
