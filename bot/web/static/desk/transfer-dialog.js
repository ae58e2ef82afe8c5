import { Avatar } from "../shared/avatar.js";
import { Dialog } from "../shared/dialog.js";
import { html, useEffect, useId, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { act } from "../shared/act.js";
import { useDesk } from "./context.js";

/** Who takes over; those who are here stand first. @param {{onClose: () => void}} props */
export function TransferDialog({ onClose }) {
  const desk = useDesk();
  useEffect(() => void desk.loadAgents(), []);
  const here = new Set(desk.present.value.map(({ id }) => id));
  const others = desk.agents.value.filter((agent) => agent.id !== desk.me.id && !agent.disabled_at)
    .sort((a, b) => Number(here.has(b.id)) - Number(here.has(a.id)) || a.name.localeCompare(b.name));
  const [note, write] = useState("");
  const id = useId();
  const give = (/** @type {string} */ agent) => act(async () => {
    const conversation = desk.selected.peek();
    await desk.held("transfer", { agent });
    if (conversation && note.trim()) desk.note(conversation, note);
    onClose();
  });
  const calls = desk.call.value?.conversation === desk.selected.value;
  return html`<${Dialog} title=${t("Transfer to")} onClose=${onClose}>
    ${calls && html`<p class="muted">${t("The call goes on: it rings at them, and you may stay until you leave.")}</p>`}
    ${others.length > 0 && html`<div class="field"><label for=${id}>${t("Note for whoever takes over")} <span class="muted">${t("(optional)")}</span></label>
      <textarea id=${id} class="input" rows="2" maxlength="4000" value=${note} onInput=${typed(write)}></textarea></div>`}
    ${others.length ? html`<ul class="plain-list">${others.map(({ id, name }) => html`<li key=${id}>
      <button type="button" class="pick" onClick=${() => give(id)}>
        <${Avatar} name=${name} size=${34} /><span class="grow truncate">${name}</span>
        <span class="muted small"><span class=${here.has(id) ? "here-dot" : "away-dot"}></span>
          ${here.has(id) ? t("here") : t("away")}</span></button></li>`)}</ul>`
      : html`<div class="empty"><h3>${t("You are the only agent")}</h3>
        <p>${t("You can put the conversation back in the line, or give it to the bot.")}</p></div>`}
  <//>`;
}
