import { keptSeat } from "../call/room/returning.js";
import { effect } from "../shared/html.js";

const NAME = "heard.desk.call";

/**
 * Opens the call again that this tab was in when the desk was loaded anew: one press is left to be back in it.
 * @param {import("./desk.js").Desk} desk
 */
export function keepCall(desk) {
  const kept = read();
  if (kept && keptSeat()?.room === kept.room) desk.call.value = { ...kept, atOnce: false };
  effect(() => write(desk.call.value));
}

/** @returns {import("./desk.js").InCall | null} */
function read() {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) ?? "null");
  } catch {
    return null;
  }
}

/** @param {import("./desk.js").InCall | null} call */
function write(call) {
  try {
    if (call) sessionStorage.setItem(NAME, JSON.stringify(call));
    else sessionStorage.removeItem(NAME);
  } catch {
    // a browser that forbids storage begins anew
  }
}
