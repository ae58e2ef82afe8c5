import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { clock } from "../shared/time.js";

/**
 * What happened, and the way on.
 * @param {{reason: string, name: string, length_ms: number | null, back: string, onAgain: (() => void) | null, onBack: (() => void) | null}} props
 *   length_ms: null when the two never met. onAgain: null when the call is over for everyone
 */
export function After({ reason, name, length_ms, back, onAgain, onBack }) {
  const [title, more] = wordsFor(reason, name);
  return html`<div class="after">
    <h2>${title}</h2>
    ${more && html`<p class="muted">${more}</p>`}
    ${length_ms !== null && html`<p class="muted">${t("Length {clock}", { clock: clock(length_ms) })}</p>`}
    ${!onBack && html`<p class="muted">${back}</p>`}
    <div class="row wrap actions">
      ${onAgain && html`<button type="button" class="button" onClick=${onAgain}>${t("Join again")}</button>`}
      ${onBack && html`<button type="button" class="button primary" onClick=${onBack}>${back}</button>`}
    </div>
  </div>`;
}

/** @param {string} reason @param {string} name @returns {[string, string?]} */
function wordsFor(reason, name) {
  switch (reason) {
    case "left": return [t("You left the call"), t("It goes on for {name}; you may come back.", { name })];
    case "ended": return [t("The call has ended")];
    case "replaced": return [t("The call goes on in another window"), t("You joined it from there.")];
    case "removed": return [t("You were taken out of the call")];
    case "gone": return [t("The call has ended"), t("Ask for a new one if you need it.")];
    case "lost": case "worker_lost": return [t("The connection to the call was lost"), t("Join again to go on.")];
    default: return [t("The call has ended")];
  }
}
