import { CalendarOff, Trash } from "../vendor/lucide-calendar.js";
import { act } from "../shared/act.js";
import { html, useId, useState } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { Icon } from "../shared/icons.js";
import { toast } from "../shared/toast.js";
import { typed } from "../shared/typed.js";
import { beAway, beBack } from "./api.js";
import { isWhole, stretchOf } from "./away.js";

/**
 * @typedef {import("./types.js").Absence} Absence
 * @typedef {{agent: string, timezone: string, again: () => void}} Whose  timezone: whose clocks it goes by, an IANA name
 */

/** When somebody cannot be booked, whatever their hours say. @param {Whose & {absences: Absence[]}} props */
export function AbsencesPart({ agent, absences, timezone, again }) {
  const words = (/** @type {Absence} */ absence) => stretchWords(absence, timezone);
  const remove = (/** @type {Absence} */ { id, since, until, note }) => act(async () => {
    await beBack(agent, id);
    again();
    toast(t("The absence is removed."), { label: t("Undo"), run: () => act(async () => { await beAway(agent, since, until, note); again(); }) });
  });
  return html`<section class="card part" aria-labelledby="absences-title">
    <h2 id="absences-title">${t("Absences")}</h2>
    ${absences.length ? html`<ul class="away-list">${absences.map((absence) => html`<li key=${absence.id} class="row">
      <${Icon} of=${CalendarOff} size=${16} />
      <span class="grow">${words(absence)}${absence.note && html`<span class="muted small block">${absence.note}</span>`}</span>
      <${IconButton} of=${Trash} label=${t("Remove the absence {time}", { time: words(absence) })} onClick=${() => remove(absence)} /></li>`)}</ul>`
      : html`<p class="muted">${t("None planned. Nobody can book you during an absence.")}</p>`}
    <${NewAbsence} agent=${agent} timezone=${timezone} again=${again} />
  </section>`;
}

/** @param {Absence} absence @param {string} timeZone */
function stretchWords({ since, until }, timeZone) {
  const day = { dateStyle: /** @type {"medium"} */ ("medium"), timeZone }, time = { ...day, timeStyle: /** @type {"short"} */ ("short") };
  if (!isWhole({ since, until }, timeZone)) return `${date(since, time)} – ${date(until, time)}`;
  const [first, last] = [since, until - 1].map((at) => date(at, day));
  return first === last ? first : `${first} – ${last}`;
}

/** @param {Whose} props */
function NewAbsence({ agent, timezone, again }) {
  const [fields, write] = useState({ whole: true, from: "", until: "", note: "" });
  const [fromId, untilId, noteId] = [useId(), useId(), useId()];
  const { whole, from, until, note } = fields;
  const stretch = stretchOf({ whole, from, until: until || from }, timezone);
  const turn = () => write({ ...fields, whole: !whole, from: other(from, whole, "09:00"), until: other(until, whole, "17:00") });
  const add = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!stretch) return;
    const done = await act(() => beAway(agent, stretch.since, stretch.until, note.trim()));
    if (!done) return;
    write({ whole, from: "", until: "", note: "" });
    again();
  };
  const type = whole ? "date" : "datetime-local";
  return html`<form class="new-away" onSubmit=${add}>
    <div class="field"><label for=${fromId}>${t("From")}</label>
      <input id=${fromId} class="input" type=${type} required value=${from} onInput=${typed((text) => write({ ...fields, from: text }))} /></div>
    <div class="field"><label for=${untilId}>${whole ? t("Until (inclusive)") : t("Until")}</label>
      <input id=${untilId} class="input" type=${type} required=${!whole} min=${from} value=${until} onInput=${typed((text) => write({ ...fields, until: text }))} /></div>
    <label class="check"><input type="checkbox" checked=${whole} onChange=${turn} />${t("Whole days")}</label>
    <div class="field wide"><label for=${noteId}>${t("Note")} <span class="muted">${t("(optional)")}</span></label>
      <input id=${noteId} class="input" maxlength="500" value=${note} onInput=${typed((text) => write({ ...fields, note: text }))} /></div>
    ${from && !stretch && html`<p class="wrong small wide" role="alert">${t("An absence must end after it begins, and last a year at most.")}</p>`}
    <p class="small muted wide">${t("Times in {zone}.", { zone: timezone })}</p>
    <button type="submit" class="button" disabled=${!stretch}>${t("Add an absence")}</button>
  </form>`;
}

/** The same day in a field of the other kind. @param {string} value @param {boolean} whole  now @param {string} clock */
const other = (value, whole, clock) => (!value ? "" : whole ? `${value}T${clock}` : value.slice(0, 10));
