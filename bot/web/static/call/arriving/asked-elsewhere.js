import { html, useEffect, useSignal } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { clock, useNow } from "../../shared/time.js";

/** @typedef {{ask: string, expires_at: number}} Asked */

/**
 * Somebody has opened the invitation in another place: this one, which has the call, decides. No answer is a no.
 * @param {{connection: import("../../shared/connection.js").Connection}} props
 */
export function AskedElsewhere({ connection }) {
  const asked = useSignal(/** @type {Asked | null} */ (null));
  useEffect(() => connection.on("asked", ({ ask, over, expires_at }) => {
    asked.value = over ? (asked.peek()?.ask === ask ? null : asked.peek()) : { ask, expires_at };
  }), []);
  const present = useNow().value;
  if (!asked.value) return null;
  const left_ms = asked.value.expires_at - present;
  const say = (/** @type {boolean} */ yes) => () => {
    connection.request("call.yield", { ask: asked.peek()?.ask, yes }).catch(() => {});
    asked.value = null;
  };
  return html`<section class="asked" role="alertdialog" aria-labelledby="asked">
    <div><p id="asked"><strong>${t("This call was opened in another place")}</strong></p>
      <p class="muted">${t("If that is you, it can go on there. If not, say no: nobody gets in.")}</p></div>
    <div class="row wrap">
      <button type="button" class="button" onClick=${say(true)}>${t("Yes, go on there")}</button>
      <button type="button" class="button primary" onClick=${say(false)}>${t("No, stay here")} ${clock(Math.max(0, left_ms))}</button>
    </div></section>`;
}
