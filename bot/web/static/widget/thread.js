import { ArrowDown, Check, CircleAlert, Clock } from "../vendor/lucide-talk.js";
import { Avatar } from "../shared/avatar.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "../shared/html.js";
import { date, number, t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { Linked } from "../shared/linked.js";
import { RelativeTime, correct } from "../shared/time.js";
import { explain } from "../shared/wording.js";
import { calls, place } from "./calls.js";
import { ArticleCard, ChoicesCard } from "./cards.js";
import { Offers, StopButton } from "./offers.js";
import { RatingCard } from "./rating.js";
import { thread } from "./rows.js";
import { counts } from "./state.js";

/**
 * @typedef {import("./chat.js").Chat} Chat
 * @typedef {import("./rows.js").Item} Item
 * @typedef {import("../shared/former.js").Told} Message
 */

const NEAR_PX = 80;
const ABOVE_PX = 12;

/** @param {{chat: Chat, children: any}} props  children: the greeting above everything */
export function Thread({ chat, children }) {
  const { conversation, typing } = chat.state.value;
  const items = thread(chat.told.value, chat.entries.value);
  const newest = conversation?.messages.at(-1)?.seq ?? 0;
  const { frame, away, jump } = useScroll(items, chat.visible.value ? chat.wanted.value : null);
  const [left, leave] = useState(0);
  useEffect(() => { if (!away) leave(newest); }, [away, newest]);
  useEffect(() => chat.connection.welcome.subscribe(() => correct(chat.connection.skew)), []);
  const missed = conversation?.messages.filter((message) => message.seq > left && counts(message)).length ?? 0;
  return html`<div class="thread-frame">
    <section class="thread" ref=${frame} tabindex="0" aria-label=${t("Conversation")}>
      ${chat.earliest.value ? html`<button type="button" class="chip earlier" onClick=${() => chat.earlier()}>
        ${t("Show earlier messages")}</button>`
        : children}
      ${items.map((item, row) => html`<${Row} key=${item.key} item=${item} end=${row === items.length - 1}
        chat=${chat} />`)}
      ${typing && html`<p class="typing muted small"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
        ${t("{name} is writing…", { name: typing })}</p>`}
    </section>
    ${away && html`<button type="button" class="jump" onClick=${jump}
      aria-label=${missed ? tn("{n} new message, go to it", "{n} new messages, go to them", missed)
        : t("Go to the newest message")}>
      <${Icon} of=${ArrowDown} />${missed > 0 && html`<span class="badge">${number(missed)}</span>`}</button>`}
  </div>`;
}

/**
 * Keeps the newest in sight while the reader is at the end, and the reader's place while not. Something new is shown from its
 * beginning, however long it is: `tall` while its end is still below the edge and the reader has not moved.
 * @param {Item[]} items @param {number | null} wanted  the seq of a message to begin with
 */
function useScroll(items, wanted) {
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const place = useRef({ end: true, tall: false, at: 0, height: 0, view: 0, first: "", last: "" });
  const [away, setAway] = useState(false);
  const first = items[0]?.key ?? "", last = items.at(-1)?.key ?? "";

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const before = place.current;
    const added = last !== before.last;
    const own = added && items.at(-1)?.kind === "unsent";
    let { tall } = before;
    if (before.first && first !== before.first && !added) element.scrollTop += element.scrollHeight - before.height;
    else if (own || (before.end && (added || !tall))) {
      const top = added ? topOfNewest(element) : Infinity;
      tall = top < element.scrollHeight - element.clientHeight;
      element.scrollTop = Math.min(element.scrollHeight, top);
    }
    const { scrollHeight: height, scrollTop: at } = element;
    place.current = { ...before, end: before.end || own, tall, at, height, first, last };
  });

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const moved = () => {
      if (element.clientHeight !== place.current.view) return;  // not the reader moved: something beside the thread came or went
      const far = element.scrollHeight - element.scrollTop - element.clientHeight;
      if (element.scrollTop !== place.current.at) Object.assign(place.current, { end: far < NEAR_PX, tall: false });
      setAway(far > element.clientHeight / 2);
    };
    const resized = new ResizeObserver(() => {
      place.current.view = element.clientHeight;
      if (place.current.end && !place.current.tall) element.scrollTop = element.scrollHeight;
    });
    element.addEventListener("scroll", moved, { passive: true });
    resized.observe(element);
    return () => { element.removeEventListener("scroll", moved); resized.disconnect(); };
  }, []);

  useEffect(() => {  // the newest grows by what is loaded for it, and by what it asks further
    const element = frame.current, row = element && newestRow(element);
    if (!row) return;
    const grown = new ResizeObserver(() => {
      if (!place.current.end || place.current.tall) return;
      const top = topOfNewest(element);
      element.scrollTop = Math.min(element.scrollHeight, top);
      Object.assign(place.current, { tall: top < element.scrollHeight - element.clientHeight, at: element.scrollTop, height: element.scrollHeight });
    });
    grown.observe(row);
    return () => grown.disconnect();
  }, [last]);

  useEffect(() => {
    const element = frame.current;
    const row = wanted !== null && element?.querySelector(`[data-seq="${wanted}"]`);
    if (row instanceof HTMLElement && element) element.scrollTop = row.offsetTop - ABOVE_PX;
  }, [wanted]);

  const jump = () => frame.current?.scrollTo({ top: frame.current.scrollHeight, behavior: "smooth" });
  return { frame, away, jump };
}

/** Where the thread has to be scrolled to for its last row to begin at the top; Infinity without one. @param {HTMLElement} thread */
function topOfNewest(thread) {
  const row = newestRow(thread);
  return row ? row.offsetTop - ABOVE_PX : Infinity;
}

/** @param {HTMLElement} thread */
function newestRow(thread) {
  const rows = /** @type {NodeListOf<HTMLElement>} */ (thread.querySelectorAll(".item"));
  return rows.length ? rows[rows.length - 1] : null;
}

/** @param {{item: Item, end: boolean, chat: Chat}} props  end: nothing stands below it */
function Row({ item, end, chat }) {
  switch (item.kind) {
    case "day": return html`<p class="day small muted">${dayWords(item.at)}</p>`;
    case "unsent": return html`<${Unsent} entry=${item.entry} chat=${chat} />`;
    case "message": return html`<${MessageRow} ...${item} end=${end} chat=${chat} />`;
  }
}

/** @param {number} at */
function dayWords(at) {
  const days = (/** @type {number} */ time) => Math.round(new Date(time).setHours(0, 0, 0, 0) / 86_400_000);
  const passed = days(Date.now()) - days(at);
  return passed <= 0 ? t("Today") : passed === 1 ? t("Yesterday")
    : date(at, { weekday: "long", day: "numeric", month: "long" });
}

/** @param {{message: Message, first: boolean, last: boolean, end: boolean, chat: Chat}} props */
function MessageRow({ message, first, last, end, chat }) {
  const { author, body, at } = message;
  if (body.kind === "notice") return html`<p class="item line small muted">${noticeWords(body, chat)}</p>`;
  const own = author.kind === "contact";
  const name = own ? t("You") : author.name ?? (author.kind === "bot" ? t("Bot") : "");
  const agent = author.kind === "agent";
  return html`<article class=${`item ${own ? "own" : "other"} ${last ? "last" : ""}`} aria-label=${name} data-seq=${message.of ? undefined : message.seq}>
    ${first && agent && html`<p class="who small"><${Avatar} name=${name} size=${20} />${name}</p>`}
    <${Body} message=${message} chat=${chat} />
    ${last && html`<p class="when small">${own && end && html`<${Icon} of=${Check} size=${14} />${t("Sent")} ·`}
      <${RelativeTime} at=${at} side=${own ? "" : "start"} focusable=${false} /></p>`}
  </article>`;
}

/** @param {{message: Message, chat: Chat}} props */
function Body({ message, chat }) {
  const { author, body } = message;
  const side = author.kind === "contact" ? "mine" : "theirs";
  const past = message.of !== undefined;
  switch (body.kind) {
    case "article": return html`<${ArticleCard} chat=${chat} message=${message} body=${body} />
      ${body.offer && !past && html`<div class="offer"><${StopButton} chat=${chat} seq=${message.seq} /></div>`}`;
    case "choices": return html`<${ChoicesCard} chat=${chat} body=${body} past=${past} />`;
    case "rating": return html`<${RatingCard} chat=${chat} seq=${past ? null : message.seq} body=${body} />`;
    case "call": return calls.value && html`<${calls.value.CallCard} chat=${chat} place=${place} body=${body} />`;
    case "text": return html`<div class=${`bubble words ${side}`}><${Linked} text=${body.text} /></div>
      ${body.offer && !past && html`<${Offers} chat=${chat} seq=${message.seq} offer=${body.offer} />`}`;
    case "picture": return html`<${Picture} body=${body} conversation=${message.of ?? chat.state.value.conversation?.id} token=${() => chat.connection.token()} />`;
    case "unsupported": return html`<div class=${`bubble words ${side}`}>
      ${body.text || t("Something that cannot be shown here.")}</div>`;
    default: return null;
  }
}

/** @param {any} props  of PictureBody, which is loaded when the first is seen */
function Picture(props) {
  const [View, show] = useState(/** @type {any} */ (null));
  useEffect(() => void import("../shared/picture.js").then(({ PictureBody }) => show(() => PictureBody)), []);
  return View && html`<${View} ...${props} />`;
}

/** @param {import("../shared/conversation.js").Notice} notice @param {Chat} chat */
function noticeWords({ code, agent }, chat) {
  const name = agent?.name ?? "";
  switch (code) {
    case "queued": return t("You are in line for a person");
    case "callback": return t("We call you back as soon as somebody is free");
    case "left_line": return t("You left the line");
    case "joined": return t("{name} joined", { name });
    case "transferred": return t("{name} takes over", { name });
    case "released": return name ? t("{name} put you back in line, at your old place", { name })
      : t("You are back in line, at your old place");
    case "handed_back": return t("The bot answers again");
    case "resolved": return chat.state.value.conversation?.owner.kind === "nobody"
      ? t("This conversation has ended. Write any time to start again.") : t("This conversation ended");
    case "reopened": return t("The conversation goes on");
    case "stopped": return t("You get no messages unasked any more");
    case "allowed": return t("You get messages about what you buy");
    case "signed_in": return t("You are signed in: what you wrote in another browser is here as well");
  }
}

/** @param {{entry: import("../shared/outbox.js").Entry, chat: Chat}} props */
function Unsent({ entry, chat }) {
  const { client_message_id: id, fields, problem, sent } = entry;
  const online = chat.connection.status.value.state === "online";
  const outbox = chat.outbox.value;
  return html`<article class="item own last" aria-label=${t("You")}>
    <div class=${`bubble words mine ${sent ? "" : "unsent"}`}>${fields.text ?? fields.label}</div>
    ${problem ? html`<p class="when small failed"><${Icon} of=${CircleAlert} size=${14} />
      ${t("Not sent.")} ${explain(problem)}
        <button type="button" class="button link" onClick=${() => outbox.retry(id)}>${t("Try again")}</button>
        <button type="button" class="button link" onClick=${() => outbox.drop(id)}>${t("Remove")}</button></p>`
      : html`<p class="when small muted"><${Icon} of=${sent ? Check : Clock} size=${14} />
        ${sent ? t("Sent") : online ? t("Sending…") : t("Waits for the connection")}</p>`}
  </article>`;
}
