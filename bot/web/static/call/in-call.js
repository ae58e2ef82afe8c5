import { Connection, stayConnected } from "../shared/connection.js";
import { applyEvent, fromSnapshot } from "../shared/conversation.js";
import { html, signal, useEffect, useRef, useSignal } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { correct } from "../shared/time.js";
import { AskedElsewhere } from "./asked-elsewhere.js";
import { mountCall } from "./call.js";

/** @typedef {import("../shared/conversation.js").Conversation} Conversation */

/**
 * The call of whoever redeemed the invitation.
 * @param {{seat: import("./main.js").Seat, name: string, atOnce: boolean, onLost: () => void}} props  name: of the one who invites.
 *   onLost: the server does not know this seat any more
 */
export function InCall({ seat, name, atOnce, onLost }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const held = useSignal(/** @type {Connection | null} */ (null));
  useEffect(() => {
    const connection = held.value = new Connection({ hello: () => ({ as: "participant", token: seat.token }) });
    const conversation = signal(/** @type {Conversation | null} */ (null));
    let unmount = () => {};
    const stop = connection.welcome.subscribe((welcome) => {
      if (!welcome || !place.current) return;
      correct(connection.skew);
      queueMicrotask(() => stop());
      const { me } = welcome;
      if (me.conversation) read(connection, me.conversation, conversation);
      unmount = mountCall(place.current, { connection, room: seat.room, name: me.with || name, kind: me.kind, atOnce,
        card: () => cardIn(conversation.value, seat.room), back: t("You can close this page. The conversation goes on where you came from."), onLeave: null });
    });
    const ended = connection.status.subscribe(() => { if (connection.refusal) onLost(); });
    stayConnected(connection);
    connection.start();
    return () => { unmount(); stop(); ended(); connection.stop(); };
  }, [seat]);
  return html`<main class="call-page">
    <h1 class="visually-hidden">${t("Video call")}</h1>
    ${!held.value?.welcome.value && html`<span class="spinner" role="status" aria-label=${t("Loading")}></span>`}
    <div class="call-mount" ref=${place}></div>
    ${held.value && html`<${AskedElsewhere} connection=${held.value} />`}
  </main>`;
}

/** @param {Connection} connection @param {string} id @param {import("../shared/html.js").Signal<Conversation | null>} conversation */
function read(connection, id, conversation) {
  connection.subscribe(`conversation:${id}`, {
    snapshot: (state) => { conversation.value = fromSnapshot(state); },
    event: (event) => { if (conversation.value) conversation.value = applyEvent(conversation.value, event); },
  });
}

/** @param {Conversation | null} conversation @param {string} room */
function cardIn(conversation, room) {
  const message = conversation?.messages.findLast(({ body }) => body.kind === "call" && body.room === room);
  return message?.body.kind === "call" ? message.body : null;
}
