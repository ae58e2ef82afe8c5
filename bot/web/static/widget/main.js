import { Announcer } from "../shared/announce.js";
import { setAccent } from "../shared/colour.js";
import { computed, effect, html, render, signal } from "../shared/html.js";
import { api } from "../shared/http.js";
import { chooseLanguage, language, load, t } from "../shared/i18n.js";
import { Toasts } from "../shared/toast.js";
import { beside, calls, fetchCalls, place } from "./calls.js";
import { Chat } from "./chat.js";
import { Composer, draft } from "./composer.js";
import { Greeting } from "./greeting.js";
import { ConnectionLine, Header } from "./header.js";
import { listen, signed, tell, terms } from "./host.js";

/**
 * @typedef {{title: string, accent?: string, language?: string, starters: Record<string, any[]>, agents_present: boolean}} Settings
 */

const asked = terms();
const chat = new Chat(asked.labels, asked.customer);
/** The modules of a conversation: null until there is one, so that a visitor who only looks in does not wait for them. */
const talk = signal(/** @type {typeof import("./talk.js") | null} */ (null));

/** @param {{settings: Settings}} props */
function Widget({ settings }) {
  const { title, starters = {}, agents_present: staffed = false } = settings;
  const greeting = html`<${Greeting} chat=${chat} title=${title} starters=${starters} />`;
  const called = place.value !== null && calls.value !== null;
  const close = called ? () => { beside.value = false; } : asked.origin ? () => tell(asked.origin, "close") : null;
  return html`<main class="widget" inert=${called && !beside.value}>
    <${Header} chat=${chat} talk=${talk.value} title=${title} onClose=${close} />
    <${ConnectionLine} chat=${chat} />
    ${talk.value
      ? html`<${talk.value.Thread} chat=${chat}>${greeting}<//>
        <${talk.value.Waiting} chat=${chat} staffed=${staffed} />`
      : html`<div class="thread-frame"><div class="thread">${greeting}</div></div>`}
    <${Composer} chat=${chat} talk=${talk.value} />
  </main>
  ${calls.value && html`<${calls.value.Customer} chat=${chat} place=${place} beside=${beside} title=${title}
    tell=${(/** @type {string} */ what, /** @type {any} */ more) => tell(asked.origin, what, more)} />`}
  <${Announcer} /><${Toasts} />`;
}

/** Fetches what a conversation needs, once there is or soon will be one. */
function prepare() {
  const stop = effect(() => {
    if (!draft.value && !chat.entries.value.length && !chat.state.value.conversation && chat.unasked.value === null) return;
    import("./talk.js").then(async (module) => {
      await module.prepared();
      talk.value = module;
      stop();
    });
  });
}

/** A call in the conversation is the first sign of one. */
function watchCalls() {
  const stop = effect(() => {
    if (chat.state.value.conversation?.messages.some(({ body }) => body.kind === "call")) queueMicrotask(() => { stop(); fetchCalls(); });
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
    else if (what === "customer") identify(signed(message));
    else if (what === "forget") chat.forget();
    else if (what === "language") void load(chooseLanguage([message.language]));
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape" && !place.value) tell(asked.origin, "close"); });
  tell(asked.origin, "ready", { accent });
}

/** @param {import("./host.js").Customer | null} customer */
function identify(customer) {
  if (customer) chat.identify(customer);
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
  watchCalls();
  follow();
  render(html`<${Widget} settings=${settings} />`, /** @type {HTMLElement} */ (document.body));
  report(settings);
}

await start();
