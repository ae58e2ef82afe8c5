import { Connection, stayConnected } from "../../shared/connection.js";
import { html, useEffect, useRef, useSignal } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { kept } from "../../shared/survey/handing.js";
import { LateCard } from "../../shared/survey/late.js";
import { correct } from "../../shared/time.js";
import { AskedElsewhere } from "./asked-elsewhere.js";
import { mountCall } from "../call.js";
import { TalkPanel } from "./talk-panel.js";
import { Talk } from "./talk.js";

/**
 * The call of whoever redeemed the invitation, and the conversation beside it.
 * @param {{seat: import("../main.js").Seat, name: string, atOnce: boolean, onLost: () => void}} props  name: of the one who invites.
 *   onLost: the server does not know this seat any more
 */
export function InCall({ seat, name, atOnce, onLost }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const held = useSignal(/** @type {Connection | null} */ (null));
  const talk = useSignal(/** @type {Talk | null} */ (null));
  useEffect(() => {
    const connection = held.value = new Connection({ hello: () => ({ as: "participant", token: seat.token }) });
    let unmount = () => {};
    const stop = connection.welcome.subscribe((welcome) => {
      if (!welcome || !place.current) return;
      correct(connection.skew);
      queueMicrotask(() => stop());
      const { me } = welcome;
      const beside = talk.value = new Talk(connection, me.conversation);
      unmount = mountCall(place.current, { connection, room: seat.room, name: me.with || name, kind: me.kind, atOnce,
        chat: beside,
        card: () => beside.card(seat.room), after: () => rating(beside), back: t("You can close this page. The conversation goes on where you came from."), onLeave: null });
    });
    const ended = connection.status.subscribe(() => { if (connection.refusal) onLost(); });
    stayConnected(connection);
    connection.start();
    return () => { unmount(); talk.peek()?.close(); stop(); ended(); connection.stop(); };
  }, [seat]);
  return html`<main class=${talk.value?.open.value ? "call-page call-beside" : "call-page"}>
    <h1 class="visually-hidden">${t("Video call")}</h1>
    ${!held.value?.welcome.value && html`<span class="spinner" role="status" aria-label=${t("Loading")}></span>`}
    <div class="call-mount" ref=${place}></div>
    ${talk.value?.open.value && html`<${TalkPanel} talk=${talk.value} />`}
    ${held.value && html`<${AskedElsewhere} connection=${held.value} />`}
  </main>`;
}

/** @param {Talk} talk */
function rating(talk) {
  const card = talk.rating();
  return card && html`<${LateCard} key=${card.request} card=${card} hand=${kept(talk.outbox, { request: card.request })} book=${() => talk.book(card.request)} />`;
}
