import { Download, Plus, Trash, Upload } from "../vendor/lucide-journeys.js";
import { useAsked } from "../rooms/asked.js";
import { act } from "../shared/act.js";
import { html, useRef, useState } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { Icon } from "../shared/icons.js";
import { Switch } from "../shared/switch.js";
import { toast } from "../shared/toast.js";
import { explain } from "../shared/wording.js";
import { bringBackJourney, exportAddress, listJourneys, readToml, removeJourney, saveJourney, switchJourney } from "./api.js";
import { NewDialog } from "./new-dialog.js";
import { hashOf } from "./where.js";
import { afterWords, fateWords, reasons, stepName, STEP_ICONS, sums, triggerWords } from "./words.js";

/** All journeys: what sets them off, what they do, and what became of it lately. */
export function JourneysView() {
  const { answer: listed, refusal, again } = useAsked(listJourneys, []);
  const [dialog, open] = useState(false);
  if (refusal) {
    return html`<div class="empty" role="alert"><h2>${t("The journeys cannot be shown")}</h2><p>${explain(refusal)}</p>
      <button type="button" class="button primary" onClick=${again}>${t("Try again")}</button></div>`;
  }
  if (!listed) return html`<div class="list-skeletons"><span class="visually-hidden">${t("Loading…")}</span><span class="skeleton"></span><span class="skeleton"></span></div>`;
  return html`<div class="view-bar"><p class="muted">${t("What follows when something has happened to a customer: only for those who agreed, never at night, never in the middle of a conversation.")}</p>
      <div class="row view-deeds"><${FromFile} listed=${listed} onTaken=${again} />
        <a class="button" href=${exportAddress()} download><${Icon} of=${Download} size=${16} />${t("Download as TOML")}</a>
        <button type="button" class="button primary" onClick=${() => open(true)}><${Icon} of=${Plus} size=${16} />${t("New journey")}</button></div></div>
    ${listed.journeys.length
      ? html`<ul class="journey-list">${listed.journeys.map((row) => html`<${JourneyCard} key=${row.id} row=${row} days=${listed.days} again=${again} />`)}</ul>`
      : html`<div class="empty"><h2>${t("No journeys yet")}</h2><p>${t("A journey can send the right articles after a delivery, ask whether everything works, and how it was.")}</p>
        <button type="button" class="button primary" onClick=${() => open(true)}>${t("New journey")}</button></div>`}
    ${dialog && html`<${NewDialog} listed=${listed} onClose=${() => open(false)} />`}`;
}

/** @param {{row: import("./types.js").Row, days: number, again: () => void}} props */
function JourneyCard({ row: { id, journey, enabled, counts = [] }, days, again }) {
  const turn = () => act(async () => {
    await switchJourney(id, !enabled);
    toast(enabled ? t("Switched off. Planned steps are not sent.") : t("Switched on. It applies to what happens from now on."));
    again();
  });
  const remove = () => act(async () => {
    await removeJourney(id);
    toast(t("“{name}” is removed.", { name: journey.name }), { label: t("Undo"), run: () => void act(async () => { await bringBackJourney(id); again(); }) });
    again();
  });
  return html`<li class=${enabled ? "card journey-card" : "card journey-card off"}>
    <div class="journey-top">
      <${Switch} on=${enabled} label=${t("“{name}” is on", { name: journey.name })} onTurn=${turn} />
      <div class="grow"><h2 class="journey-name"><a href=${hashOf("journey", { key: id })}>${journey.name}</a></h2>
        <p class="muted small">${triggerWords(journey.trigger)}</p></div>
      <${IconButton} of=${Trash} label=${t("Remove “{name}”", { name: journey.name })} onClick=${remove} />
    </div>
    <ol class="journey-steps">${journey.steps.map((step, place) => html`<li key=${place}><${Icon} of=${STEP_ICONS[step.does]} size=${16} />
      <span>${stepName(step.does)}</span><span class="muted small">${afterWords(step.after_h)}</span></li>`)}</ol>
    <${Outcome} counts=${counts} days=${days} enabled=${enabled} />
  </li>`;
}

/** @param {{counts: import("./types.js").Count[], days: number, enabled: boolean}} props */
function Outcome({ counts, days, enabled }) {
  const { planned, done, skipped } = sums(counts);
  if (!planned && !done && !skipped) {
    return html`<p class="small muted">${enabled ? t("Nothing has triggered it yet.") : t("Off. Try it before you switch it on.")}</p>`;
  }
  const because = reasons(counts).slice(0, 3).map(([reason, n]) => `${fateWords(reason)} (${n})`).join(", ");
  return html`<dl class="journey-counts"><div><dt>${t("Planned")}</dt><dd>${planned}</dd></div>
    <div><dt>${tn("Sent in {n} day", "Sent in {n} days", days)}</dt><dd>${done}</dd></div>
    <div><dt>${t("Skipped")}</dt><dd>${skipped}</dd></div></dl>
    ${because && html`<p class="small muted">${t("Skipped because: {reasons}", { reasons: because })}</p>`}`;
}

/** Journeys from a TOML file; those that are new are off. @param {{listed: import("./types.js").Listed, onTaken: () => void}} props */
function FromFile({ listed, onTaken }) {
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const take = () => act(async () => {
    const file = field.current?.files?.[0];
    if (!file) return;
    const { journeys } = await readToml(await file.text());
    if (field.current) field.current.value = "";
    for (const journey of journeys) await saveJourney(journey, listed.journeys.find(({ id }) => id === journey.id)?.version ?? null);
    toast(t("Imported: {names}", { names: journeys.map(({ name }) => name).join(", ") }));
    onTaken();
  });
  return html`<input ref=${field} type="file" class="visually-hidden" tabindex="-1" accept=".toml" aria-label=${t("File with journeys")} onChange=${take} />
    <button type="button" class="button" onClick=${() => field.current?.click()}><${Icon} of=${Upload} size=${16} />${t("Import from a file")}</button>`;
}
