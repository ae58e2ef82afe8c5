import { Announcer } from "../shared/announce.js";
import { Refusal } from "../shared/connection.js";
import { html, render, useEffect, useSignal } from "../shared/html.js";
import { api } from "../shared/http.js";
import { chooseLanguage, load, t } from "../shared/i18n.js";
import { recall, remember } from "../shared/stored.js";
import { now } from "../shared/time.js";
import { Toasts } from "../shared/toast.js";
import { explain } from "../shared/wording.js";
import { Door } from "./arriving/door.js";
import { InCall } from "./arriving/in-call.js";

/**
 * The page that an invitation opens: it says who invites, and only a press on Join uses the invitation up. What that gives is
 * kept, so that a reload comes back into the same call.
 * @typedef {import("./arriving/door.js").Invitation} Invitation
 * @typedef {import("./arriving/door.js").Stand} Stand
 * @typedef {{invitation: string, token: string, room: string}} Seat
 */

// "own" is added by the same person's first place, where the press was already made (call-place.js).
const [invitation, own] = location.hash.slice(1).split(".");

/** @returns {Seat | null} */
function keptSeat() {
  const seat = /** @type {Seat} */ (JSON.parse(recall("seat") ?? "null"));
  return seat?.invitation === invitation ? seat : null;
}

function Page() {
  const looked = useSignal(/** @type {Invitation | null} */ (null));
  const stand = useSignal(/** @type {Stand | null} */ (null));
  const refused = useSignal("");
  const seat = useSignal(keptSeat());
  const busy = useSignal(false);
  const look = async () => {
    refused.value = "";
    try {
      looked.value = await api("POST", "/api/call/look", { invitation });
      stand.value = standing(/** @type {Invitation} */ (looked.value));
    } catch (error) {
      stand.value = refusal(error);
      refused.value = stand.value === "lost" ? explain(error) : "";
    }
  };
  const join = async () => {
    busy.value = true;
    refused.value = "";
    try {
      const redeemed = { invitation, ...await api("POST", "/api/call/redeem", { invitation }) };
      remember("seat", JSON.stringify(redeemed));
      seat.value = redeemed;
    } catch (error) {
      const asked = stand.peek() === "elsewhere";
      const met = refusal(error);
      if (met !== "lost") stand.value = met;
      refused.value = met === "lost" ? explain(error)
        : asked ? t("The other place said no, or did not answer.") : t("It was opened somewhere else just now.");
    }
    busy.value = false;
  };
  const lost = () => {
    remember("seat", null);
    seat.value = null;
    void look();
  };
  useEffect(() => { if (!seat.peek()) void (own ? join() : look()); }, []);
  if (seat.value) return html`<${InCall} seat=${seat.value} name=${looked.value?.by.name ?? ""} atOnce=${own !== undefined} onLost=${lost} />`;
  return html`<main class="door"><${Door} looked=${looked.value} stand=${stand.value} refused=${refused.value} busy=${busy.value}
    onJoin=${join} onAgain=${look} /></main>`;
}

/** @param {Invitation} looked @returns {Stand} */
function standing({ state, expires_at }) {
  return state === "running" || (state === "offered" && expires_at > now.value) ? "open" : "over";
}

/** What an error says of the invitation. @param {unknown} error @returns {"elsewhere" | "over" | "lost"} */
function refusal(error) {
  if (!(error instanceof Refusal) || (error.code !== "gone" && error.code !== "not_found")) return "lost";
  return error.data?.used ? "elsewhere" : "over";
}

await load(chooseLanguage(navigator.languages), { only: ["shared", "call"] });
render(html`<${Page} /><${Toasts} /><${Announcer} />`, document.body);
