import { html, useId } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { useRoom } from "./room.js";

/** @param {{owner: string, change: (owner: string) => void}} props  owner: "agent" who had the conversation, "" nobody, else an agent's id */
export function OwnerField({ owner, change }) {
  const id = useId();
  const agents = useRoom().agents.value.filter((agent) => !agent.disabled_at || agent.id === owner);
  const options = [["agent", t("Whoever had the conversation")], ["", t("Nobody, until somebody takes it")], ...agents.map((agent) => [agent.id, agent.name])];
  return html`<div class="field"><label for=${id}>${t("New cases go to")}</label>
    <select id=${id} class="input" value=${owner} onChange=${typed(change)}>${options.map(([value, words]) => html`
      <option key=${value} value=${value} selected=${value === owner}>${words}</option>`)}</select></div>`;
}
