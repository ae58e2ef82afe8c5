import { ArrowDown, Bot, ChevronDown } from "../vendor/lucide.js";
import { announce } from "../shared/announce.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "../shared/html.js";
import { date, t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { act } from "../shared/act.js";
import { useDesk } from "./context.js";
import { MessageView, NoteView, PendingView } from "./message.js";
import { nameOf } from "../rooms/names.js";
import { threadOf } from "./thread.js";

/** @typedef {import("./types.js").Conversation} Conversation */

const NEAR_PX = 80;

/** @param {{opened: import("./opened.js").Opened, conversation: Conversation}} props */
export function Thread({ opened, conversation }) {
  const desk = useDesk();
  const items = threadOf(opened.told.value, opened.notes.value);
  const pending = desk.outbox.entries.value.filter((entry) => entry.fields.conversation === opened.id && !entry.problem);
  const { scroller, away, toEnd } = useStickToEnd(items.length + pending.length, opened.told.value[0]?.at);
  useAnnounced(conversation);
  return html`<div class="thread-frame">
    <div class="thread" ref=${scroller} tabindex="0" role="log" aria-live="off" aria-label=${t("Messages")}>
      <div class="thread-items">
      ${opened.earliest.value && html`<${EarlierButton} opened=${opened} />`}
      ${items.map((item) => html`<${ItemView} key=${item.key} item=${item} conversation=${conversation} />`)}
      ${pending.map((entry) => html`<${PendingView} key=${entry.client_message_id} entry=${entry} />`)}
      ${opened.typing.value && html`<p class="typing" role="status">
        ${t("{name} is writing…", { name: nameOf(conversation.contact) })}</p>`}
      </div>
    </div>
    ${away && html`<button type="button" class="button to-end" onClick=${toEnd}>
      <${Icon} of=${ArrowDown} size=${16} />${t("Newest messages")}</button>`}
  </div>`;
}

/** @param {{opened: import("./opened.js").Opened}} props */
function EarlierButton({ opened }) {
  const loading = opened.loadingEarlier.value;
  return html`<button type="button" class="button quiet thread-earlier" aria-disabled=${loading}
    onClick=${() => act(() => opened.earlier())}>${loading ? t("Loading…") : t("Show earlier messages")}</button>`;
}

/** @param {{item: import("./thread.js").Item, conversation: Conversation}} props */
function ItemView({ item, conversation }) {
  switch (item.kind) {
    case "day":
      return html`<p class="thread-line day">
        <span>${date(item.at, { weekday: "long", day: "numeric", month: "long" })}</span></p>`;
    case "episode":
      return html`<p class="thread-line episode"><span>${t("Came back, time {n}", { n: item.episode })}</span></p>`;
    case "note":
      return html`<${NoteView} note=${item.note} />`;
    case "fold":
      return html`<${Fold} item=${item} conversation=${conversation} />`;
    case "message":
      return html`<${MessageView} message=${item.message} follows=${item.follows} conversation=${conversation} />`;
  }
}

/** What the bot did before a person came. @param {{item: import("./thread.js").FoldItem, conversation: Conversation}} props */
function Fold({ item, conversation }) {
  const [open, setOpen] = useState(false);
  return html`<div class="fold">
    <button type="button" class="fold-button" aria-expanded=${open} onClick=${() => setOpen(!open)}>
      <${Icon} of=${Bot} size=${16} />
      <span>${tn("With the bot: {n} message", "With the bot: {n} messages", item.messages)}</span>
      <span class="fold-turn"><${Icon} of=${ChevronDown} size=${16} /></span>
    </button>
    ${open && html`<div class="fold-items">
      ${item.items.map((each) => html`<${ItemView} key=${each.key} item=${each} conversation=${conversation} />`)}</div>`}
  </div>`;
}

/**
 * Keeps the newest message in sight as long as the reader is at the end, and what they read in place when earlier ones are
 * put before it.
 * @param {number} count @param {number | undefined} first  changes when earlier messages came
 */
function useStickToEnd(count, first) {
  const scroller = useRef(/** @type {HTMLDivElement | null} */ (null));
  const [away, setAway] = useState(false);
  const atEnd = useRef(true);
  const was = useRef({ first, height: 0 });

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
      setAway(!atEnd.current);
    };
    element.addEventListener("scroll", look, { passive: true });
    // The composer grows, a card grows, a call opens: the end stays the end.
    const resized = new ResizeObserver(() => { if (atEnd.current) element.scrollTop = element.scrollHeight; });
    for (const each of [element, ...element.children]) resized.observe(each);
    return () => { element.removeEventListener("scroll", look); resized.disconnect(); };
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const earlierCame = was.current.first !== undefined && first !== was.current.first;
    if (earlierCame) element.scrollTop += element.scrollHeight - was.current.height;
    else if (atEnd.current) element.scrollTop = element.scrollHeight;
    was.current = { first, height: element.scrollHeight };
  }, [count, first]);

  const toEnd = () => scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior: "smooth" });
  return { scroller, away, toEnd };
}

/** Tells a screen reader what the customer writes, once. @param {Conversation} conversation */
function useAnnounced(conversation) {
  const known = useRef(conversation.messages.at(-1)?.seq ?? 0);
  useEffect(() => {
    for (const { seq, author, body } of conversation.messages) {
      if (seq <= known.current) continue;
      if (author.kind !== "contact" || (body.kind !== "text" && body.kind !== "picture")) continue;
      announce(t("{name}: {text}", { name: nameOf(conversation.contact), text: body.kind === "text" ? body.text : body.alt }));
    }
    known.current = conversation.messages.at(-1)?.seq ?? known.current;
  }, [conversation.messages.length]);
}
