import { html, useEffect, useRef, useState } from "../shared/html.js";
import { date, t, tn } from "../shared/i18n.js";
import { RelativeTime } from "../shared/time.js";
import { BodyView } from "../desk/body.js";
import { kindWords, stateWords } from "../desk/call-words.js";
import { nameOf } from "../rooms/names.js";
import { NoticeLine } from "../desk/notice.js";
import { threadOf } from "../desk/thread.js";

/** @typedef {import("../shared/conversation.js").Conversation} Conversation */

/** The conversation, to be read. @param {{opened: import("./opened-case.js").OpenedCase, it: import("./types.js").Case}} props */
export function ThreadPart({ opened, it }) {
  const conversation = opened.conversation.value;
  const scroller = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => { scroller.current?.scrollTo({ top: scroller.current.scrollHeight }); }, [conversation?.messages.length]);
  return html`<section class="card case-thread" aria-labelledby="case-thread">
    <div class="row"><h3 id="case-thread" class="grow">${t("Conversation")}</h3>
      <a href=${`/desk/#${encodeURIComponent(it.conversation)}`}>${t("Open in the desk")}</a></div>
    ${conversation ? html`<div class="case-thread-scroll" ref=${scroller} tabindex="0" role="log" aria-live="off" aria-label=${t("Messages")}>
        ${conversation.earlier && html`<p class="muted small">${t("Earlier messages are in the desk.")}</p>`}
        ${threadOf(conversation.messages, []).map((item) => html`<${ItemView} key=${item.key} item=${item} conversation=${conversation} />`)}</div>`
      : html`<span class="skeleton case-thread-skeleton"></span>`}
  </section>`;
}

/** @param {{item: import("../desk/thread.js").Item, conversation: Conversation}} props */
function ItemView({ item, conversation }) {
  switch (item.kind) {
    case "day": return html`<p class="thread-line day"><span>${date(item.at, { weekday: "long", day: "numeric", month: "long" })}</span></p>`;
    case "episode": return html`<p class="thread-line episode"><span>${t("Came back, time {n}", { n: item.episode })}</span></p>`;
    case "fold": return html`<${Fold} item=${item} conversation=${conversation} />`;
    case "message": return html`<${MessageView} item=${item} conversation=${conversation} />`;
    default: return null;
  }
}

/** @param {{item: import("../desk/thread.js").FoldItem, conversation: Conversation}} props */
function Fold({ item, conversation }) {
  const [open, setOpen] = useState(false);
  return html`<div class="fold"><button type="button" class="fold-button" aria-expanded=${open} onClick=${() => setOpen(!open)}>
      ${tn("With the bot: {n} message", "With the bot: {n} messages", item.messages)}</button>
    ${open && html`<div class="fold-items">${item.items.map((each) => html`<${ItemView} key=${each.key} item=${each} conversation=${conversation} />`)}</div>`}</div>`;
}

/** @param {{item: import("../desk/thread.js").MessageItem, conversation: Conversation}} props */
function MessageView({ item: { message, follows }, conversation }) {
  const { author, body, at } = message;
  if (body.kind === "notice") return html`<${NoticeLine} notice=${body} at=${at} />`;
  if (body.kind === "call") return html`<p class="thread-line">${kindWords(body.media)} · ${stateWords(body, conversation.contact)}</p>`;
  const name = author.kind === "contact" ? nameOf(conversation.contact) : author.kind === "agent" ? author.name ?? t("Agent") : t("Bot");
  return html`<article class=${`message ${author.kind === "contact" ? "theirs" : "ours"} by-${author.kind} ${follows ? "follows" : ""}`} aria-label=${name}>
    <div class="message-main">
      ${!follows && html`<p class="message-by"><strong class="truncate">${name}</strong><${RelativeTime} at=${at} side="start below" /></p>`}
      <div class=${`bubble is-${body.kind}`}><${BodyView} body=${body} language=${conversation.contact.language} conversation=${conversation.id} /></div>
    </div></article>`;
}
