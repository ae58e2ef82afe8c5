import { Headset, PhoneCall, PhoneOff } from "../vendor/lucide-calling.js";
import { html, useEffect, useSignal } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { clock, useNow } from "../shared/time.js";
import { explain } from "../shared/wording.js";

/**
 * @typedef {import("../shared/conversation.js").Call} Call
 * @typedef {import("./before.js").Asks} Asks
 * @typedef {import("./preflight/preflight.js").Preflight} Preflight
 * @typedef {import("./preflight/preflight.js").CallKind} CallKind
 * @typedef {"asking" | "ringing" | "nobody" | "accepted" | "over"} Stand
 */

/**
 * The customer has asked for a call: agents are rung, until one accepts or nobody can come.
 * @param {{preflight: Preflight, connection: import("../shared/connection.js").Connection, kind: CallKind, card: () => Call | null,
 *   asks: Asks, onAccepted: () => void, onBack: (() => void) | null}} props
 */
export function Ringing({ preflight, connection, kind, card, asks, onAccepted, onBack }) {
  const room = useSignal(/** @type {string | null} */ (null));
  const refusal = useSignal(/** @type {any} */ (null));
  const told = room.value ? card() : null;
  const stand = standing(room.value, refusal.value, told);
  const ask = async () => {
    room.value = refusal.value = null;
    await preflight.tell();  // so that it rings with what was found out
    try {
      const answer = await connection.request("call.ask", { kind });
      preflight.opens(answer.room);
      asks.onRoom(answer);
      room.value = answer.room;
    } catch (error) {
      refusal.value = error;
    }
  };
  const cancel = () => {
    if (room.value) connection.request("call.cancel", { room: room.value }).catch(() => {});
    onBack?.();
  };
  useEffect(() => void ask(), []);
  useEffect(() => {
    if (stand === "accepted") onAccepted();
    if (stand === "over") onBack?.();
  }, [stand]);
  if (stand === "nobody") return html`<${Nobody} refusal=${refusal.value} told=${told} onAgain=${ask} onCallBack=${asks.onCallBack} onBack=${onBack} />`;
  return html`<section class="question ringing" aria-label=${t("Your call")}>
    <span class="pulse" aria-hidden="true"><${Icon} of=${PhoneCall} size=${32} /></span>
    <div role="status"><h2>${stand === "accepted" ? t("{name} answers…", { name: told?.by?.name ?? "" }) : t("Calling…")}</h2>
      <p class="muted">${stand === "accepted" ? t("You are connected in a moment.") : t("Everyone who is free is being rung.")}</p></div>
    ${told && stand === "ringing" && html`<${Left} card=${told} />`}
    <div class="row wrap actions">
      ${stand !== "accepted" && html`<button type="button" class="button" onClick=${cancel}><${Icon} of=${PhoneOff} />${t("Cancel the call")}</button>`}
    </div>
  </section>`;
}

/** @param {string | null} room @param {any} refusal @param {Call | null} told  what the conversation says of it @returns {Stand} */
export function standing(room, refusal, told) {
  if (refusal) return "nobody";
  if (!room) return "asking";
  switch (told?.state) {
    case undefined: case "ringing": return "ringing";
    case "offered": case "running": return "accepted";
    case "missed": return told.reason === "cancelled" ? "over" : "nobody";
    default: return "over";
  }
}

/** How much longer it rings. @param {{card: Call}} props */
function Left({ card }) {
  const left_ms = Math.max(0, card.expires_at - useNow().value);
  return html`<p class="muted small">${t("{clock} left", { clock: clock(left_ms) })}</p>`;
}

/** Nobody can come now: what may be done instead. @param {{refusal: any, told: Call | null, onAgain: () => void, onCallBack: () => void, onBack: (() => void) | null}} props */
export function Nobody({ refusal, told, onAgain, onCallBack, onBack }) {
  const back = !refusal || refusal.data?.callback;
  const [title, words] = nobodyWords(refusal, told);
  return html`<section class="question nobody" role="alert">
    <h2>${title}</h2>
    <p class="muted">${words}</p>
    <div class="row wrap actions">
      ${back && html`<button type="button" class="button primary" onClick=${onCallBack}><${Icon} of=${Headset} />${t("Call me back")}</button>`}
      <button type="button" class="button" onClick=${onAgain}>${t("Try again")}</button>
      ${onBack && html`<button type="button" class="button quiet" onClick=${onBack}>${t("Write instead")}</button>`}
    </div>
  </section>`;
}

/** @param {any} refusal @param {Call | null} told @returns {[string, string]} */
function nobodyWords(refusal, told) {
  if (told?.reason === "full" || refusal?.data?.reason === "full") {
    return [t("All lines are busy"), t("As many calls as this place can hold are running now. We can call you back as soon as one ends.")];
  }
  if (!refusal) return [t("Nobody could answer"), t("Everybody is with somebody else. We can call you back, or you try again in a moment.")];
  if (refusal.data?.callback) return [t("Nobody is free right now"), t("We can call you back here as soon as somebody is. You may go on writing meanwhile.")];
  return [t("The call could not be started"), explain(refusal)];
}
