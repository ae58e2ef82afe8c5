import { BodyView } from "../desk/body.js";
import { channelName, nameOf } from "../rooms/names.js";
import { NoticeLine } from "../desk/notice.js";
import { Avatar } from "../shared/avatar.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { languageName } from "../shared/language-name.js";
import { RelativeTime } from "../shared/time.js";

/** What was said in a drawn conversation, to be read. @param {{opened: import("./api.js").Opened}} props */
export function Said({ opened: { review, messages } }) {
  const contact = nameOf({ id: review.contact, name: review.contact_name });
  return html`<article class="card read-through" aria-labelledby="said-title">
    <header><h2 id="said-title">${t("{agent} with {contact}", { agent: review.agent.name, contact })}</h2>
      <p class="row wrap muted small"><span class="grow">${channelName(review.channel)} · ${languageName(review.language)}
        ${review.resolved_at !== null && html` · <${RelativeTime} at=${review.resolved_at} side="start below" />`}</span>
        <a href=${`/desk/#${encodeURIComponent(review.conversation)}`}>${t("Open in the desk")}</a></p></header>
    <div class="thread-items">${messages.map((message) => html`
      <${Message} key=${message.seq} message=${message} contact=${contact} review=${review} />`)}</div>
  </article>`;
}

/** @param {{message: import("../shared/conversation.js").Message, contact: string, review: import("./api.js").Review}} props */
function Message({ message: { author, body, at }, contact, review }) {
  if (body.kind === "notice") return html`<${NoticeLine} notice=${body} at=${at} />`;
  if (body.kind === "call") return html`<p class="thread-line notice-line"><span>${t("Call")} · <${RelativeTime} at=${at} side="below" /></span></p>`;
  const name = author.kind === "contact" ? contact : author.kind === "agent" ? author.name ?? t("Agent") : t("Bot");
  return html`<div class=${`message ${author.kind === "contact" ? "theirs" : "ours"} by-${author.kind}`}>
    <span class="message-face"><${Avatar} name=${name} bot=${author.kind === "bot"} size=${28} /></span>
    <div class="message-main">
      <p class="message-by"><strong class="truncate">${name}</strong><${RelativeTime} at=${at} side="start below" /></p>
      <div class=${`bubble is-${body.kind}`}><${BodyView} body=${body} language=${review.language} conversation=${review.conversation} /></div>
    </div></div>`;
}
