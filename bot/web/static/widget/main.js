import { Announcer } from "../shared/announce.js";
import { setAccent } from "../shared/colour.js";
import { computed, effect, html, render, signal, useEffect, useRef } from "../shared/html.js";
import { api } from "../shared/http.js";
import { chooseLanguage, language, load, t } from "../shared/i18n.js";
import { Toasts } from "../shared/toast.js";
import { Chat } from "./chat.js";
import { Composer, draft } from "./composer.js";
import { Greeting } from "./greeting.js";
import { ConnectionLine, Header } from "./header.js";
import { listen, tell, terms } from "./host.js";

/**
 * @typedef {{title: string, accent?: string, language?: string, starters: Record<string, any[]>, agents_present: boolean}} Settings
 */

const asked = terms();
const chat = new Chat(asked.labels);
/** The modules of a conversation: null until there is one, so that a visitor who only looks in does not wait for them. */
const talk = signal(/** @type {typeof import("./talk.js") | null} */ (null));

/** The room of the call that is on screen. */
const room = signal(/** @type {string | null} */ (null));

/** @param {{settings: Settings}} props */
function Widget({ settings }) {
  const { title, starters = {}, agents_present: staffed = false } = settings;
  const greeting = html`<${Greeting} chat=${chat} title=${title} starters=${starters} />`;
  const join = (/** @type {string} */ wanted) => { room.value = wanted; };
  const leave = () => {
    room.value = null;
    requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector(".thread"))?.focus());
  };
  const offer = offered();
  useEffect(() => {
    if (room.value && offer && offer !== room.value) leave(); // else the end of the last call would cover it
  }, [offer]);
  const close = asked.origin ? () => tell(asked.origin, "close") : null;
  return html`<main class="widget" inert=${room.value !== null}>
    <${Header} chat=${chat} title=${title} onClose=${close} />
    <${ConnectionLine} chat=${chat} />
    ${talk.value
      ? html`<${talk.value.Thread} chat=${chat} onJoin=${join}>${greeting}<//>
        <${talk.value.Waiting} chat=${chat} staffed=${staffed} />`
      : html`<div class="thread-frame"><div class="thread">${greeting}</div></div>`}
    <${Composer} chat=${chat} />
  </main>
  ${room.value && html`<${Call} id=${room.value} onLeave=${leave} />`}
  <${Announcer} /><${Toasts} />`;
}

/** A call over the whole widget; its code is fetched only now. @param {{id: string, onLeave: () => void}} props */
function Call({ id, onLeave }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    let unmount = () => {};
    let here = true;
    tell(asked.origin, "wide", { wide: true });
    import("../call/call.js").then(({ mountCall }) => {
      if (!here || !place.current) return;
      const { connection } = chat;
      const name = callCard(id)?.by.name ?? "";
      unmount = mountCall(place.current, { connection, room: id, name, card: () => callCard(id), onLeave });
    });
    return () => { here = false; unmount(); tell(asked.origin, "wide", { wide: false }); };
  }, [id]);
  return html`<div class="call-place" ref=${place}></div>`;
}

/**
 * What the conversation says of a call; read inside of the call's components, so that they follow.
 * @param {string} id  the room's
 */
function callCard(id) {
  const message = chat.state.value.conversation?.messages.findLast(({ body }) => body.kind === "call" && body.room === id);
  return message?.body.kind === "call" ? message.body : null;
}

/** The room of the call that waits for the customer to join. */
function offered() {
  const message = chat.state.value.conversation?.messages.findLast(({ body }) => body.kind === "call");
  return message?.body.kind === "call" && message.body.state === "offered" ? message.body.room : null;
}

/** Fetches what a conversation needs, once there is or soon will be one. */
function prepare() {
  const stop = effect(() => {
    if (!draft.value && !chat.entries.value.length && !chat.state.value.conversation) return;
    import("./talk.js").then((module) => { talk.value = module; stop(); });
  });
}

/** Words of one language on one page: the one that the conversation is held in. */
function follow() {
  const held = computed(() => chat.state.value.conversation?.language);
  effect(() => { if (held.value && held.value !== language.peek()) void load(held.value, { keep: true }); });
}

/** Tells the page around us what it shows on its button. @param {Settings} settings */
function report({ accent }) {
  effect(() => tell(asked.origin, "unread", { count: chat.unread.value }));
  effect(() => { if (chat.state.value.conversation) tell(asked.origin, "known"); });
  listen(asked.origin, (what, message) => {
    if (what === "open") show(true);
    else if (what === "closed") show(false);
    else if (what === "write" && message.text) draft.value = String(message.text);
    else if (what === "language") void load(chooseLanguage([message.language]));
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape" && !room.value) tell(asked.origin, "close"); });
  tell(asked.origin, "ready", { accent });
}

/** @param {boolean} visible */
function show(visible) {
  chat.visible.value = visible;
  if (!visible) return;
  chat.look();
  // On a phone the keyboard would cover the greeting before anything was read.
  if (matchMedia("(pointer: fine)").matches) document.querySelector("textarea")?.focus();
}

/** Without them the chat still opens; the connection tells what is wrong. @returns {Promise<Settings>} */
async function fetchSettings() {
  return api("GET", "/api/widget/settings").catch(() => ({ title: t("Support"), starters: {}, agents_present: false }));
}

async function start() {
  if (asked.origin) chat.visible.value = false;
  setAccent(asked.accent);
  const settings = await fetchSettings();
  if (!asked.accent) setAccent(settings.accent);
  await load(chooseLanguage([asked.language, ...navigator.languages, settings.language]), { only: ["shared", "widget"] });
  chat.start();
  prepare();
  follow();
  render(html`<${Widget} settings=${settings} />`, /** @type {HTMLElement} */ (document.body));
  report(settings);
}

await start();
