import { CircleAlert, SendHorizontal, X } from "../../vendor/lucide-call.js";
import { html, useEffect, useLayoutEffect, useRef, useSignal } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";
import { Linked } from "../../shared/linked.js";
import { PictureBody } from "../../shared/picture.js";
import { RelativeTime } from "../../shared/time.js";
import { explain } from "../../shared/wording.js";

/**
 * The chat beside a call on the page of an invitation.
 * @typedef {import("./talk.js").Talk} Talk
 * @typedef {import("../../shared/conversation.js").Message} Message
 */

/** @param {{talk: Talk}} props */
export function TalkPanel({ talk }) {
  const box = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const messages = (talk.conversation.value?.messages ?? []).filter(({ body }) => body.kind !== "call" && body.kind !== "notice");
  const arrived = new Set(messages.map(({ client_message_id: id }) => id));
  const unsent = talk.outbox.entries.value.filter((entry) => !entry.about && !arrived.has(entry.client_message_id));
  useEffect(() => { if (matchMedia("(pointer: fine)").matches) box.current?.focus(); }, []);
  useLayoutEffect(() => { frame.current?.scrollTo(0, frame.current.scrollHeight); }, [messages.length, unsent.length]);
  const leave = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    talk.turn();
    /** @type {HTMLElement | null} */ (document.querySelector(".call-view"))?.focus();
  };
  return html`<aside class="talk" aria-label=${t("Chat")} onKeyDown=${leave}>
    <div class="row talk-head"><h2 class="grow">${t("Chat")}</h2>
      <button type="button" class="button quiet bare" aria-label=${t("Close the chat")} onClick=${talk.turn}><${Icon} of=${X} /></button></div>
    <div class="talk-thread" ref=${frame} tabindex="0" role="log" aria-live="off" aria-label=${t("Messages")}>
      ${!messages.length && !unsent.length && html`<p class="muted talk-empty">${t("What you write here stands in the conversation, for later too.")}</p>`}
      ${messages.map((message) => html`<${Said} key=${message.seq} message=${message} talk=${talk} />`)}
      ${unsent.map((entry) => html`<${Unsent} key=${entry.client_message_id} entry=${entry} talk=${talk} />`)}
    </div>
    <${Write} talk=${talk} box=${box} />
  </aside>`;
}

/** @param {{message: Message, talk: Talk}} props */
function Said({ message: { author, body, at }, talk }) {
  const own = author.kind === "contact";
  const name = own ? t("You") : author.name ?? t("Bot");
  const words = body.kind === "text" || body.kind === "choices" || body.kind === "rating" ? body.text
    : body.kind === "article" ? body.title : t("Something that cannot be shown here.");
  return html`<article class=${own ? "said own" : "said"} aria-label=${name}>
    <p class="small muted">${!own && html`<strong>${name}</strong> `}<${RelativeTime} at=${at} focusable=${false} side=${own ? "" : "start"} /></p>
    ${body.kind === "picture" ? html`<${PictureBody} body=${body} conversation=${talk.id} token=${talk.token} />`
      : html`<p class="said-words"><${Linked} text=${words} /></p>`}</article>`;
}

/** @param {{entry: import("../../shared/outbox.js").Entry, talk: Talk}} props */
function Unsent({ entry: { client_message_id: id, fields, problem, sent }, talk }) {
  return html`<article class="said own" aria-label=${t("You")}>
    <p class=${`said-words ${sent ? "" : "unsent"}`}>${fields.text}</p>
    ${problem && html`<p class="small row"><${Icon} of=${CircleAlert} size=${14} />${t("Not sent.")} ${explain(problem)}
      <button type="button" class="button link" onClick=${() => talk.outbox.retry(id)}>${t("Try again")}</button>
      <button type="button" class="button link" onClick=${() => talk.outbox.drop(id)}>${t("Remove")}</button></p>`}</article>`;
}

/** @param {{talk: Talk, box: {current: HTMLTextAreaElement | null}}} props */
function Write({ talk, box }) {
  const text = useSignal("");
  const ready = text.value.trim() !== "";
  const send = () => {
    if (!ready) return;
    talk.send(text.value.toWellFormed().replaceAll("\0", "").trim());
    text.value = "";
    box.current?.focus();
  };
  const key = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  const input = (/** @type {any} */ event) => { text.value = event.currentTarget.value; talk.types(); };
  return html`<form class="talk-write" onSubmit=${(/** @type {Event} */ event) => { event.preventDefault(); send(); }}>
    <label class="grow"><span class="visually-hidden">${t("Your message")}</span>
    <textarea class="input" ref=${box} rows="2" maxlength="4000" value=${text.value} placeholder=${t("Write a message…")}
      enterkeyhint="send" onInput=${input} onKeyDown=${key}></textarea></label>
    <button type="submit" class="button primary bare" aria-label=${t("Send")} aria-disabled=${!ready}><${Icon} of=${SendHorizontal} /></button>
  </form>`;
}
