import { t } from "../shared/i18n.js";
import { clock } from "../shared/time.js";
import { nameOf } from "../rooms/names.js";

/**
 * A call in words, for agents.
 * @typedef {import("../shared/conversation.js").Call} Call
 * @typedef {import("../shared/conversation.js").CallKind} CallKind
 * @typedef {import("../shared/conversation.js").Moment} Moment
 * @typedef {import("./types.js").Contact} Contact
 */

/** @param {CallKind} [kind] */
export function kindWords(kind = "video") {
  return { video: t("Video call"), voice: t("Voice call"), screen: t("Screen sharing") }[kind];
}

/** How it stands. @param {Call} call @param {Contact} contact */
export function stateWords(call, contact) {
  const name = nameOf(contact), agent = call.by?.name ?? "";
  switch (call.state) {
    case "offered": return call.asked ? t("{agent} has accepted, {name} is connecting", { agent, name })
      : waits(call) ? t("{name} is in the call and waits", { name }) : t("offered, {name} has not joined yet", { name });
    case "ringing": return t("{name} is calling", { name });
    case "running": return t("running for");
    case "declined": return call.asked ? t("declined at the desk") : t("declined by {name}", { name });
    case "missed": return missedWords(call, name);
    case "ended": return endedWords(call, name);
  }
}

/** Whether the customer is there. @param {Call} call */
const waits = ({ moments = [] }) => moments.findLast(({ what, role }) => role === "customer" && (what === "joined" || what === "left"))?.what === "joined";

/** @param {Call} call @param {string} name */
function missedWords({ asked, reason }, name) {
  if (!asked) return t("{name} did not join", { name });
  return reason === "cancelled" ? t("{name} gave up", { name }) : t("missed, nobody answered {name}", { name });
}

/** @param {Call} call @param {string} customer */
function endedWords({ started_at, ended_at, ended_by, reason, by }, customer) {
  if (!started_at || !ended_at) return t("ended before anybody met");
  const time = clock(ended_at - started_at);
  if (reason === "released" || reason === "resolved" || reason === "handed_back") return t("{time}, ended with the conversation", { time });
  const who = ended_by === "customer" ? customer : ended_by === "agent" ? by?.name : "";
  return who ? t("{time}, ended by {name}", { time, name: who }) : t("{time}, the connection was lost", { time });
}

/** @param {Moment} moment @param {Call} call @param {Contact} contact */
export function momentWords({ what, role, name: told }, call, contact) {
  const name = role === "customer" ? nameOf(contact) : told ?? call.by?.name ?? "";
  switch (what) {
    case "joined": return role === "supervisor" ? t("{name} listens in", { name }) : t("{name} joined", { name });
    case "left": return t("{name} left", { name });
    case "shared": return t("{name} shared the screen", { name });
    case "unshared": return t("{name} stopped sharing", { name });
    case "recorded": return t("the recording began");
    case "unrecorded": return t("the recording stopped");
    case "snapshot": return t("{name} took a picture", { name });
    case "taken_over": return t("{name} took over", { name });
  }
}

/**
 * Who of the house is in the call now, by what happened in it.
 * @param {Call} call @param {readonly import("./types.js").Listened[]} [listened]  what the card does not tell, because the customer reads it
 * @returns {{person: string, name: string, role: "agent" | "supervisor"}[]} in the order of coming
 */
export function presentIn({ room, moments = [], by }, listened = []) {
  /** @type {Map<string, {person: string, name: string, role: "agent" | "supervisor"}>} */
  const here = new Map();
  for (const { what, role, name = by?.name ?? "", person = by?.id ?? "" } of moments) {
    if (role === "customer") continue;
    if (what === "joined") here.set(person, { person, name, role });
    if (what === "left") here.delete(person);
  }
  for (const { room: where, what, by: { id, name } } of listened) {
    if (where !== room) continue;
    if (what === "joined") here.set(id, { person: id, name, role: "supervisor" });
    else if (here.get(id)?.role === "supervisor") here.delete(id);
  }
  return [...here.values()];
}
