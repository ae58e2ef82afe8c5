import { html, useEffect, useId, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { act } from "../shared/act.js";
import { toast } from "../shared/toast.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";
import { changesOf } from "../rooms/changes.js";
import { readCustoms, writeCustoms } from "./api.js";

/** @typedef {import("./types.js").Customs} Customs */

/** What holds for all surveys: when it is quiet, how often a customer is asked at most. */
export function SettingsView() {
  const [saved, set] = useState(/** @type {(Customs & {timezone?: string}) | null} */ (null));
  const [customs, write] = useState(/** @type {Customs | null} */ (null));
  const [refusal, refuse] = useState(/** @type {any} */ (null));
  const keep = (/** @type {Customs & {timezone?: string}} */ { timezone, ...told }) => { set({ ...told, timezone }); write(told); };
  const load = () => {
    refuse(null);
    readCustoms().then(keep, refuse);
  };
  useEffect(load, []);
  if (refusal) return html`<div class="empty" role="alert"><h2>${t("The settings cannot be shown")}</h2><p>${explain(refusal)}</p>
    <button type="button" class="button primary" onClick=${load}>${t("Try again")}</button></div>`;
  if (!saved || !customs) return html`<div class="list-skeletons"><span class="skeleton"></span><span class="skeleton"></span></div>`;
  const { timezone, ...was } = saved;
  const put = (/** @type {Partial<Customs>} */ part) => write({ ...customs, ...part });
  const save = () => act(async () => { keep(await writeCustoms(changesOf(was, customs))); toast(t("Saved. This applies from now on.")); });
  return html`<div class="settings">
    <${Quiet} customs=${customs} timezone=${timezone ?? "UTC"} put=${put} />
    <${Often} customs=${customs} put=${put} />
    ${JSON.stringify(customs) !== JSON.stringify(was) && html`<div class="bulk-bar" role="region" aria-label=${t("Changes")}><p class="grow">${t("Not saved yet")}</p>
      <button type="button" class="button" onClick=${() => write(was)}>${t("Discard")}</button>
      <button type="button" class="button primary" onClick=${save}>${t("Save")}</button></div>`}
  </div>`;
}

/** @typedef {{customs: Customs, put: (part: Partial<Customs>) => void}} Part */

/** @param {Part & {timezone: string}} props */
function Quiet({ customs: { quiet_from_min: from, quiet_until_min: until }, timezone, put }) {
  const [fromId, untilId] = [useId(), useId()];
  const quiet = from !== until;
  const turn = () => put(quiet ? { quiet_from_min: 0, quiet_until_min: 0 } : { quiet_from_min: 21 * 60, quiet_until_min: 9 * 60 });
  return html`<section class="card edit-part" aria-labelledby="quiet-title"><h2 id="quiet-title">${t("Quiet hours")}</h2>
    <p class="muted">${t("Nobody is asked unprompted in these hours of their own time zone, or of {timezone} where theirs is not known. What falls due waits.", { timezone })}</p>
    <label class="check"><input type="checkbox" checked=${quiet} onChange=${turn} />${t("Keep quiet hours")}</label>
    ${quiet && html`<div class="part-fields">
      <div class="field"><label for=${fromId}>${t("From")}</label><input id=${fromId} class="input" type="time" required value=${clock(from)} onChange=${typed((text) => put({ quiet_from_min: minutes(text, from) }))} /></div>
      <div class="field"><label for=${untilId}>${t("Until")}</label><input id=${untilId} class="input" type="time" required value=${clock(until)} onChange=${typed((text) => put({ quiet_until_min: minutes(text, until) }))} /></div>
    </div>`}</section>`;
}

/** @param {Part} props */
function Often({ customs: { cap_n, cap_days, reminder }, put }) {
  const [timesId, daysId] = [useId(), useId()];
  return html`<section class="card edit-part" aria-labelledby="often-title"><h2 id="often-title">${t("How often")}</h2>
    <p class="muted">${t("Nobody is asked unprompted more often than this, across all surveys.")}</p>
    <div class="part-fields">
      <div class="field"><label for=${timesId}>${t("At most (times)")}</label><input id=${timesId} class="input" type="number" min="1" max="100" value=${cap_n} onChange=${typed((text) => put({ cap_n: within(text, 1, 100, cap_n) }))} /></div>
      <div class="field"><label for=${daysId}>${t("Within (days)")}</label><input id=${daysId} class="input" type="number" min="1" max="365" value=${cap_days} onChange=${typed((text) => put({ cap_days: within(text, 1, 365, cap_days) }))} /></div>
    </div>
    <label class="check"><input type="checkbox" checked=${reminder} onChange=${() => put({ reminder: !reminder })} />${t("Remind once, where a survey says so")}</label></section>`;
}

/** @param {number} min  of the day @returns {string} "21:00" */
const clock = (min) => `${String(Math.floor(min / 60)).padStart(2, "0")}:${String(min % 60).padStart(2, "0")}`;

/** @param {string} text @param {number} otherwise */
const minutes = (text, otherwise) => { const [h, m] = text.split(":").map(Number); return Number.isInteger(h + m) ? h * 60 + m : otherwise; };

/** @param {string} text @param {number} least @param {number} most @param {number} otherwise */
const within = (text, least, most, otherwise) => (/^\d+$/.test(text) ? Math.min(most, Math.max(least, Number(text))) : otherwise);
