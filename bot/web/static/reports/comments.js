import { MessageCircle, Star } from "../vendor/lucide.js";
import { html, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { RelativeTime } from "../shared/time.js";
import { sortedComments } from "./figures.js";
import { channelName } from "./names.js";

/** @typedef {import("./figures.js").Comment} Comment */

const LONG = 400;

/** What people wrote beside their rating; each leads to its conversation. @param {{comments: Comment[]}} props */
export function Comments({ comments }) {
  const [order, setOrder] = useState(/** @type {"newest" | "worst"} */ ("newest"));
  /** @type {(value: "newest" | "worst", words: string) => any} */
  const tab = (value, words) => html`<button type="button" class="segment" aria-pressed=${order === value}
    onClick=${() => setOrder(value)}>${words}</button>`;
  return html`<section class="card comments" aria-labelledby="comments-title">
    <div class="row comments-head"><h2 id="comments-title" class="grow">${t("Comments")}</h2>
      <div class="segments" role="group" aria-label=${t("Order")}>
        ${tab("newest", t("Newest"))}${tab("worst", t("Worst"))}</div></div>
    ${comments.length ? html`<ol class="comment-list">${sortedComments(comments, order).map((comment) => html`
        <${CommentItem} key=${`${comment.conversation}-${comment.at}`} comment=${comment} />`)}</ol>`
      : html`<div class="empty"><p>${t("Nobody wrote a comment in this period.")}</p></div>`}
  </section>`;
}

/** @param {{comment: Comment}} props */
function CommentItem({ comment }) {
  const { value, at, language, channel, handler, agent, conversation } = comment;
  const [cut, setCut] = useState(comment.comment.length > LONG);
  const where = [
    agent?.name ?? (handler === "bot" ? t("Bot") : t("Agent")),
    handler === "call" && t("video session"),
    channelName(channel),
    languageName(language),
  ];
  return html`<li class="comment">
    <p class="comment-top"><span class=${value <= 2 ? "stars low" : "stars"} role="img" aria-label=${t("{n} of 5", { n: value })}>
      ${[1, 2, 3, 4, 5].map((each) => html`<${Icon} key=${each} of=${Star} size=${14} filled=${each <= value} />`)}</span>
      <${RelativeTime} at=${at} side="below" /></p>
    <p class=${cut ? "comment-words cut" : "comment-words"} lang=${language}>${comment.comment}</p>
    ${comment.comment.length > LONG && html`<button type="button" class="button link comment-more" aria-expanded=${!cut}
      onClick=${() => setCut(!cut)}>${cut ? t("Show all") : t("Show less")}</button>`}
    <p class="comment-foot muted small"><span class="grow">${where.filter(Boolean).join(" · ")}</span>
      <a href=${`/desk/#${encodeURIComponent(conversation)}`}>
        <${Icon} of=${MessageCircle} size=${13} /> ${t("Open the conversation")}</a></p>
  </li>`;
}
