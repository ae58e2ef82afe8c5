import { Avatar } from "../shared/avatar.js";
import { Dialog } from "../shared/dialog.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { useRoom } from "./room.js";

/**
 * Who takes the case over; with it goes the conversation, where its owner holds that.
 * @param {{it: import("./types.js").Case, choose: (agent: string) => void, onClose: () => void}} props
 */
export function AssignDialog({ it, choose, onClose }) {
  const others = useRoom().agents.value.filter(({ id, disabled_at }) => id !== it.owner?.id && !disabled_at);
  return html`<${Dialog} title=${t("Give the case to")} onClose=${onClose}>
    ${others.length ? html`<ul class="picks">${others.map(({ id, name }) => html`<li key=${id}>
        <button type="button" class="pick" onClick=${() => choose(id)}><${Avatar} name=${name} size=${34} /><span class="grow truncate">${name}</span></button></li>`)}</ul>`
      : html`<p class="muted">${t("You are the only agent")}</p>`}
  <//>`;
}
