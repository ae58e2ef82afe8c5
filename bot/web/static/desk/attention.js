import { ring } from "../call/preflight/tone.js";
import { computed, effect, signal, untracked } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { recall, remember } from "../shared/stored.js";
import { happened, whose } from "../rooms/alert-words.js";
import { nameOf } from "../rooms/names.js";

/** Whether a new wait is heard. */
export const sound = signal(recall("desk.sound") === "on");

/** Whether a new wait is shown by the system: "blocked" when the browser does not allow it. */
export const alerts = signal(/** @type {"on" | "off" | "blocked"} */ (wanted() ? "on" : "off"));

function wanted() {
  return recall("desk.alerts") === "on" && globalThis.Notification?.permission === "granted";
}

/** @param {boolean} on */
export function setSound(on) {
  sound.value = on;
  remember("desk.sound", on ? "on" : null);
}

/** Asks the browser when the agent wants alerts. @param {boolean} on */
export async function askForAlerts(on) {
  const allowed = on && globalThis.Notification && (await Notification.requestPermission()) === "granted";
  alerts.value = allowed ? "on" : on ? "blocked" : "off";
  remember("desk.alerts", allowed ? "on" : null);
}

/** Whether a call that rings is heard; it is, unless the agent said otherwise. */
export const ringSound = signal(recall("desk.ring") !== "off");

/** @param {boolean} on */
export function setRingSound(on) {
  ringSound.value = on;
  remember("desk.ring", on ? null : "off");
}

/** @type {AudioContext | undefined} */
let audio;

/** Two soft tones. */
export function chime() {
  audio ??= new AudioContext();
  for (const [pitch, start] of [[660, 0], [880, 0.14]]) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const from = audio.currentTime + start;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, from);
    volume.gain.exponentialRampToValueAtTime(0.12, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, from + 0.3);
    tone.connect(volume).connect(audio.destination);
    tone.start(from);
    tone.stop(from + 0.32);
  }
}

/**
 * Who began to wait between two states of the line.
 * @param {ReadonlySet<string>} before  ids that waited @param {readonly import("./types.js").Summary[]} waiting  now
 */
const newlyWaiting = (before, waiting) => waiting.filter(({ id }) => !before.has(id));

/**
 * The page's title and icon say how many wait; sound and notification where the agent wants them.
 * @param {import("./desk.js").Desk} desk
 */
export function watchAttention(desk) {
  /** @type {Set<string> | null} */
  let known = null; // what waited when the desk was opened is no news
  effect(() => {
    const line = desk.line.value;
    if (!line) return;
    const waiting = Object.values(line).filter(({ owner }) => owner.kind === "line");
    showCount(waiting.length, desk.rings.shown.value[0]);
    const fresh = known ? newlyWaiting(known, waiting) : [];
    known = new Set(waiting.map(({ id }) => id));
    if (fresh.length) untracked(() => alertTo(desk, fresh));
  });
}

/**
 * A call that rings is heard until somebody answers, but not by who is in a call.
 * @param {import("./desk.js").Desk} desk
 */
export function watchRings(desk) {
  const rings = computed(() => desk.rings.shown.value[0]?.room ?? null);
  effect(() => {
    if (rings.value && ringSound.value && !desk.call.value) return ring();
  });
  effect(() => { if (rings.value) untracked(() => alertToRing(desk)); });
}

/**
 * What this agent must know is shown by the system too, where the agent wants that and is looking elsewhere.
 * @param {import("./desk.js").Desk} desk
 */
export function watchBell(desk) {
  /** @type {Set<string> | null} */
  let known = null; // what was there when the desk was opened is no news
  effect(() => {
    const told = desk.alerts.value;
    if (!told) return;
    const [fresh] = known ? told.alerts.filter(({ id, at, read }) => !read && !known?.has(`${id} ${at}`)) : [];
    known = new Set(told.alerts.map(({ id, at }) => `${id} ${at}`));
    if (!fresh || untracked(() => alerts.value) !== "on" || !document.hidden) return;
    const body = [whose(fresh), happened(fresh), fresh.words].filter(Boolean).join(" · ");
    const shown = new Notification(fresh.rules.join(", "), { body, tag: fresh.id, icon: "/static/shared/icon.svg" });
    shown.onclick = () => { window.focus(); if (fresh.conversation) desk.show(fresh.conversation); shown.close(); };
  });
}

/** @param {import("./desk.js").Desk} desk */
function alertToRing(desk) {
  if (alerts.value !== "on" || !document.hidden) return;
  const { room, contact } = desk.rings.shown.value[0];
  const shown = new Notification(t("{name} is calling", { name: nameOf(contact) }), { tag: room, icon: "/static/shared/icon.svg" });
  shown.onclick = () => { window.focus(); shown.close(); };
}

/** @param {number} waiting @param {import("./rings.js").Ring | undefined} ringing */
function showCount(waiting, ringing) {
  const count = waiting ? `(${waiting}) ` : "";
  document.title = ringing ? `${t("{name} is calling", { name: nameOf(ringing.contact) })} · Heard` : `${count}${t("Desk")} · Heard`;
  const icon = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=icon]"));
  const wanted = waiting ? "/static/shared/icon-waiting.svg" : "/static/shared/icon.svg";
  if (icon && icon.getAttribute("href") !== wanted) icon.href = wanted;
}

/** @param {import("./desk.js").Desk} desk @param {readonly import("./types.js").Summary[]} fresh */
function alertTo(desk, fresh) {
  if (sound.value) chime();
  if (alerts.value !== "on" || !document.hidden) return;
  const [{ id, contact, excerpt }] = fresh;
  const title = t("{name} waits", { name: nameOf(contact) });
  const shown = new Notification(title, { body: excerpt ?? "", tag: id, icon: "/static/shared/icon.svg" });
  shown.onclick = () => { window.focus(); desk.show(id); shown.close(); };
}
