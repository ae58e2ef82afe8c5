import { nameOf } from "../rooms/names.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { languageName } from "../shared/language-name.js";
import { RelativeTime } from "../shared/time.js";
import { contactOf, deskOf } from "../figures/behind.js";
import { TIMES, channelName, figureName, handlerName } from "../figures/names.js";
import { Given } from "../figures/given.js";
import { lengthWords } from "../rooms/units.js";

/**
 * @typedef {import("../figures/comment.js").Person} Person
 * @typedef {{request: string, metric: import("../figures/bars.js").Metric, value: number | null, mood: string | null, comment: string | null,
 *   moment: string, asked_at: number, answered_at: number | null}} Rated
 * @typedef {{conversation: string | null, episode: number | null, at: number, contact: Person, channel: string, language: string,
 *   handler: string, agent: Person | null, team: string, article: {key: string, title: string} | null, topic: string | null,
 *   excerpt: string, person: boolean, first_bot_ms: number | null, first_human_ms: number | null, wait_ms: number | null,
 *   handle_ms: number | null, resolution_ms: number | null, ratings: Rated[], case: {id: string, step: string, outcome: string | null} | null}} Row
 */

/** A conversation behind a figure. @param {{row: Row, figure: string}} props  figure: its length is told where it is one */
export function BehindRow({ row, figure }) {
  const { conversation, at, contact, channel, language, handler, agent, article, excerpt, ratings } = row;
  const time = TIMES.includes(figure) ? figure : "resolution";
  const length = row[/** @type {"resolution_ms"} */ (`${time}_ms`)];
  const who = contact.id ? nameOf(contact) : t("Somebody at a kiosk");
  const where = [agent?.name ?? handlerName(handler), channelName(channel), languageName(language),
    length !== null && `${figureName(time)}: ${lengthWords(length)}`];
  return html`<li class="behind-row">
    <p class="row"><strong class="grow truncate">${contact.id ? html`<a class="plain" href=${contactOf(contact.id)}>${who}</a>` : who}</strong>
      <${RelativeTime} at=${at} side="below" /></p>
    ${(excerpt || article) && html`<p class="excerpt" lang=${language}>${excerpt || article?.title}</p>`}
    ${ratings.map(({ request, metric, value, comment }) => html`<div key=${request} class="behind-rating">
      <${Given} metric=${metric} value=${value} />${comment && html`<p class="quote" lang=${language}>${comment}</p>`}</div>`)}
    <p class="row muted small"><span class="grow">${where.filter(Boolean).join(" · ")}</span>
      ${conversation && html`<a href=${deskOf(conversation)}>${t("Open the conversation")}</a>`}</p>
  </li>`;
}
