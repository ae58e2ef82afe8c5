import { UserPlus } from "../vendor/lucide-desk.js";
import { Avatar } from "../shared/avatar.js";
import { Dialog } from "../shared/dialog.js";
import { html, useEffect } from "../shared/html.js";
import { api } from "../shared/http.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { typed } from "../shared/typed.js";
import { act } from "../shared/act.js";
import { useDesk } from "./context.js";

/** @typedef {import("./types.js").Agent} Agent */

/** Who works here; managers change roles and close accounts. @param {{onClose: () => void, open: (name: any) => void}} props */
export function AgentsDialog({ onClose, open }) {
  const desk = useDesk();
  const manages = desk.me.role === "manager";
  useEffect(() => void desk.loadAgents(), []);
  const change = (/** @type {Agent} */ agent, /** @type {Record<string, any>} */ part) =>
    act(() => api("PATCH", `/api/agents/${encodeURIComponent(agent.id)}`, part)).then(() => desk.loadAgents());
  const invite = manages && html`<button type="button" class="button primary" onClick=${() => open("invite")}>
    <${Icon} of=${UserPlus} size=${16} />${t("Invite someone…")}</button>`;
  return html`<${Dialog} title=${t("Agents")} onClose=${onClose} actions=${invite}>
    <ul class="plain-list">${desk.agents.value.map((agent) => html`
      <${AgentRow} key=${agent.id} agent=${agent} manages=${manages} change=${change} />`)}</ul>
  <//>`;
}

/** @param {{agent: Agent, manages: boolean, change: (agent: Agent, part: Record<string, any>) => void}} props */
function AgentRow({ agent, manages, change }) {
  const desk = useDesk();
  const me = agent.id === desk.me.id;
  const here = desk.present.value.some(({ id }) => id === agent.id);
  const disabled = Boolean(agent.disabled_at);
  const state = disabled ? t("account closed") : here ? t("here") : t("away");
  return html`<li class="agent-row">
    <${Avatar} name=${agent.name} size=${34} />
    <div class="grow"><p class="truncate">${agent.name}${me && html` <span class="muted">(${t("you")})</span>`}</p>
      <p class="muted small truncate">
        <span class=${here && !disabled ? "here-dot" : "away-dot"}></span>${state} · ${agent.email}</p></div>
    ${manages && !me ? html`<div class="agent-actions">
      ${!disabled && html`<select class="input" aria-label=${t("Role of {name}", { name: agent.name })} value=${agent.role}
        onChange=${typed((role) => change(agent, { role }))}>
        <option value="agent" selected=${agent.role === "agent"}>${t("Agent")}</option>
        <option value="manager" selected=${agent.role === "manager"}>${t("Manager")}</option></select>`}
      <button type="button" class="button" onClick=${() => change(agent, { disabled: !disabled })}>
        ${disabled ? t("Open again") : t("Close account")}</button></div>`
      : html`<span class="tag">${agent.role === "manager" ? t("Manager") : t("Agent")}</span>`}
  </li>`;
}
