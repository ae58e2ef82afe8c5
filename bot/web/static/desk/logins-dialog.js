import { Smartphone } from "../vendor/lucide-desk.js";
import { Dialog } from "../shared/dialog.js";
import { html } from "../shared/html.js";
import { api } from "../shared/http.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { RelativeTime } from "../shared/time.js";
import { act } from "../shared/act.js";
import { deviceOf } from "../shared/device.js";
import { RemoteState } from "./remote-state.js";
import { useRemote } from "./remote.js";

/** @param {string} agent  a User-Agent header */
function deviceName(agent) {
  const { browser, system } = deviceOf(agent);
  if (browser && system) return t("{browser} on {system}", { browser, system });
  return browser ?? system ?? (agent || t("Unknown browser"));
}

/** Where this agent is signed in, and ending it. @param {{onClose: () => void}} props */
export function LoginsDialog({ onClose }) {
  const { value, refusal, again } = useRemote("/api/logins");
  const end = (/** @type {string} */ id) => act(() => api("DELETE", `/api/logins/${encodeURIComponent(id)}`)).then(again);
  return html`<${Dialog} title=${t("My logins")} onClose=${onClose}>
    <p class="muted">${t("Where you are signed in. End what you do not know; it is signed out at once.")}</p>
    ${!value ? html`<${RemoteState} refusal=${refusal} again=${again} />` : html`<ul class="plain-list">
      ${value.logins.map((/** @type {import("./types.js").Login} */ login) => html`<li class="row" key=${login.id}>
        <${Icon} of=${Smartphone} />
        <div class="grow"><p class="truncate" title=${login.device}>${deviceName(login.device)}</p>
          <p class="muted small">${t("Last seen")} <${RelativeTime} at=${login.seen_at} side="start" /></p></div>
        ${login.current ? html`<span class="tag good">${t("This one")}</span>`
          : html`<button type="button" class="button" onClick=${() => end(login.id)}>${t("End")}</button>`}
      </li>`)}</ul>`}
  <//>`;
}
