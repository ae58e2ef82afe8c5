import { act } from "../shared/act.js";
import { html, useEffect, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { toast } from "../shared/toast.js";
import { changesOf } from "../rooms/changes.js";
import { saveSettings } from "./api.js";
import { CausesField } from "./causes-field.js";
import { OwnerField } from "./owner-field.js";
import { useRoom } from "./room.js";
import { ThresholdField } from "./threshold-field.js";
import { HoursField, WeekField } from "./week-field.js";

/** @typedef {import("./types.js").Settings} Settings */

/** When cases open, whose they are, by when, and what their causes may be. */
export function SettingsView() {
  const room = useRoom();
  const told = room.settings.value;
  const [draft, write] = useState(/** @type {Settings | null} */ (null));
  useEffect(() => { if (told && !draft) write(told); }, [told]);
  if (!draft) return html`<div class="case-skeletons" aria-busy="true"><span class="visually-hidden">${t("Loading…")}</span><span class="skeleton"></span></div>`;
  const set = (/** @type {Partial<Settings>} */ part) => write({ ...draft, ...part });
  const changed = JSON.stringify(draft) !== JSON.stringify(told);
  const save = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (changed) void act(async () => {
      const { settings } = await saveSettings(changesOf(told ?? draft, draft));
      room.settings.value = settings;
      write(settings);
      toast(t("Saved. This applies to cases opened from now on."));
    });
  };
  return html`<form class="settings" onSubmit=${save}>
    <section class="card"><h2>${t("When a case opens")}</h2>
      <label class="check"><input type="checkbox" checked=${draft.on} onChange=${() => set({ on: !draft.on })} />${t("Low ratings open a case")}</label>
      <div class="thresholds">
        <${ThresholdField} name=${t("Satisfaction (1 to 5)")} metric="csat" value=${draft.csat} change=${(/** @type {any} */ csat) => set({ csat })} />
        <${ThresholdField} name=${t("Recommendation (0 to 10)")} metric="nps" value=${draft.nps} change=${(/** @type {any} */ nps) => set({ nps })} />
        <${ThresholdField} name=${t("Ease (1 to 7)")} metric="ces" value=${draft.ces} change=${(/** @type {any} */ ces) => set({ ces })} />
      </div></section>
    <section class="card"><h2>${t("Owner and deadline")}</h2>
      <${OwnerField} owner=${draft.owner} change=${(/** @type {string} */ owner) => set({ owner })} />
      <${HoursField} label=${t("Resolve within (working hours)")} value=${draft.due_h} least=${0.25} change=${(/** @type {number} */ due_h) => set({ due_h })} />
      <${HoursField} label=${t("Remind the owner before (working hours; 0: never)")} value=${draft.remind_h} least=${0} change=${(/** @type {number} */ remind_h) => set({ remind_h })} />
      <${WeekField} week=${draft.week} change=${(/** @type {Settings["week"]} */ week) => set({ week })} timezone=${room.timezone.value} /></section>
    <section class="card"><h2>${t("Afterwards")}</h2>
      <label class="check"><input type="checkbox" checked=${draft.reask_h !== null} onChange=${() => set({ reask_h: draft.reask_h === null ? 24 : null })} />${t("Ask the customer again")}</label>
      ${draft.reask_h !== null && html`<${HoursField} label=${t("Hours after it was resolved")} value=${draft.reask_h} least=${0} change=${(/** @type {number} */ reask_h) => set({ reask_h })} />`}</section>
    <section class="card"><h2>${t("Causes")}</h2>
      <${CausesField} causes=${draft.causes} change=${(/** @type {Settings["causes"]} */ causes) => set({ causes })} /></section>
    <div class="settings-foot"><button type="submit" class="button primary" aria-disabled=${!changed}>${t("Save")}</button>
      ${changed && told && html`<button type="button" class="button quiet" onClick=${() => write(told)}>${t("Discard")}</button>`}</div>
  </form>`;
}
