import { html, signal, useId } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { drafts } from "./drafts.js";
import { decoded } from "../rooms/address.js";

/** Whose calendar the address asks for: an agent's id, "all" or "" for one's own. */
export const asked = signal("");

/** Begins to follow the address. */
export function followAddress() {
  const read = () => { asked.value = decoded(location.hash.slice(1)); };
  addEventListener("hashchange", read);
  read();
}

/** @param {string} agent @param {string} name */
const marked = (agent, name) => (agent in drafts.value ? t("{name} (not saved)", { name }) : name);

/** @param {{agents: import("./types.js").Agent[], me: string, whose: string}} props  whose: "" is everybody's */
export function WhoseField({ agents, me, whose }) {
  const id = useId();
  const others = agents.filter((agent) => agent.id !== me && !agent.disabled_at);
  return html`<div class="row whose"><label for=${id}>${t("Calendar of")}</label>
    <select id=${id} class="input" value=${whose || "all"} onChange=${typed((value) => { location.hash = value === me ? "" : value; })}>
      <option value=${me} selected=${whose === me}>${marked(me, t("Me"))}</option>
      <option value="all" selected=${whose === ""}>${t("Everybody")}</option>
      ${others.map(({ id: agent, name }) => html`<option key=${agent} value=${agent} selected=${whose === agent}>${marked(agent, name)}</option>`)}
    </select></div>`;
}
