import { Avatar } from "../shared/avatar.js";
import { Dialog } from "../shared/dialog.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { toast } from "../shared/toast.js";
import { act } from "../shared/act.js";
import { useDesk } from "./context.js";

/** Who is asked into the call that is open: it rings at them. @param {{onClose: () => void}} props */
export function BringDialog({ onClose }) {
  const desk = useDesk();
  const others = desk.present.value.filter(({ id }) => id !== desk.me.id);
  const bring = async (/** @type {import("./types.js").Person} */ { id, name }) => {
    if (!await act(() => desk.connection.request("call.bring", { room: desk.call.peek()?.room, agent: id }))) return;
    toast(t("{name} is being rung.", { name }));
    onClose();
  };
  return html`<${Dialog} title=${t("Bring in a colleague")} onClose=${onClose}>
    <p class="muted">${t("They join you and the customer. To hand the conversation over, transfer it: the call goes on.")}</p>
    ${others.length ? html`<ul class="plain-list">${others.map((agent) => html`<li key=${agent.id}>
      <button type="button" class="pick" onClick=${() => bring(agent)}><${Avatar} name=${agent.name} size=${34} />
        <span class="grow truncate">${agent.name}</span></button></li>`)}</ul>`
      : html`<div class="empty"><h3>${t("Nobody else is here")}</h3><p>${t("Colleagues can be asked in while they are at the desk.")}</p></div>`}
  <//>`;
}
