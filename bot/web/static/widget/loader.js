/*
 * Puts the chat on a page:
 *
 *   <script src="https://support.example/widget/loader.js" async></script>
 *
 * data-accent="#0a7d55"   the colour of the button and the chat, instead of the server's setting
 * data-language="sl"      the first language, instead of the visitor's
 * data-side="left"        the corner, instead of the right one
 * data-audience="business" labels of the visitor, commas between them: which articles concern them
 * data-customer="4711" data-signed-at="1763800000" data-signature="5f0c…"  which of the shop's customers is there, signed by
 *                         the shop's server (API.md says how)
 *
 * Afterwards, or before it has loaded, from the page's own code:
 *
 *   window.Heard = window.Heard || function () { (Heard.queue = Heard.queue || []).push(arguments); };
 *   Heard("open"); Heard("close"); Heard("toggle");
 *   Heard("language", "sl");                  // unless the visitor has chosen one
 *   Heard("write", "Where is my parcel?");    // opens it with these words, for the visitor to send
 *   Heard("customer", { number, signedAt, signature });  // has signed in
 *   Heard("forget");                          // has signed out
 *
 * A classic script, because only such a one knows its own tag, and other sites can load it without CORS. The chat itself is
 * a frame that is fetched when it is first opened, or once the page is idle for a visitor who has written before.
 */
(function () {
  "use strict";
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  if (!script || document.querySelector("heard-chat")) return;
  const server = new URL(script.src).origin;
  const { accent, audience, language, side } = script.dataset;
  /** Who is there, as the shop's server has signed it. @type {{number?: string, signedAt?: string | number, signature?: string} | null} */
  let customer = { number: script.dataset.customer, signedAt: script.dataset.signedAt, signature: script.dataset.signature };

  /** @type {Record<string, [string, string, string]>} open, close, the frame's title */
  const WORDS = {
    en: ["Chat with us", "Close the chat", "Support chat"],
    sl: ["Pišite nam", "Zapri klepet", "Klepet s podporo"],
    be: ["Напішыце нам", "Закрыць чат", "Чат падтрымкі"],
    ru: ["Напишите нам", "Закрыть чат", "Чат поддержки"],
    id: ["Tanya kami", "Tutup obrolan", "Obrolan bantuan"],
  };
  const [openWords, closeWords, frameTitle] = [language, ...navigator.languages]
    .map((tag) => WORDS[(tag || "").slice(0, 2).toLowerCase()]).find(Boolean) || WORDS.en;

  const CSS = `
    :host { all: initial; position: fixed; z-index: 2147483000; bottom: 0; inset-inline-end: 0; color-scheme: light dark; }
    :host([data-side="left"]) { inset-inline: 0 auto; }
    button { all: unset; position: fixed; bottom: 20px; right: 20px; width: 56px; height: 56px; border-radius: 50%;
      display: grid; place-items: center; cursor: pointer; background: var(--accent, #3450c8); color: var(--words, #fff);
      box-shadow: 0 4px 16px rgb(0 0 0 / 25%), 0 0 0 1px rgb(255 255 255 / 35%); transition: transform .12s; }
    button:hover { transform: scale(1.05); }
    button:focus-visible { outline: 3px solid var(--accent, #3450c8); outline-offset: 3px; }
    :host([data-side="left"]) button { right: auto; left: 20px; }
    svg { width: 26px; height: 26px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
    .badge { position: absolute; top: -4px; right: -4px; min-width: 22px; height: 22px; padding: 0 5px; box-sizing: border-box; border-radius: 11px;
      background: #b3261e; color: #fff; font: 600 13px/22px system-ui, sans-serif; text-align: center; box-shadow: 0 0 0 2px #fff; }
    iframe { position: fixed; bottom: 88px; right: 20px; width: 380px; height: min(640px, calc(100dvh - 108px)); border: 0; border-radius: 16px;
      background: Canvas; box-shadow: 0 12px 48px rgb(0 0 0 / 28%), 0 0 0 1px rgb(128 128 128 / 20%); }
    :host([data-side="left"]) iframe { right: auto; left: 20px; }
    iframe.wide { width: min(960px, calc(100vw - 40px)); height: calc(100dvh - 108px); }
    .peek { position: fixed; bottom: 30px; right: 88px; max-width: min(280px, calc(100vw - 120px)); padding: 8px 14px; border-radius: 18px;
      background: Canvas; color: CanvasText; font: 500 14px/20px system-ui, sans-serif; box-shadow: 0 4px 16px rgb(0 0 0 / 25%), 0 0 0 1px rgb(128 128 128 / 25%); }
    :host([data-side="left"]) .peek { right: auto; left: 88px; }
    :host([data-ring]) button { animation: ring 1.4s ease-out infinite; }
    @keyframes ring { from { box-shadow: 0 0 0 0 var(--accent, #3450c8); } to { box-shadow: 0 0 0 20px transparent; } }
    [hidden] { display: none !important; }
    @media (max-width: 480px), (max-height: 480px) {
      iframe, iframe.wide { inset: 0; width: 100%; height: 100%; border-radius: 0; }
      :host([data-open]) button { display: none; }
    }
    @media (prefers-reduced-motion: reduce) { button { transition: none; } :host([data-ring]) button { animation: none; } }`;
  const CHAT = "M2.99 16.34a2 2 0 0 1 .1 1.17l-1.07 3.29a1 1 0 0 0 1.24 1.17l3.41-1a2 2 0 0 1 1.1.09 10 10 0 1 0-4.78-4.72";
  const DOWN = "m6 9 6 6 6-6";

  const host = document.createElement("heard-chat");
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  shadow.adoptedStyleSheets = [sheet];
  if (side === "left") host.dataset.side = "left";

  const button = document.createElement("button");
  button.type = "button";
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const path = drawing.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "path"));
  const badge = document.createElement("span");
  badge.className = "badge";
  button.append(drawing, badge);
  const peek = document.createElement("div");
  peek.className = "peek";
  peek.setAttribute("role", "status");
  shadow.append(button, peek);

  /** @type {HTMLIFrameElement | null} */
  let frame = null;
  let ready = false, open = false, unread = 0, ringing = "";
  /** @type {{heard: string, [more: string]: any}[]} what the frame has to hear once it listens */
  const waiting = [];

  function draw() {
    path.setAttribute("d", open ? DOWN : CHAT);
    button.setAttribute("aria-label", open ? closeWords : ringing || (unread ? `${openWords} (${unread})` : openWords));
    button.setAttribute("aria-expanded", String(open));
    badge.textContent = unread > 99 ? "99+" : String(unread);
    badge.hidden = open || unread === 0;
    host.toggleAttribute("data-open", open);
    host.toggleAttribute("data-ring", !open && ringing !== "");
    peek.textContent = open ? "" : ringing;
    peek.hidden = !peek.textContent;
    if (frame) frame.hidden = !open;
  }

  /** Words on the accent: white or near black, by WCAG's relative luminance. @param {string} colour  "#rrggbb" */
  function paint(colour) {
    const channels = (colour.match(/^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i) || []).slice(1);
    if (!channels.length) return;
    const [r, g, b] = channels.map((each) => (parseInt(each, 16) / 255) ** 2.2);
    host.style.setProperty("--accent", colour);
    host.style.setProperty("--words", 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? "#101218" : "#fff");
  }

  /** @param {string} what @param {Record<string, any>} [more] */
  function tell(what, more) {
    const message = { heard: what, ...more };
    if (ready && frame && frame.contentWindow) frame.contentWindow.postMessage(message, server);
    else waiting.push(message);
  }

  function makeFrame() {
    if (frame) return;
    frame = document.createElement("iframe");
    frame.title = frameTitle;
    frame.allow = "camera; microphone; display-capture; fullscreen; autoplay; clipboard-write";
    const asked = new URLSearchParams({ host: location.origin });
    if (accent) asked.set("accent", accent);
    if (audience) asked.set("audience", audience);
    if (language) asked.set("language", language);
    const who = customer?.number ? new URLSearchParams({ customer: customer.number, at: String(customer.signedAt), signature: String(customer.signature) }) : "";
    frame.src = `${server}/widget/?${asked}${who && `#${who}`}`;  // behind the #: in no log
    frame.hidden = true;
    shadow.insertBefore(frame, button);
  }

  /** @param {boolean} wanted */
  function show(wanted) {
    if (wanted === open) return;
    if (wanted) makeFrame();
    open = wanted;
    draw();
    tell(open ? "open" : "closed");
    if (open && frame) frame.focus();
    else button.focus();
  }

  /** Kept by the page's own site: whether this visitor has written before, and the server's accent. @param {string} name */
  function kept(name) {
    try { return localStorage.getItem("heard." + name); } catch { return null; }
  }

  /** @param {string} name @param {string} value */
  function keep(name, value) {
    try { localStorage.setItem("heard." + name, value); } catch { /* forgotten with the page */ }
  }

  addEventListener("message", (event) => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== server || !event.data) return;
    const { heard, count, wide, words, accent: setting } = event.data;
    if (heard === "ready") {
      ready = true;
      if (!accent && setting) { paint(setting); keep("accent", setting); }
      for (const message of waiting.splice(0)) tell(message.heard, message);
    } else if (heard === "close" || heard === "open") show(heard === "open");
    else if (heard === "unread") { unread = Number(count) || 0; draw(); }
    else if (heard === "ring") { ringing = String(words || ""); draw(); }
    else if (heard === "known") keep("known", "1");
    else if (heard === "wide") frame.classList.toggle("wide", wide === true);
  });

  button.addEventListener("click", () => show(!open));
  host.addEventListener("keydown", (event) => { if (event.key === "Escape") show(false); });

  /** @param {{number?: string, signedAt?: string | number, signature?: string} | null} who */
  function signIn(who) {
    customer = who;
    if (frame && who) tell("customer", { number: who.number, at: who.signedAt, signature: who.signature });
  }

  /** Whoever uses this browser next is a new visitor. */
  function forget() {
    customer = null;
    if (frame || kept("known")) { makeFrame(); tell("forget"); }
    try { localStorage.removeItem("heard.known"); } catch { /* was not kept */ }
    show(false);
  }

  /** @param {string} what @param {any} [value] */
  function Heard(what, value) {
    if (what === "open") show(true);
    else if (what === "close") show(false);
    else if (what === "toggle") show(!open);
    else if (what === "language") tell("language", { language: value });
    else if (what === "write") { show(true); tell("write", { text: value }); }
    else if (what === "customer") signIn(value);
    else if (what === "forget") forget();
    else throw new Error(`Heard: there is no "${what}"`);
  }

  paint(accent || kept("accent") || "#3450c8");
  draw();
  if (document.body) document.body.append(host);
  else addEventListener("DOMContentLoaded", () => document.body.append(host));
  const page = /** @type {any} */ (window);
  const queue = (page.Heard && page.Heard.queue) || [];
  page.Heard = Heard;
  for (const call of queue) Heard(.../** @type {[string, string?]} */ (Array.from(call)));
  if (kept("known")) setTimeout(makeFrame, 1500);
})();
