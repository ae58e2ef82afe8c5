import { Dialog } from "../shared/dialog.js";
import { html, useState } from "../shared/html.js";
import { api } from "../shared/http.js";
import { date, t } from "../shared/i18n.js";
import { act } from "../shared/act.js";
import { LinkField } from "../rooms/link-field.js";

/** A link that makes one account. @param {{onClose: () => void}} props */
export function InviteDialog({ onClose }) {
  const [role, setRole] = useState("agent");
  const [made, setMade] = useState(/** @type {{url: string, expires_at: number} | null} */ (null));
  const make = () => act(async () => setMade(await api("POST", "/api/invitations", { role })));
  /** @type {(value: string, name: string, words: string) => any} */
  const choice = (value, name, words) => html`<label class="choice">
    <input type="radio" name="role" value=${value} checked=${role === value} onChange=${() => setRole(value)} />
    <span><strong>${name}</strong><span class="muted small">${words}</span></span></label>`;
  return html`<${Dialog} title=${t("Invite someone")} onClose=${onClose} actions=${made
    ? html`<button type="button" class="button" onClick=${() => setMade(null)}>${t("Another link")}</button>
      <button type="button" class="button primary" onClick=${onClose}>${t("Done")}</button>`
    : html`<button type="button" class="button primary" onClick=${make}>${t("Make the link")}</button>`}>
    ${made ? html`<${Link} ...${made} />` : html`<fieldset class="stack"><legend class="visually-hidden">${t("Role")}</legend>
      ${choice("agent", t("Agent"), t("Answers customers in the desk."))}
      ${choice("manager", t("Manager"), t("Also invites others and reads the reports."))}</fieldset>`}
  <//>`;
}

/** @param {{url: string, expires_at: number}} props */
const Link = ({ url, expires_at }) => html`
  <p>${t("Send this link to the one person it is for. It works once, until {when}.", { when: date(expires_at) })}</p>
  <${LinkField} url=${url} name=${t("Invitation link")} />`;
