import { Video } from "../vendor/lucide-call.js";
import { Announcer } from "../shared/announce.js";
import { Avatar } from "../shared/avatar.js";
import { Connection, Refusal, stayConnected } from "../shared/connection.js";
import { html, render, useEffect, useRef, useSignal } from "../shared/html.js";
import { api } from "../shared/http.js";
import { chooseLanguage, date, load, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { recall, remember } from "../shared/stored.js";
import { correct, now } from "../shared/time.js";
import { explain } from "../shared/wording.js";
import { mountCall } from "./call.js";

/**
 * The page that an invitation opens: it says who invites, and only a press on Join uses the invitation up. What that gives is
 * kept, so that a reload comes back into the same call.
 * @typedef {{by: import("../shared/conversation.js").Person, state: string, expires_at: number}} Invitation
 * @typedef {{invitation: string, token: string, room: string}} Seat
 */

const invitation = location.hash.slice(1);

/** @returns {Seat | null} */
function keptSeat() {
  const seat = /** @type {Seat} */ (JSON.parse(recall("seat") ?? "null"));
  return seat?.invitation === invitation ? seat : null;
}

function Page() {
  const looked = useSignal(/** @type {Invitation | null} */ (null));
  const refused = useSignal("");
  const over = useSignal(false);
  const seat = useSignal(keptSeat());
  const busy = useSignal(false);
  const look = async () => {
    refused.value = "";
    try {
      looked.value = await api("POST", "/api/call/look", { invitation });
    } catch (error) {
      refused.value = wordsFor(error);
      over.value = isOver(error);
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
      refused.value = wordsFor(error);
    }
    busy.value = false;
  };
  const lost = () => {
    remember("seat", null);
    seat.value = null;
  };
  useEffect(() => { void look(); }, []);
  if (seat.value) return html`<${InCall} seat=${seat.value} name=${looked.value?.by.name ?? ""} onLost=${lost} />`;
  return html`<main class="door">
    <${Door} looked=${looked.value} refused=${refused.value} busy=${busy.value} onJoin=${join} onAgain=${over.value ? null : look} />
  </main>`;
}

/** @param {{looked: Invitation | null, refused: string, busy: boolean, onJoin: () => void, onAgain: (() => void) | null}} props  onAgain: null when no other try can help */
function Door({ looked, refused, busy, onJoin, onAgain }) {
  if (!looked) {
    return refused ? html`<h1>${t("This invitation cannot be opened")}</h1><p class="muted">${refused}</p>
      ${onAgain && html`<button type="button" class="button" onClick=${onAgain}>${t("Try again")}</button>`}`
        : html`<span class="spinner" role="status" aria-label=${t("Loading")}></span>`;
  }
  const { by, state, expires_at } = looked;
  const open = state === "running" || (state === "offered" && expires_at > now.value);
  return html`<${Avatar} name=${by.name} size=${72} />
    <h1>${open ? t("{name} invites you to a video call", { name: by.name }) : t("This call is over")}</h1>
    <p class="muted">${open ? t("You choose what to share. It is open until {time}.", { time: date(expires_at, { timeStyle: "short" }) })
      : t("Go back to the conversation and ask {name} for a new invitation.", { name: by.name })}</p>
    ${refused && html`<p class="notice bad" role="alert">${refused}</p>`}
    ${open && html`<button type="button" class="button primary big" disabled=${busy} onClick=${onJoin}>
      <${Icon} of=${Video} />${busy ? t("Joining…") : t("Join")}</button>`}`;
}

/** Whether the invitation is of no use any more. @param {unknown} error */
const isOver = (error) => error instanceof Refusal && (error.code === "gone" || error.code === "not_found");

/** @param {unknown} error */
function wordsFor(error) {
  return isOver(error)
    ? t("It has expired or was opened somewhere else. Go back to the conversation and ask for a new one.")
    : explain(error);
}

/** @param {{seat: Seat, name: string, onLost: () => void}} props  onLost: the server does not know this seat any more */
function InCall({ seat, name, onLost }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const known = useSignal(false);
  useEffect(() => {
    const connection = new Connection({ hello: () => ({ as: "participant", token: seat.token }) });
    let unmount = () => {};
    const stop = connection.welcome.subscribe((welcome) => {
      if (!welcome || !place.current) return;
      correct(connection.skew);
      stop();
      known.value = true;
      unmount = mountCall(place.current, { connection, room: seat.room, name: welcome.me.with || name, card: () => null,
        back: t("You can close this page. The conversation goes on where you came from."), onLeave: null });
    });
    const ended = connection.status.subscribe(() => { if (connection.refusal) onLost(); });
    stayConnected(connection);
    connection.start();
    return () => { unmount(); stop(); ended(); connection.stop(); };
  }, [seat]);
  return html`<main class="call-page">
    <h1 class="visually-hidden">${t("Video call")}</h1>
    ${!known.value && html`<span class="spinner" role="status" aria-label=${t("Loading")}></span>`}
    <div class="call-mount" ref=${place}></div>
  </main>`;
}

await load(chooseLanguage(navigator.languages), { only: ["shared", "call"] });
render(html`<${Page} /><${Announcer} />`, document.body);
