import { act } from "../shared/act.js";
import { html, useId } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { toast } from "../shared/toast.js";
import { typed } from "../shared/typed.js";
import { writeSettings } from "./api.js";
import { book } from "./book.js";
import { clockOf, minutesOf } from "./names.js";

/** When only what is urgent is sent. @param {{settings: import("./types.js").Settings, timezone: string}} props */
export function QuietPart({ settings: { quiet_from_min: from, quiet_until_min: until }, timezone }) {
  const [fromId, untilId] = [useId(), useId()];
  const save = (/** @type {number | null} */ begins, /** @type {number | null} */ ends) => act(async () => {
    await writeSettings({ quiet_from_min: begins, quiet_until_min: ends });
    await book.load();
    toast(t("Saved. This applies from now on."));
  });
  const quiet = from !== null && until !== null;
  return html`<section class="card quiet-part" aria-labelledby="quiet-title"><h2 id="quiet-title">${t("Quiet hours")}</h2>
    <p class="muted">${t("Nothing is sent to mail and chats in these hours ({timezone} time); what has collected is sent in one message when they end. Only an agent whose booked call begins before then is told at once. The bell in the desk is silent and always up to date.", { timezone })}</p>
    <label class="check"><input type="checkbox" checked=${quiet} onChange=${() => (quiet ? save(null, null) : save(22 * 60, 7 * 60))} />${t("Keep quiet hours")}</label>
    ${quiet && html`<div class="part-fields">
      <div class="field"><label for=${fromId}>${t("From")}</label><input id=${fromId} class="input" type="time" required value=${clockOf(from)} onChange=${typed((text) => save(minutesOf(text, from), until))} /></div>
      <div class="field"><label for=${untilId}>${t("Until")}</label><input id=${untilId} class="input" type="time" required value=${clockOf(until)} onChange=${typed((text) => save(from, minutesOf(text, until)))} /></div>
    </div>`}</section>`;
}
