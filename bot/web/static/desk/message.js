import { Check, CheckCheck, CircleAlert, Clock, RotateCw } from "../vendor/lucide.js";
import { Lock } from "../vendor/lucide-desk.js";
import { Avatar } from "../shared/avatar.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { Linked } from "../shared/linked.js";
import { RelativeTime } from "../shared/time.js";
import { act } from "../shared/act.js";
import { BodyView } from "./body.js";
import { SessionCard } from "./session-card.js";
import { useDesk } from "./context.js";
import { nameOf } from "../rooms/names.js";
import { NoticeLine } from "./notice.js";
import { RankedLine } from "./ranked.js";

/**
 * @typedef {import("../shared/former.js").Told} Message
 * @typedef {import("./types.js").Conversation} Conversation
 */

/** @param {{message: Message, follows: boolean, conversation: Conversation}} props */
export function MessageView({ message, follows, conversation }) {
  const { author, body, at } = message;
  if (body.kind === "notice") return html`<${NoticeLine} notice=${body} at=${at} />`;
  if (body.kind === "call") return html`<${SessionCard} call=${body} conversation=${conversation} />
    <${Delivery} message=${message} conversation=${conversation} />`;
  const name = authorName(author, conversation);
  const side = author.kind === "contact" ? "theirs" : "ours";
  return html`<article class=${`message ${side} by-${author.kind} ${follows ? "follows" : ""}`} aria-label=${name}>
    <span class="message-face">${!follows && html`<${Avatar} name=${name} bot=${author.kind === "bot"} size=${28} />`}</span>
    <div class="message-main">
      ${!follows && html`<p class="message-by"><strong class="truncate">${name}</strong>
        <${RelativeTime} at=${at} side="start below" /></p>`}
      <div class=${`bubble is-${body.kind}`}><${BodyView} body=${body} language=${conversation.contact.language} conversation=${message.of ?? conversation.id} /></div>
      <${Delivery} message=${message} conversation=${conversation} />
      ${author.kind === "contact" && !message.of && html`<${RankedLine} seq=${message.seq} />`}
    </div>
  </article>`;
}

/** @param {Message["author"]} author @param {Conversation} conversation */
function authorName(author, conversation) {
  if (author.kind === "contact") return nameOf(conversation.contact);
  return author.kind === "agent" ? author.name ?? t("Agent") : t("Bot");
}

/** How the way to Telegram went. @param {{message: Message, conversation: Conversation}} props */
function Delivery({ message: { delivery, problem, seq }, conversation }) {
  const desk = useDesk();
  switch (delivery) {
    case "pending":
      return html`<p class="delivery"><${Icon} of=${Clock} size=${13} />${t("On its way")}</p>`;
    case "sent":
      return html`<p class="delivery"><${Icon} of=${CheckCheck} size=${13} />${t("Delivered")}</p>`;
    case "uncertain":
      return html`<p class="delivery warn"><${Icon} of=${CircleAlert} size=${13} />
        ${t("It may not have arrived.")} ${problem && t(problem)}</p>`;
    case "failed":
      return html`<p class="delivery bad"><${Icon} of=${CircleAlert} size=${13} />
        <span>${t("Not delivered.")} ${problem && t(problem)}</span>
        <button type="button" class="button link" onClick=${() => act(() => desk.retry(conversation.id, seq))}>
          <${Icon} of=${RotateCw} size=${13} /> ${t("Retry")}</button></p>`;
    default:
      return null;
  }
}

/** What agents write for each other. @param {{note: import("./types.js").Note}} props */
export function NoteView({ note }) {
  return html`<article class="note" aria-label=${t("Note by {name}", { name: note.author.name })}>
    <p class="message-by"><${Icon} of=${Lock} size=${13} /><strong class="truncate">${note.author.name}</strong>
      <span class="muted">${t("Note")}</span><${RelativeTime} at=${note.at} side="start below" /></p>
    <p class="words"><${Linked} text=${note.text} /></p>
  </article>`;
}

/** What the outbox holds and the server has not confirmed. @param {{entry: import("../shared/outbox.js").Entry}} props */
export function PendingView({ entry }) {
  const desk = useDesk();
  const { text, article } = entry.fields;
  const label = () => desk.opened.value?.suggestions.value.find((choice) => choice.article === article)?.label;
  const state = html`<p class="delivery"><${Icon} of=${entry.sent ? Check : Clock} size=${13} />
    ${entry.sent ? t("Sent") : t("Sending…")}</p>`;
  if (entry.verb === "note") return html`<article class="note"><p class="words">${text}</p>${state}</article>`;
  return html`<article class="message ours by-agent" aria-label=${desk.me.name}>
    <span class="message-face"><${Avatar} name=${desk.me.name} size=${28} /></span>
    <div class="message-main"><div class="bubble is-text"><p class="words">${text ?? label() ?? article}</p></div>${state}</div>
  </article>`;
}
