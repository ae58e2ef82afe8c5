import { changesOf } from "../rooms/changes.js";
import { useUnsaved } from "../rooms/unsaved.js";
import { act } from "../shared/act.js";
import { html, useId, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { toast } from "../shared/toast.js";
import { typed } from "../shared/typed.js";
import { readTerms, writeTerms } from "./api.js";
import { Shown, useLoaded } from "./loaded.js";

/** @typedef {import("./types.js").Terms} Terms */

/** How calls are booked with everybody: managers set it. */
export function TermsPart() {
  const loaded = useLoaded(readTerms, "");
  return html`<section class="card part terms-part" aria-labelledby="terms-title">
    <h2 id="terms-title">${t("How calls are booked")}</h2>
    <p class="muted">${t("For all agents. Calls already booked stay as they are.")}</p>
    <${Shown} of=${loaded}>${(/** @type {Terms} */ terms) => html`<${Fields} key=${JSON.stringify(terms)} saved=${terms} again=${loaded.again} />`}<//>
  </section>`;
}

/** @param {{saved: Terms, again: () => void}} props */
function Fields({ saved, again }) {
  const [terms, write] = useState(saved);
  const changed = JSON.stringify(terms) !== JSON.stringify(saved);
  useUnsaved(() => changed);
  const field = (/** @type {keyof Terms} */ key, /** @type {string} */ label, /** @type {number} */ least, /** @type {number} */ most, hint = "") =>
    html`<${Field} label=${label} hint=${hint} value=${terms[key]} least=${least} most=${most} put=${(/** @type {number} */ value) => write({ ...terms, [key]: value })} />`;
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    await act(async () => { await writeTerms(changesOf(saved, terms)); toast(t("Saved. This applies from now on.")); again(); });
  };
  return html`<form class="column" onSubmit=${save}>
    <div class="terms">
      ${field("length_min", t("Length of a call (minutes)"), 5, 240)}
      ${field("pause_min", t("Pause between two calls (minutes)"), 0, 240)}
      ${field("notice_h", t("Earliest time to book (hours ahead)"), 0, 336)}
      ${field("days", t("Latest time to book (days ahead)"), 1, 90)}
      ${field("remind_min", t("Reminder before the call (minutes)"), 0, 10_080, t("0: none"))}
      ${field("most_from_address", t("Most calls to come from one internet address"), 0, 1000, t("Only of customers we do not know yet, against junk. 0: any number"))}
    </div>
    ${changed && html`<div class="save-row" role="region" aria-label=${t("Changes")}><p class="grow">${t("Not saved yet")}</p>
      <button type="button" class="button" onClick=${() => write(saved)}>${t("Discard")}</button>
      <button type="submit" class="button primary">${t("Save")}</button></div>`}
  </form>`;
}

/** @param {{label: string, hint: string, value: number, least: number, most: number, put: (value: number) => void}} props */
function Field({ label, hint, value, least, most, put }) {
  const id = useId();
  return html`<div class="field"><label for=${id}>${label}</label>
    <input id=${id} class="input" type="number" inputmode="numeric" required min=${least} max=${most} step="1" value=${value} aria-describedby=${hint ? `${id}-hint` : undefined}
      onChange=${typed((text) => { if (/^\d+$/.test(text)) put(Math.min(most, Math.max(least, Number(text)))); })} />
    ${hint && html`<span id=${`${id}-hint`} class="hint">${hint}</span>`}</div>`;
}
