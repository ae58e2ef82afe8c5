import { Phone } from "../vendor/lucide-widget.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { call } from "./calls.js";
import { PersonButton } from "./cards.js";

/**
 * The buttons below what the bot says.
 * @param {{chat: import("./chat.js").Chat, seq: number, offer: string[]}} props  seq: of the message
 */
export function Offers({ chat, seq, offer }) {
  const button = (/** @type {string} */ words, /** @type {() => void} */ press) => html`<button type="button" class="button" onClick=${press}>${words}</button>`;
  return html`<div class="offer">
    ${offer.includes("person") && html`<${PersonButton} chat=${chat} />`}
    ${offer.includes("call") && html`<button type="button" class="button" onClick=${() => call()}><${Icon} of=${Phone} />${t("Call us")}</button>`}
    ${offer.includes("tell_me") && button(t("Tell me when there is an answer"), () => chat.ask("tell_me", { seq }))}
    ${offer.includes("works") && button(t("Yes, everything works"), () => chat.checkIn(seq, true))}
    ${offer.includes("need_help") && button(t("I need help"), () => chat.checkIn(seq, false))}
    ${offer.includes("allow") && button(t("Write to me again"), () => chat.ask("permit", { allowed: true, seq }))}
    ${offer.includes("stop") && html`<${StopButton} chat=${chat} seq=${seq} />`}
  </div>`;
}

/** Below whatever was sent unasked. @param {{chat: import("./chat.js").Chat, seq: number}} props */
export function StopButton({ chat, seq }) {
  return html`<button type="button" class="button link stop small" onClick=${() => chat.ask("permit", { allowed: false, seq })}>
    ${t("No more of these messages")}</button>`;
}
