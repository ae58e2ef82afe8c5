import { CircleAlert, Check } from "../vendor/lucide.js";
import { html } from "../shared/html.js";
import { number, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { RelativeTime } from "../shared/time.js";

/**
 * What a customer's browser found before a call.
 * @typedef {import("../shared/conversation.js").CallCheck} CallCheck
 * @typedef {"good" | "bad" | "open"} Tone  open: nobody knows yet
 * @typedef {{tone: Tone, words: string}} Finding
 */

/** @param {CallCheck} check @returns {Finding[]} */
export function findings({ microphone = "unasked", camera = "unasked", speaker = "unasked", way = "unasked", relay = "unasked", rtt_ms, loss_pct, screen = false }) {
  return [
    { tone: toneOf(microphone), words: deviceWords(t("Microphone"), microphone) },
    { tone: toneOf(camera), words: deviceWords(t("Camera"), camera) },
    { tone: speaker === "heard" ? "good" : speaker === "unheard" ? "bad" : "open",
      words: speaker === "heard" ? t("Hears") : speaker === "unheard" ? t("Did not hear the test tones") : t("Loudspeaker not tried") },
    { tone: way === "unasked" ? "open" : way === "none" || (loss_pct ?? 0) > 10 ? "bad" : "good", words: wayWords(way, relay, rtt_ms, loss_pct) },
    { tone: screen ? "good" : "bad", words: screen ? t("Can share the screen") : t("Cannot share the screen") },
  ];
}

/** @param {string} state @returns {Tone} */
const toneOf = (state) => (state === "granted" ? "good" : state === "unasked" ? "open" : "bad");

/** @param {string} device @param {string} state */
function deviceWords(device, state) {
  switch (state) {
    case "granted": return t("{device} allowed", { device });
    case "denied": return t("{device} blocked", { device });
    case "missing": return t("{device} not there", { device });
    case "busy": return t("{device} used elsewhere", { device });
    default: return t("{device} not asked for yet", { device });
  }
}

/** @param {string} way @param {string} relay @param {number} [rtt_ms] @param {number} [loss_pct] */
function wayWords(way, relay, rtt_ms, loss_pct) {
  const ways = /** @type {Record<string, string>} */ ({ udp: t("Direct connection"), relay: t("Connection through a relay"), tcp: t("Connection through a relay over TCP"),
    none: t("No connection gets through"), unasked: t("Connection not tried") });
  return [ways[way], rtt_ms !== undefined && t("{n} ms", { n: rtt_ms }), loss_pct ? t("{n}% lost", { n: number(loss_pct) }) : "",
    relay === "fails" && t("no relay")].filter(Boolean).join(", ");
}

/**
 * What stands out: what fails, what was not tried, else that all is well. No camera is asked for in a voice call: that it was not
 * is nothing to tell.
 * @param {CallCheck} check @returns {Finding[]}
 */
export function standsOut(check) {
  const found = findings(check), bad = found.filter(({ tone }) => tone === "bad"), [microphone, , speaker, way] = found;
  const untried = microphone.tone === "open" ? [{ tone: microphone.tone, words: t("Still answering the questions") }]
    : [speaker, way].filter(({ tone }) => tone === "open");
  const told = [...bad, ...untried];
  return told.length ? told : [{ tone: "good", words: t("Everything works") }];
}

/** @type {Record<Tone, {kind: string, of: any}>} */
const TAGS = { good: { kind: "good", of: Check }, bad: { kind: "warn", of: CircleAlert }, open: { kind: "", of: null } };

/** In one row. @param {{check: CallCheck}} props */
export function CheckTags({ check }) {
  return html`<p class="check-tags">
    ${standsOut(check).map(({ tone, words }) => html`<span class=${`tag ${TAGS[tone].kind}`} key=${words}>
      ${TAGS[tone].of && html`<${Icon} of=${TAGS[tone].of} size=${13} />`}${words}</span>`)}
    ${check.browser && html`<span class="muted small">${check.browser}</span>`}</p>`;
}

/** All of it, beside the conversation. @param {{check: CallCheck}} props */
export function CheckPart({ check }) {
  return html`<section class="person-part"><h3>${t("Ready for a call?")}</h3>
    <ul class="check">${findings(check).map(({ tone, words }) => html`<li key=${words} class=${tone}>
      ${tone === "open" ? html`<span class="check-open" aria-hidden="true"></span>` : html`<${Icon} of=${tone === "good" ? Check : CircleAlert} size=${14} />`}${words}</li>`)}</ul>
    <p class="small muted">${check.browser && html`${check.browser} · `}<${RelativeTime} at=${check.at} side="start" /></p>
  </section>`;
}
