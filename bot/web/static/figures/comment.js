import { MessageCircle } from "../vendor/lucide-reports.js";
import { nameOf } from "../rooms/names.js";
import { html, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { RelativeTime } from "../shared/time.js";
import { caseOf, contactOf, deskOf } from "./behind.js";
import { Given } from "./given.js";
import { kindName } from "../rooms/touchpoint-words.js";
import { channelName, handlerName } from "./names.js";

/**
 * @typedef {{id: string, name: string | null}} Person
 * @typedef {{request: string, at: number, metric: import("./bars.js").Metric, value: number, mood: string, comment: string, reasons: string[],
 *   conversation: string | null, episode: number | null, contact: Person, channel: string, language: string, agent: Person | null,
 *   team: string, handler: string, moment: string, place: string | null, survey: string,
 *   article: {key: string, title: string} | null, case: string | null}} Comment
 */

const LONG = 400;

/** What somebody wrote beside their rating; it leads to the conversation. @param {{comment: Comment}} props */
export function CommentItem({ comment }) {
  const { metric, value, at, contact, language, channel, handler, agent, conversation, reasons, place } = comment;
  const [cut, setCut] = useState(comment.comment.length > LONG);
  const where = [agent?.name ?? handlerName(handler), channelName(channel), place && kindName(place), languageName(language)];
  return html`<li class="comment">
    <p class="comment-top"><${Given} metric=${metric} value=${value} />
      ${contact.id && html`<a class="plain grow truncate" href=${contactOf(contact.id)}>${nameOf(contact)}</a>`}
      <${RelativeTime} at=${at} side="below" /></p>
    <p class=${cut ? "comment-words cut" : "comment-words"} lang=${language}>${comment.comment}</p>
    ${comment.comment.length > LONG && html`<button type="button" class="button link comment-more" aria-expanded=${!cut}
      onClick=${() => setCut(!cut)}>${cut ? t("Show all") : t("Show less")}</button>`}
    ${reasons.length > 0 && html`<p class="row wrap">${reasons.map((reason) => html`<span key=${reason} class="tag">${reason}</span>`)}</p>`}
    <p class="comment-foot muted small"><span class="grow">${where.filter(Boolean).join(" · ")}</span>
      ${comment.case && html`<a href=${caseOf(comment.case)}>${t("Open the case")}</a>`}
      ${conversation && html`<a href=${deskOf(conversation)}><${Icon} of=${MessageCircle} size=${13} />${t("Open the conversation")}</a>`}</p>
  </li>`;
}
