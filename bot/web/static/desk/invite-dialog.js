import { Check } from "../vendor/lucide.js";
import { Copy } from "../vendor/lucide-desk.js";
import { Dialog } from "../shared/dialog.js";
import { html, useRef, useState } from "../shared/html.js";
import { api } from "../shared/http.js";
import { date, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { act } from "../shared/act.js";

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
function Link({ url, expires_at }) {
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    field.current?.select();
    // The clipboard is there on HTTPS and localhost only; elsewhere the old way works.
    await (navigator.clipboard?.writeText(url) ?? Promise.reject(new Error())).catch(() => document.execCommand("copy"));
    setCopied(true);
  };
  return html`<p>${t("Send this link to the one person it is for. It works once, until {when}.", { when: date(expires_at) })}</p>
    <div class="row">
      <input class="input grow" ref=${field} readonly value=${url} aria-label=${t("Invitation link")}
        onFocus=${() => field.current?.select()} />
      <button type="button" class="button" onClick=${copy}><${Icon} of=${copied ? Check : Copy} size=${16} />
        <span aria-live="polite">${copied ? t("Copied") : t("Copy")}</span></button>
    </div>`;
}
