import { Plus, RotateCcw, Trash } from "../vendor/lucide-journeys.js";
import { useAsked } from "../rooms/asked.js";
import { act } from "../shared/act.js";
import { html, useState } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { RelativeTime } from "../shared/time.js";
import { explain } from "../shared/wording.js";
import { changeKey, endKey, listKeys, renewKey } from "./api.js";
import { CopyField } from "./copy-field.js";
import { EndDialog } from "./end-dialog.js";
import { KeyDialog } from "./key-dialog.js";
import { SCOPES, scopeWords } from "./scopes.js";
import { SecretDialog } from "./secret-dialog.js";
import { SigningPart } from "./signing-part.js";

/** @typedef {import("./types.js").ApiKey} ApiKey */

/** Keys of the shop's programs, and the secret with which the shop signs its customers' numbers. */
export function KeysView() {
  const { answer, refusal, again } = useAsked(listKeys, []);
  const [making, make] = useState(false);
  const [secret, tell] = useState("");
  if (refusal) return html`<div class="empty" role="alert"><p>${explain(refusal)}</p><button type="button" class="button" onClick=${again}>${t("Try again")}</button></div>`;
  const keys = answer?.keys ?? [];
  return html`<div class="view-bar"><p class="muted">${t("A key lets one of your shop's programs report what happened, make links, or fetch what Heard knows. Give each only what it needs.")}</p>
      <div class="view-deeds"><button type="button" class="button primary" onClick=${() => make(true)}><${Icon} of=${Plus} size=${16} />${t("New key")}</button></div></div>
    ${!answer ? html`<div class="list-skeletons"><span class="visually-hidden">${t("Loading…")}</span><span class="skeleton"></span></div>`
      : keys.length ? html`<ul class="key-list">${keys.map((key) => html`<${KeyCard} key=${key.id} it=${key} again=${again} onSecret=${tell} />`)}</ul>`
      : html`<div class="empty"><h2>${t("No keys yet")}</h2><p>${t("Make one for each program, so that you can revoke each by itself.")}</p></div>`}
    <section class="card key-part" aria-labelledby="example-title"><h2 id="example-title">${t("An example")}</h2>
      <p class="muted">${t("Reports a delivery. Sending the same id again changes nothing.")}</p><${CopyField} text=${example()} label=${t("Example")} /></section>
    <${SigningPart} />
    ${making && html`<${KeyDialog} onClose=${() => make(false)} onMade=${(/** @type {string} */ made) => { make(false); tell(made); again(); }} />`}
    ${secret && html`<${SecretDialog} title=${t("The key")} secret=${secret} onClose=${() => tell("")} />`}`;
}

const example = () => `curl ${location.origin}/api/v1/touchpoints \\
  -H "Authorization: Bearer heard_…" \\
  -H "Content-Type: application/json" \\
  -d '{"id": "order-1042-delivered", "kind": "delivered", "at": "${new Date().toISOString()}",
       "customer": {"number": "4711", "name": "Maja", "language": "sl"}, "product": "Linden desk lamp",
       "consent": {"allowed": true, "how": "checkbox at checkout", "at": "${new Date(Date.now() - 86_400_000).toISOString()}"}}'`;

/** @param {{it: ApiKey, again: () => void, onSecret: (secret: string) => void}} props */
function KeyCard({ it: { id, name, scopes, created_at, by, used_at, ended_at }, again, onSecret }) {
  const [ending, ask] = useState(/** @type {"" | "end" | "renew"} */ (""));
  const turn = (/** @type {string} */ scope) => act(async () => {
    await changeKey(id, { scopes: scopes.includes(scope) ? scopes.filter((each) => each !== scope) : [...scopes, scope] });
    again();
  });
  const end = () => act(async () => { ask(""); await endKey(id); again(); });
  const renew = () => act(async () => { ask(""); onSecret((await renewKey(id)).secret); });
  const made = t("made by {name} on {date}", { name: by || "–", date: date(created_at, { dateStyle: "medium" }) });
  return html`<li class=${ended_at ? "card key-card off" : "card key-card"}>
    <div class="row"><h2 class="grow truncate">${name}</h2>${ended_at && html`<span class="tag">${t("revoked")}</span>`}</div>
    <p class="small muted">${made} · ${ended_at ? t("revoked on {date}", { date: date(ended_at, { dateStyle: "medium" }) })
      : used_at ? html`${t("last used")} <${RelativeTime} at=${used_at} side="start" />` : t("never used")}</p>
    <div class="key-scopes" role="group" aria-label=${t("What {name} may do", { name })}>${SCOPES.map((scope) => html`<label key=${scope} class="check">
      <input type="checkbox" disabled=${Boolean(ended_at) || (scopes.length === 1 && scopes[0] === scope)} checked=${scopes.includes(scope)} onChange=${() => turn(scope)} />${scopeWords(scope)}</label>`)}</div>
    ${!ended_at && html`<div class="row"><button type="button" class="button" onClick=${() => ask("renew")}><${Icon} of=${RotateCcw} size=${16} />${t("New secret")}</button>
      <button type="button" class="button" onClick=${() => ask("end")}><${Icon} of=${Trash} size=${16} />${t("Revoke")}</button></div>`}
    ${ending === "end" && html`<${EndDialog} title=${t("Revoke “{name}”?", { name })} words=${t("The program that uses it is refused from now on. This cannot be undone.")} deed=${t("Revoke")} onYes=${end} onClose=${() => ask("")} />`}
    ${ending === "renew" && html`<${EndDialog} title=${t("A new secret for “{name}”?", { name })} words=${t("The old one stops working at once.")} deed=${t("New secret")} onYes=${renew} onClose=${() => ask("")} />`}
  </li>`;
}
