import { Video } from "../vendor/lucide.js";
import { html, signal, useEffect, useRef, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { useDesk } from "./context.js";

/**
 * The video session: beside its conversation, or small in the corner while another one is read. It stays mounted all the time,
 * so that looking elsewhere does not leave the call.
 * @param {{call: import("./desk.js").InCall}} props
 */
export function CallPane({ call }) {
  const desk = useDesk();
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  const [failed, setFailed] = useState(false);
  const here = desk.selected.value === call.conversation;
  const leave = () => { desk.call.value = null; };

  useEffect(() => {
    let unmount = () => {};
    let gone = false;
    import("../call/call.js").then(({ mountCall }) => {
      if (gone || !place.current) return;
      const { room, name, kind, atOnce, listens } = call;
      const card = () => cardOf(desk, call);
      unmount = mountCall(place.current, { connection: desk.connection, room, name, card, kind, atOnce, listens, role: "agent",
        chat: talkOf(desk, call), back: t("Close"), onLeave: leave });
    }, () => setFailed(true));
    return () => { gone = true; unmount(); };
  }, []);

  return html`<section class=${here ? "call-pane" : "call-pane docked"} aria-label=${t("Video session")}>
    ${!here && html`<button type="button" class="button call-back" title=${call.name}
      onClick=${() => desk.show(call.conversation)}>
      <${Icon} of=${Video} size=${16} />${t("Back to the call")}</button>`}
    <div ref=${place} class="call-place"></div>
    ${failed && html`<div class="empty" role="alert"><p>${t("The video session could not be loaded. Check your connection.")}</p>
      <button type="button" class="button" onClick=${leave}>${t("Close")}</button></div>`}
  </section>`;
}

/**
 * The conversation stands beside the call, or is one press away; what is new in it is counted in the lists.
 * @param {import("./desk.js").Desk} desk @param {{conversation: string}} call
 * @returns {import("../call/call.js").Chat}
 */
function talkOf(desk, { conversation }) {
  const turn = () => {
    desk.show(conversation);
    requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector("#composer-text"))?.focus());
  };
  return { open: signal(false), unread: signal(0), turn };
}

/**
 * What the conversation says of the call; null while another conversation is open.
 * @param {import("./desk.js").Desk} desk @param {{room: string, conversation: string}} call
 */
function cardOf(desk, { room, conversation }) {
  const opened = desk.opened.value;
  if (opened?.id !== conversation) return null;
  const message = opened.conversation.value?.messages.findLast(({ body }) => body.kind === "call" && body.room === room);
  return message?.body.kind === "call" ? message.body : null;
}
