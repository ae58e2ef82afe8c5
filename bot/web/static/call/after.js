import { html, useEffect, useRef } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { clock } from "../shared/time.js";

/**
 * What happened, and the way on.
 * @param {{reason: string, name: string, told: import("../shared/conversation.js").Call | null, length_ms: number | null,
 *   back: string, onAgain: (() => void) | null, onBack: (() => void) | null, children?: any}} props
 *   told: what the conversation says of the call; null where it is not seen. length_ms: null when the two never met.
 *   onAgain: null when the call is over for everyone
 */
export function After({ reason, name, told, length_ms, back, onAgain, onBack, children }) {
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => heading.current?.focus(), []);
  const [title, more] = wordsFor(reason || told?.reason || "", name);
  return html`<div class="after">
    <h2 ref=${heading} tabindex="-1">${title}</h2>
    ${more && html`<p class="muted">${more}</p>`}
    ${length_ms !== null && html`<p class="muted">${t("Length {clock}", { clock: clock(length_ms) })}</p>`}
    ${children && html`<div class="asked-after">${children}</div>`}
    ${told?.recorded && html`<p class="muted">${t("Part of this call was recorded.")}</p>`}
    ${!onBack && html`<p class="muted">${back}</p>`}
    <div class="row wrap actions">
      ${onAgain && html`<button type="button" class=${`button ${onBack ? "" : "primary"}`} onClick=${onAgain}>
        ${reason === "replaced" ? t("Move it back here") : t("Join again")}</button>`}
      ${onBack && html`<button type="button" class="button primary" onClick=${onBack}>${back}</button>`}
    </div>
  </div>`;
}

/** @param {string} reason  of LiveRoom, or of the conversation's card @param {string} name @returns {[string, string?]} */
function wordsFor(reason, name) {
  switch (reason) {
    case "left": case "elsewhere": return [t("You left the call"), t("It goes on for {name}; you may come back.", { name })];
    case "replaced": return [t("The call goes on in another window"), t("You joined it from there. Microphone and camera are off here.")];
    case "removed": return [t("You were removed from the call"), t("You can come back if you are invited again.")];
    case "alone": return [t("The call has ended"), t("{name} was gone for too long.", { name })];
    case "gone": return [t("The call has ended"), t("Ask for a new one if you need it.")];
    case "expired": return [t("The invitation has expired"), t("Ask for a new one if you need it.")];
    case "declined": return [t("{name} did not join", { name })];
    case "released": return [t("The call has ended"), t("The conversation was given to somebody else.")];
    case "resolved": return [t("The call has ended"), t("The conversation was closed.")];
    case "too_fast": return [t("The connection to the call was lost"), t("Too much was sent at once. Join again to go on.")];
    case "lost": case "worker_lost": return [t("The connection to the call was lost"), t("Join again to go on.")];
    default: return [t("The call has ended")];
  }
}
