import { html, useId } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { kindName } from "../rooms/touchpoint-words.js";
import { typed } from "../shared/typed.js";

/** @typedef {import("./journey-editor.js").JourneyEditor} JourneyEditor */

const UNLESS = ["returned", "cancelled"];

/** What sets the journey off, and what speaks against it. @param {{editor: JourneyEditor, listed: import("./types.js").Listed}} props */
export function TriggerPart({ editor, listed }) {
  const { name, trigger, unless = UNLESS, every_days = 0, skip_if_open = false } = editor.journey.value;
  const [nameId, kindId, kindsId, productId, placesId, unlessId, daysId] = [useId(), useId(), useId(), useId(), useId(), useId(), useId()];
  const change = (/** @type {Partial<import("./types.js").Trigger>} */ part) => editor.edit({ trigger: { ...trigger, ...part } });
  const list = (/** @type {string} */ words) => words.split(",").map((each) => each.trim()).filter(Boolean);
  return html`<section class="card editor-part" aria-labelledby="trigger-title"><h3 id="trigger-title">${t("Trigger")}</h3>
    <div class="part-fields">
      <div class="field"><label for=${nameId}>${t("Name")}</label>
        <input id=${nameId} class="input" maxlength="100" value=${name} onInput=${typed((words) => editor.edit({ name: words }))} /></div>
      <div class="field"><label for=${kindId}>${t("When this happens")}</label>
        <input id=${kindId} class="input" maxlength="100" list=${kindsId} value=${trigger.kind} onInput=${typed((kind) => change({ kind }))} />
        <datalist id=${kindsId}>${listed.kinds.map((each) => html`<option key=${each} value=${each}>${kindName(each)}</option>`)}</datalist></div>
      <div class="field"><label for=${productId}>${t("With this product")}</label>
        <input id=${productId} class="input" maxlength="100" placeholder="*" value=${trigger.product ?? ""} aria-describedby=${`${productId}-hint`}
          onInput=${typed((product) => change({ product }))} />
        <span id=${`${productId}-hint`} class="hint">${t("Empty: any. A * stands for anything, as in *lamp*.")}</span></div>
      <div class="field"><label for=${placesId}>${t("At these shops")}</label>
        <input id=${placesId} class="input" value=${(trigger.places ?? []).join(", ")} aria-describedby=${`${placesId}-hint`}
          onChange=${typed((words) => change({ places: list(words) }))} />
        <span id=${`${placesId}-hint`} class="hint">${t("Empty: anywhere. Several with commas between them.")}</span></div>
      <div class="field"><label for=${unlessId}>${t("But not after")}</label>
        <input id=${unlessId} class="input" value=${unless.join(", ")} aria-describedby=${`${unlessId}-hint`}
          onChange=${typed((words) => editor.edit({ unless: list(words) }))} />
        <span id=${`${unlessId}-hint`} class="hint">${t("Kinds of touchpoints that stop it for the same product.")}</span></div>
      <div class="field"><label for=${daysId}>${t("Once per customer in")}</label>
        <span class="row"><input id=${daysId} class="input number" type="number" min="0" max="3660" value=${every_days}
          onInput=${typed((days) => editor.edit({ every_days: Number(days) || 0 }))} />${t("days")}</span>
        <span class="hint">${t("0: each time.")}</span></div>
    </div>
    <label class="check"><input type="checkbox" checked=${skip_if_open} onChange=${() => editor.edit({ skip_if_open: !skip_if_open })} />
      ${t("Skip a step while a conversation is under way (otherwise it waits until the end)")}</label>
  </section>`;
}
