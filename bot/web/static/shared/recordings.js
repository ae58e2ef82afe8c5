import { Download, Trash } from "../vendor/lucide-desk.js";
import { Dialog } from "./dialog.js";
import { html, signal, useEffect, useSignal, useState } from "./html.js";
import { api } from "./http.js";
import { date, number, t } from "./i18n.js";
import { Icon } from "./icons.js";
import { clock } from "./time.js";
import { explain } from "./wording.js";

/**
 * @typedef {{person: string, name: string, role: "customer" | "agent" | "supervisor", agree: boolean, at: number, text: string}} Consent
 * @typedef {{id: string, name?: string | null}} Who
 * @typedef {{id: string, room: string, conversation: string, contact: Who, by: Who, started_at: number, ended_at: number | null,
 *   reason: string | null, length_ms: number | null, size: number | null, expires_at: number | null, removed_at: number | null,
 *   removed_by: Who | null, consents: Consent[]}} Recording
 */

/** Recordings as managers see them: of one call, or all of them page by page. */
export class RecordingList {
  /** The newest first; null before they came. */
  found = signal(/** @type {Recording[] | null} */ (null));
  more = signal(false);
  refusal = signal(/** @type {any} */ (null));

  /** @param {{room?: string}} [of] */
  constructor({ room } = {}) {
    this.room = room;
  }

  load() {
    this.found.value = null;
    return this.next();
  }

  async next() {
    const found = this.found.peek() ?? [];
    const query = new URLSearchParams();
    if (this.room) query.set("room", this.room);
    const last = found.at(-1);
    if (last) query.set("before", String(last.started_at));
    this.refusal.value = null;
    try {
      const page = await api("GET", `/api/recordings?${query}`);
      this.found.value = [...found, ...page.recordings];
      this.more.value = page.more;
    } catch (refusal) {
      this.refusal.value = refusal;
    }
  }

  /** @param {Recording} recording @throws {import("./connection.js").Refusal} */
  async remove({ id }) {
    await api("DELETE", `/api/recordings/${id}`);
    const gone = (/** @type {Recording} */ one) => (one.id === id ? { ...one, expires_at: null, removed_at: Date.now() } : one);
    this.found.value = (this.found.peek() ?? []).map(gone);
  }
}

/** @param {{list: RecordingList, named?: boolean}} props  named: with whom and a way to the conversation, where the list is not within it */
export function Recordings({ list, named = false }) {
  useEffect(() => void list.load(), [list]);
  const found = list.found.value;
  const refusal = list.refusal.value;
  return html`<div class="recordings" aria-busy=${!found && !refusal}>
    ${found && html`<ul>${found.map((one) => html`<${Line} key=${one.id} one=${one} list=${list} named=${named} />`)}</ul>`}
    ${!found && !refusal && html`<span class="skeleton recording-skeleton"></span>`}
    ${refusal && html`<p class="notice bad" role="alert"><span class="grow">${explain(refusal)}</span>
      <button type="button" class="button link" onClick=${() => list.next()}>${t("Try again")}</button></p>`}
    ${found && list.more.value && html`<button type="button" class="button" onClick=${() => list.next()}>${t("Show older ones")}</button>`}
  </div>`;
}

/** @param {{one: Recording, list: RecordingList, named: boolean}} props */
function Line({ one, list, named }) {
  const asking = useSignal(false);
  const there = one.ended_at !== null && one.removed_at === null && one.size !== 0;
  const when = date(one.started_at);
  return html`<li class="recording-line">
    <div class="row wrap">
      <span class="grow">
        ${named && html`<strong>${t("{name} with {agent}", { name: one.contact.name || t("A customer"), agent: one.by.name ?? "" })}</strong><br />`}
        <span>${when}</span>
        ${one.length_ms !== null && html`<span class="muted"> · ${clock(one.length_ms)}</span>`}
        ${there && one.size !== null && html`<span class="muted"> · ${t("{n} MB", { n: number(one.size / 1e6, { maximumFractionDigits: 1 }) })}</span>`}
        <br /><span class="muted small">${stateWords(one)}</span>
      </span>
      ${there && html`<a class="button" href=${`/api/recordings/${one.id}/file`} download aria-label=${t("Download the recording of {when}", { when })}>
          <${Icon} of=${Download} size=${16} />${t("Download")}</a>
        <button type="button" class="button quiet bare" aria-label=${t("Delete the recording of {when}", { when })} title=${t("Delete")}
          onClick=${() => { asking.value = true; }}><${Icon} of=${Trash} size=${16} /></button>`}
    </div>
    <details class="consents"><summary class="muted small">${t("Who agreed")}</summary><${Consents} consents=${one.consents} /></details>
    ${named && html`<a class="small" href=${`/desk/#${encodeURIComponent(one.conversation)}`}>${t("Open the conversation")}</a>`}
    ${asking.value && html`<${Removing} one=${one} list=${list} onClose=${() => { asking.value = false; }} />`}
  </li>`;
}

/** @param {Recording} one */
function stateWords({ ended_at, removed_at, removed_by, reason, expires_at, size }) {
  if (removed_at !== null) {
    const when = date(removed_at);
    return removed_by?.name ? t("Deleted on {when} by {name}", { when, name: removed_by.name }) : t("Deleted on {when}", { when });
  }
  if (ended_at === null) return t("Being recorded now");
  if (size === 0) return t("There is no file: it could not be written");
  const kept = expires_at !== null ? t("Kept until {when}", { when: date(expires_at, { dateStyle: "medium" }) }) : "";
  const why = reason === "refused" ? t("Ended because somebody said no") : reason === "disk" ? t("Ended because it could not be written any more")
    : reason === "worker_lost" ? t("Cut off by a server fault") : "";
  return [kept, why].filter(Boolean).join(" · ");
}

/** Everybody's answers, and the words that they answered. @param {{consents: Consent[]}} props */
function Consents({ consents }) {
  const texts = [...new Set(consents.map(({ text }) => text).filter(Boolean))];
  return html`<ol class="small">${consents.map(({ person, name, role, agree, at }) => html`<li key=${`${person}-${at}`}>
      ${agree ? t("{name} agreed", { name: name || t("The customer") }) : t("{name} said no", { name: name || t("The customer") })}
      <span class="muted"> · ${roleWords(role)} · ${date(at, { dateStyle: "medium", timeStyle: "medium" })}</span></li>`)}</ol>
    ${texts.map((text) => html`<blockquote class="small muted" key=${text}>${text}</blockquote>`)}`;
}

/** @param {Consent["role"]} role */
const roleWords = (role) => ({ customer: t("customer"), agent: t("agent"), supervisor: t("listening in") })[role];

/** @param {{one: Recording, list: RecordingList, onClose: () => void}} props */
function Removing({ one, list, onClose }) {
  const [refused, setRefused] = useState("");
  const remove = () => list.remove(one).then(onClose, (refusal) => setRefused(explain(refusal)));
  return html`<${Dialog} title=${t("Delete this recording?")} onClose=${onClose} actions=${html`
      <button type="button" class="button" onClick=${onClose}>${t("Keep it")}</button>
      <button type="button" class="button primary" onClick=${remove}>${t("Delete")}</button>`}>
    <p>${t("The file is deleted for good. That the call was recorded, and who agreed to it, stays in the list.")}</p>
    ${refused && html`<p class="notice bad" role="alert">${refused}</p>`}
  <//>`;
}
