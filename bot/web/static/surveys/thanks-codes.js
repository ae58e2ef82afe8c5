import { act } from "../shared/act.js";
import { html, useId, useState } from "../shared/html.js";
import { date, number, t, tn } from "../shared/i18n.js";
import { now } from "../shared/time.js";
import { toast } from "../shared/toast.js";
import { typed } from "../shared/typed.js";
import { loadCodes, withdrawCodes } from "./thanks-api.js";

/** @typedef {import("./thanks-api.js").Batch} Batch */

/** The codes, by the lists that they came in. @param {{batches: Batch[], again: () => void}} props */
export function Codes({ batches, again }) {
  return html`<section class="card edit-part" aria-labelledby="codes-title"><h2 id="codes-title">${t("Codes")}</h2>
    <p class="muted">${t("Made in your shop, loaded here. Each is given to one customer, the oldest list first.")}</p>
    ${batches.length > 0 && html`<ul class="batches">${batches.map((batch) => html`<${BatchRow} key=${batch.name} batch=${batch} again=${again} />`)}</ul>`}
    <${Load} again=${again} />
  </section>`;
}

/** @param {{batch: Batch, again: () => void}} props */
function BatchRow({ batch: { name, valid_until, codes, given }, again }) {
  const left = codes - given;
  const over = valid_until !== null && valid_until <= now.value;
  const withdraw = () => act(async () => {
    const { withdrawn } = await withdrawCodes(name);
    toast(tn("{n} code was withdrawn.", "{n} codes were withdrawn.", withdrawn));
    again();
  });
  return html`<li class="row"><div class="grow"><strong>${name}</strong>${over && html` <span class="tag warn">${t("expired")}</span>`}
      <p class="small muted">${t("{given} of {codes} given", { given: number(given), codes: number(codes) })}${valid_until !== null
        && html` · ${t("until {day}", { day: date(valid_until - 1, { dateStyle: "medium" }) })}`}</p></div>
    ${left > 0 && html`<button type="button" class="button" onClick=${withdraw}>${tn("Withdraw the {n} left", "Withdraw the {n} left", left)}</button>`}</li>`;
}

/** @param {{again: () => void}} props */
function Load({ again }) {
  const [batch, name] = useState("");
  const [codes, write] = useState("");
  const [until, end] = useState("");
  const [nameId, codesId, untilId] = [useId(), useId(), useId()];
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    void act(async () => {
      const { added, known } = await loadCodes({ batch, codes, ...(until && { valid_until: endOf(until) }) });
      toast(tn("{n} code was loaded.", "{n} codes were loaded.", added) + (known ? ` ${tn("{n} was there already.", "{n} were there already.", known)}` : ""));
      again();
    });
  };
  return html`<form class="stack" onSubmit=${submit}>
    <div class="part-fields">
      <div class="field"><label for=${nameId}>${t("Name of the list")}</label>
        <input id=${nameId} class="input" required maxlength="80" value=${batch} placeholder=${t("Spring, 10% off")} onInput=${typed(name)} /></div>
      <div class="field"><label for=${untilId}>${t("Valid until (optional)")}</label>
        <input id=${untilId} class="input" type="date" value=${until} onInput=${typed(end)} /></div>
    </div>
    <div class="field"><label for=${codesId}>${t("Codes, one on each line")}</label>
      <textarea id=${codesId} class="input mono" rows="4" required spellcheck=${false} value=${codes} onInput=${typed(write)}></textarea></div>
    <div><button class="button">${t("Load the codes")}</button></div>
  </form>`;
}

/** The end of a day here, in ms since 1970 UTC. @param {string} day */
function endOf(day) {
  const next = new Date(`${day}T00:00`);
  next.setDate(next.getDate() + 1);
  return next.getTime();
}
