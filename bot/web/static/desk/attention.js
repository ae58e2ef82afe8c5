import { ring } from "../call/preflight/tone.js";
import { computed, effect, signal, untracked } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { recall, remember } from "../shared/stored.js";
import { toast } from "../shared/toast.js";
import { happened, whose } from "../rooms/alert-words.js";
import { nameOf } from "../rooms/names.js";
import { belongs, news } from "./lists.js";

/** Whether a new wait, and what a customer of this agent writes, is heard. */
export const sound = signal(recall("desk.sound") === "on");

/** Whether the same is shown by the system: "blocked" when the browser does not allow it. */
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
 * The page's title and icon say how many wait; sound and notification where the agent wants them.
 * @param {import("./desk.js").Desk} desk
 */
export function watchAttention(desk) {
  /** @type {import("./state.js").Line | null} */
  let known = null; // what there was when the desk was opened is no news
  effect(() => {
    const line = desk.line.value;
    if (!line) return;
    showCount(desk.counts.value.waiting + desk.awaiting.value.length, desk.rings.shown.value[0]);
    const before = known ?? line;
    known = line;
    untracked(() => {
      const fresh = news(before, line, desk.me.id).filter((summary) => !reads(desk, summary));
      if (fresh.length) alertTo(desk, fresh);
      for (const { id, contact, owner } of fresh) {
        if (owner.kind === "line" || (before[id] && belongs(before[id], "mine", desk.me.id))) continue;
        toast(t("Handed to you: {name}", { name: nameOf(contact) }), { label: t("Open"), run: () => desk.show(id) });
      }
    });
  });
}

/** Whether the agent has this before their eyes. @param {import("./desk.js").Desk} desk @param {import("./types.js").Summary} summary */
const reads = (desk, { id, owner }) => owner.kind === "agent" && desk.selected.value === id && !document.hidden;

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
  const [{ id, contact, excerpt, owner }] = fresh;
  const name = nameOf(contact);
  const title = owner.kind === "line" ? t("{name} waits", { name }) : t("{name} writes", { name });
  const shown = new Notification(title, { body: excerpt ?? "", tag: id, icon: "/static/shared/icon.svg" });
  shown.onclick = () => { window.focus(); desk.show(id); shown.close(); };
}
