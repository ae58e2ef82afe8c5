import { CircleAlert, CircleDot, CircleStop, Info, X } from "../../vendor/lucide-call.js";
import { html, useEffect, useRef } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";
import { clock, useNow } from "../../shared/time.js";
import { Control } from "../controls/control.js";
import { words as question } from "./recording.js";

/** @typedef {import("../room/live-room.js").LiveRoom} LiveRoom */

/** Recording the call, with the consent of everyone in it. @type {import("../parts.js").Part} */
export const RECORDING = { Controls, Head, Below };

/** For agents. @param {{room: LiveRoom}} props */
function Controls({ room }) {
  const { recording } = room;
  if (room.role.value !== "agent" || !recording.terms.value.allowed) return null;
  const { state } = recording.told.value;
  if (state === "off") {
    return html`<${Control} drawing=${CircleDot} words=${t("Record")} shortcut="R" opens=${recording.open.value}
      press=${() => { recording.open.value = !recording.open.peek(); }} />`;
  }
  const words = state === "asked" ? t("Cancel recording") : t("Stop recording");
  return html`<${Control} drawing=${CircleStop} words=${words} shortcut="R" tone="lit" press=${() => recording.stop()} />`;
}

/** That it is recorded, for everyone to see; a press tells more. @param {{room: LiveRoom}} props */
function Head({ room }) {
  const { recording } = room;
  const { state } = recording.told.value;
  void useNow().value;  // the length is drawn anew each second
  if (state === "off") return null;
  const said = { asked: t("Not recording yet"), on: t("Recording"), paused: t("Recording paused") }[state];
  const tone = { asked: "", on: "bad", paused: "warn" }[state];
  return html`<button type="button" class=${`tag press recording ${tone}`} aria-expanded=${recording.open.value}
      aria-label=${said} title=${t("About the recording")} onClick=${() => { recording.open.value = !recording.open.peek(); }}>
      <i class=${state}></i><span class="word">${said}</span>${state !== "asked" && html`<span class="time">${clock(recording.length)}</span>`}
    </button>
    <span class="visually-hidden" role="status">${said}</span>`;
}

/** @param {{room: LiveRoom}} props */
function Below({ room }) {
  const { recording } = room;
  const { state, waiting } = recording.told.value;
  const mine = waiting.includes(room.you.value);
  const panel = mine ? html`<${Question} room=${room} />`
    : !recording.open.value ? null
    : state === "off" ? html`<${Asking} room=${room} />` : html`<${About} room=${room} />`;
  return html`${panel}<${Waiting} room=${room} /><${Ended} room=${room} />`;
}

/** What everybody is asked who has not answered. @param {{room: LiveRoom}} props */
function Question({ room: { recording, others } }) {
  const { by, state } = recording.told.value;
  const name = others.value.find(({ id }) => id === by)?.name;
  const title = state === "paused" ? t("This call is being recorded. Do you agree?")
    : name ? t("May {name} record this call?", { name }) : t("May this call be recorded?");
  return html`<${Panel} title=${title} urgent>
    <p>${question(recording.terms.value)}</p>
    <div class="row wrap">
      <button type="button" class="button primary" onClick=${() => recording.answer(true)}>${t("Yes, you may record")}</button>
      <button type="button" class="button" onClick=${() => recording.answer(false)}>${t("No, do not record")}</button>
    </div>
  <//>`;
}

/** An agent, before everybody is asked. @param {{room: LiveRoom}} props */
function Asking({ room: { recording } }) {
  const wait = recording.wait(useNow().value);
  return html`<${Panel} title=${t("Record this call?")} onClose=${() => { recording.open.value = false; }}>
    <p>${t("Everyone in the call is asked. Nothing is recorded before all have agreed, yourself included:")}</p>
    <blockquote>${question(recording.terms.value)}</blockquote>
    ${wait > 0 && html`<p>${t("Somebody said no a moment ago. You can ask again in {time}.", { time: clock(wait) })}</p>`}
    <div class="row wrap">
      <button type="button" class="button primary" disabled=${wait > 0} onClick=${() => recording.ask()}>${t("I agree, ask the others")}</button>
      <button type="button" class="button" onClick=${() => { recording.open.value = false; }}>${t("Cancel")}</button>
    </div>
  <//>`;
}

/** What is recorded, and the way out of it. @param {{room: LiveRoom}} props */
function About({ room: { recording } }) {
  return html`<${Panel} title=${t("About the recording")} onClose=${() => { recording.open.value = false; }}>
    <p>${question(recording.terms.value)}</p>
    <div class="row wrap">
      <button type="button" class="button" onClick=${() => recording.answer(false)}>${t("I no longer want to be recorded")}</button>
    </div>
  <//>`;
}

/** @param {{title: string, urgent?: boolean, onClose?: () => void, children?: any}} props  urgent: it is read out at once, and takes no focus from what is being done */
function Panel({ title, urgent = false, onClose, children }) {
  const element = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => { if (!urgent) element.current?.focus(); }, []);
  const press = (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") onClose?.(); };
  return html`<section class="consent" role=${urgent ? "alertdialog" : "dialog"} aria-label=${title} aria-live=${urgent ? "assertive" : undefined}
    tabindex="-1" ref=${element} onKeyDown=${press}>
    <div class="row"><i class="dot"></i><h2 class="grow">${title}</h2>
      ${onClose && html`<button type="button" class="button quiet bare" aria-label=${t("Close")} onClick=${onClose}><${Icon} of=${X} size=${16} /></button>`}</div>
    ${children}
  </section>`;
}

/** Whose answer is missing, for those who have given theirs. @param {{room: LiveRoom}} props */
function Waiting({ room: { recording, others, you } }) {
  const { state, waiting } = recording.told.value;
  const names = waiting.filter((id) => id !== you.value).map((id) => others.value.find((other) => other.id === id)?.name || t("the customer"));
  const name = names.join(", ");
  const said = waiting.includes(you.value) ? ""
    : state === "asked" && name ? t("Nothing is recorded until {name} agrees.", { name })
    : state === "paused" ? (name ? t("The recording is paused until {name} agrees.", { name }) : t("The recording is paused."))
    : "";
  return html`<div role="status">${said && html`<p class="notice"><${Icon} of=${Info} /><span class="grow">${said}</span></p>`}</div>`;
}

/** @param {{room: LiveRoom}} props */
function Ended({ room: { recording } }) {
  const ending = recording.ending.value;
  if (!ending) return html`<div role="status"></div>`;
  const { why, name } = ending;
  const said = why === "disk" ? t("The recording has stopped: the server has no room for it, or may not write it.")
    : why === "stopped" ? t("The recording has ended.")
    : name ? t("{name} does not want to be recorded. Nothing is recorded any more.", { name })
    : t("Nothing is recorded any more, as you wished.");
  return html`<div role="status"><p class=${`notice ${why === "disk" ? "bad" : ""}`}><${Icon} of=${why === "disk" ? CircleAlert : Info} />
    <span class="grow">${said}</span>
    <button type="button" class="button quiet bare" aria-label=${t("Close")} onClick=${() => { recording.ending.value = null; }}><${Icon} of=${X} size=${16} /></button></p></div>`;
}
