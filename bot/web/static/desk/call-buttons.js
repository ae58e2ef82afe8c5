import { ChevronDown, Video } from "../vendor/lucide.js";
import { Ear, Link, MonitorUp, Phone, UserPlus } from "../vendor/lucide-desk.js";
import { liveCall } from "../shared/conversation.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { Menu } from "../shared/menu.js";
import { act } from "../shared/act.js";
import { useDesk } from "./context.js";

/**
 * Calling the customer, and who else may be in the call.
 * @param {{conversation: import("./types.js").Conversation, mine: boolean, open: (name: any) => void}} props  mine: this agent has the conversation
 */
export function CallButtons({ conversation, mine, open }) {
  const desk = useDesk();
  const call = liveCall(conversation), here = desk.call.value?.conversation === conversation.id;
  const inside = here && desk.call.value?.listens !== true;
  if (!mine && !inside && !(call?.state === "running" && desk.me.role === "manager" && !here)) return null;
  const item = (/** @type {any} */ of, /** @type {string} */ words, /** @type {string} */ name, /** @type {() => any} */ run) =>
    html`<button type="button" role="menuitem" tabindex="-1" data-verb=${name} onClick=${run}><${Icon} of=${of} size=${16} />${words}</button>`;
  const start = (/** @type {import("../shared/conversation.js").CallKind} */ kind) => () => act(() => desk.video(kind));
  if (!mine && !inside) {
    return html`<button type="button" class="button" data-verb="listen" onClick=${() => act(() => desk.listen(/** @type {any} */ (call).room))}>
      <${Icon} of=${Ear} size=${16} /><span>${t("Listen in")}</span></button>`;
  }
  return html`<span class=${call ? "joined-buttons live" : "joined-buttons"}>
    ${mine && !here && html`<button type="button" class="button" data-verb="video" onClick=${start("video")}>
      <${Icon} of=${Video} size=${16} /><span>${call ? t("Join the call") : t("Video")}</span></button>`}
    <${Menu} kind="button bare" name=${t("Calls")} label=${html`<${Icon} of=${here ? Video : ChevronDown} size=${16} />`}>
      ${!call && item(Phone, t("Voice call"), "voice", start("voice"))}
      ${!call && item(MonitorUp, t("Ask to see the screen"), "screen", start("screen"))}
      ${call && item(Link, t("Copy an invitation link…"), "call-link", () => open("call-link"))}
      ${call && inside && item(UserPlus, t("Bring in a colleague…"), "bring", () => open("bring"))}
    <//></span>`;
}
