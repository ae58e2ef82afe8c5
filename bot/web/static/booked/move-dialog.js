import { TimesField } from "../book/times-field.js";
import { dayAndTime } from "../book/when.js";
import { ownZone, zoneWords } from "../book/days.js";
import { nameOf } from "../rooms/names.js";
import { Refusal } from "../shared/connection.js";
import { Dialog } from "../shared/dialog.js";
import { html, useCallback, useEffect, useId, useState } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { toast } from "../shared/toast.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";
import { moveBooking, readChoices } from "./api.js";
import { ANYONE, firstOf, timesOf, whoAt } from "./choices.js";

/**
 * @typedef {import("./types.js").Booking} Booking
 * @typedef {import("./types.js").Choices} Choices
 */

/** Another time for a booked call, another agent, or both. @param {{booking: Booking, done: () => void, onClose: () => void}} props  done: it was changed */
export function MoveDialog({ booking, done, onClose }) {
  const [choices, keep] = useState(/** @type {Choices | null} */ (null));
  const [agent, choose] = useState(ANYONE);
  const [picked, pick] = useState(/** @type {number | null} */ (null));
  const [problem, tell] = useState(/** @type {unknown} */ (null));
  const [busy, work] = useState(false);
  const load = useCallback(async () => {
    const told = await readChoices(booking.id);
    keep(told);
    return told;
  }, [booking.id]);
  useEffect(() => { load().then((told) => choose(firstOf(told)), tell); }, [load]);
  const known = choices?.booking ?? booking;
  const times = choices ? timesOf(choices, agent) : [];
  const since = picked !== null && times.includes(picked) ? picked : null;
  const who = choices && since !== null ? whoAt(choices, since, agent) : undefined;
  const turn = (/** @type {string} */ to) => { choose(to); pick(null); };
  const move = async () => {
    if (since === null || !who || busy) return;
    work(true);
    tell(null);
    try {
      await moveBooking(known, since, who.id);
      toast(known.reached ? t("Moved. The customer is told.") : t("Moved. Tell the customer yourself."));
      done();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      tell(error);
      if (error.code === "conflict") await load().catch(() => {}); // how it stands now
      work(false);
    }
  };
  return html`<${Dialog} title=${t("Move the call with {name}", { name: nameOf(known.contact) })} onClose=${onClose} actions=${html`
    <button type="button" class="button" onClick=${onClose}>${t("Keep it as it is")}</button>
    <button type="button" class="button primary" disabled=${since === null || busy} onClick=${move}>${moveWords(known, since, who)}</button>`}>
    <p>${t("Now booked: {time}, with {name}", { time: dayAndTime(known.since), name: known.agent.name })}</p>
    ${!choices ? problem === null && html`<div aria-busy="true"><span class="visually-hidden">${t("Loading…")}</span><span class="skeleton move-waits"></span></div>` : html`
      <${AgentField} choices=${choices} agent=${agent} turn=${turn} />
      ${times.length ? html`<${TimesField} key=${agent} times=${times} since=${since} pick=${pick} />
          <p class="small muted">${t("Times in {zone}.", { zone: zoneWords(ownZone(), times[0]) })}${" "}
            ${since !== null && known.zone !== ownZone() && t("For the customer: {time}", { time: date(since, { dateStyle: "medium", timeStyle: "short", timeZone: known.zone }) })}</p>`
        : html`<p>${t("There are no free times. Add hours to the calendar, or choose somebody else.")}</p>`}
      <p class=${known.reached ? "small muted" : "small move-warns"}>${known.reached
        ? t("We tell the customer at once, in their language; they can choose another time if it does not suit them.")
        : t("This customer has no chat with us, so we cannot tell them: call or write to them.")}</p>`}
    <div class="wrong" role="alert">${problem !== null && html`<p>${explain(problem)}</p>`}</div><//>`;
}

/** What the button does. @param {Booking} booking @param {number | null} since @param {{id: string, name: string} | undefined} who */
function moveWords(booking, since, who) {
  if (since === null || !who) return t("Choose a time");
  const time = dayAndTime(since);
  if (since === booking.since) return t("Hand it to {name}", { name: who.name });
  return who.id === booking.agent.id ? t("Move the call to {time}", { time }) : t("Move to {time}, with {name}", { time, name: who.name });
}

/** @param {{choices: Choices, agent: string, turn: (agent: string) => void}} props */
function AgentField({ choices: { agents, booking }, agent, turn }) {
  const id = useId();
  if (agents.length < 2 && agents[0]?.id === booking.agent.id) return null;
  return html`<div class="field"><label for=${id}>${t("With")}</label>
    <select id=${id} class="input" value=${agent} onChange=${typed(turn)}>
      ${agents.map((each) => html`<option key=${each.id} value=${each.id} selected=${each.id === agent}>${each.id === booking.agent.id ? t("{name}, as booked", { name: each.name }) : each.name}</option>`)}
      <option value=${ANYONE} selected=${agent === ANYONE}>${t("Whoever is free")}</option>
    </select></div>`;
}
