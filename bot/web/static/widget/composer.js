import { CircleCheck, Headset, Phone, SendHorizontal } from "../vendor/lucide-widget.js";
import { html, signal, useId, useLayoutEffect, useRef } from "../shared/html.js";
import { liveCall } from "../shared/conversation.js";
import { t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { recall, remember } from "../shared/stored.js";
import { call, place } from "./calls.js";

/** @typedef {import("./chat.js").Chat} Chat */

const LIMIT = 4000;
const NEAR_LIMIT = 300;
const TALLEST_PX = 132;

/** What is being written; it survives a reload. */
export const draft = signal(recall("draft") ?? "");
draft.subscribe((text) => remember("draft", text || null));

/** What the server takes: no half characters, no NUL. @param {string} text */
export const cleaned = (text) => text.toWellFormed().replaceAll("\0", "").trim();

/** @param {{chat: Chat, talk: typeof import("./talk.js") | null}} props  talk: once it is there */
export function Composer({ chat, talk }) {
  const box = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const field = useId();
  const text = draft.value;
  const left = LIMIT - (text.length < LIMIT - NEAR_LIMIT ? text.length : [...text].length);
  const ready = cleaned(text) !== "" && left >= 0;
  useGrowing(box, text);

  const send = () => {
    if (!ready) return;
    chat.send(cleaned(text));
    draft.value = "";
    box.current?.focus();
  };
  const key = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  const input = (/** @type {any} */ event) => {
    draft.value = event.currentTarget.value;
    chat.types();
  };
  return html`<footer class="foot">
    ${talk && html`<${talk.Suggestions} chat=${chat} text=${text} box=${box} />`}
    <form class="write" onSubmit=${(/** @type {Event} */ event) => { event.preventDefault(); send(); }}>
      <label class="visually-hidden" for=${field}>${t("Your message")}</label>
      <textarea id=${field} ref=${box} rows="1" value=${text} placeholder=${t("Write a message…")} enterkeyhint="send"
        aria-invalid=${left < 0} onInput=${input} onKeyDown=${key}></textarea>
      <button type="submit" class="send" aria-label=${t("Send")} aria-disabled=${!ready}>
        <${Icon} of=${SendHorizontal} size=${20} /></button>
    </form>
    ${left <= NEAR_LIMIT && html`<p class=${left < 0 ? "limit small over" : "limit small muted"} role="status">
      ${left < 0 ? tn("{n} character too many", "{n} characters too many", -left)
        : tn("{n} character left", "{n} characters left", left)}</p>`}
    <${Ways} chat=${chat} />
  </footer>`;
}

/**
 * As tall as what is written, up to a few lines. Measured anew when the frame changes: a page that loads with the chat closed
 * keeps the frame hidden, where everything is 0 px tall.
 * @param {{current: HTMLTextAreaElement | null}} box
 * @param {string} text
 */
function useGrowing(box, text) {
  useLayoutEffect(() => {
    const grow = () => {
      const element = box.current;
      if (!element) return;
      element.style.height = "auto";
      element.style.height = `${Math.min(element.scrollHeight, TALLEST_PX)}px`;
    };
    grow();
    addEventListener("resize", grow);
    return () => removeEventListener("resize", grow);
  }, [text]);
}

/** The ways on from here: a person, in words or by a call, or done. @param {{chat: Chat}} props */
function Ways({ chat }) {
  const { conversation } = chat.state.value;
  if (place.value !== null) return null;  // they are talking, and the call has its own bar
  const kind = conversation?.owner.kind ?? "bot";
  const open = conversation !== null && kind !== "nobody";
  const live = conversation && liveCall(conversation);
  return html`<div class="ways"><span>
    ${kind !== "line" && kind !== "agent" &&
      html`<button type="button" class="button quiet" onClick=${() => chat.ask("person")}>
      <${Icon} of=${Headset} />${t("Talk to a person")}</button>`}
    <button type="button" class="button quiet" onClick=${() => call(live?.room)}>
      <${Icon} of=${Phone} />${t("Call")}</button></span>
    ${open && kind !== "line" && live?.state !== "running" &&
      html`<button type="button" class="button quiet" onClick=${() => chat.ask("solved")}>
      <${Icon} of=${CircleCheck} />${t("That solved it")}</button>`}
  </div>`;
}
