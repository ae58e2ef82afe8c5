import { CircleAlert } from "../vendor/lucide.js";
import { html, render, useEffect, useState } from "../shared/html.js";
import { api } from "../shared/http.js";
import { chooseLanguage, load, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { Shell } from "../login/shell.js";
import { AccountForm } from "./account-form.js";
import { explainLink } from "./words.js";

// Behind "#", so that the secret reaches no log and no Referer.
const invitation = location.hash.slice(1);

/** @typedef {{role: "agent" | "manager", expires_at: number}} Purpose */

function JoinPage() {
  const [purpose, setPurpose] = useState(/** @type {Purpose | null} */ (null));
  const [refused, setRefused] = useState(/** @type {string | null} */ (invitation ? null : "missing"));
  const title = refused ? explainLink(refused).title : t("Make your account");

  useEffect(() => { document.title = `${title} · Heard`; }, [title]);
  const look = () => {
    setRefused(null);
    api("POST", "/api/invitation", { invitation }).then(setPurpose, (error) => setRefused(error.code));
  };
  useEffect(() => { if (invitation) look(); }, []);

  if (refused) return html`<${Shell} title=${title}><${Refusal} code=${refused} again=${look} /><//>`;
  return html`<${Shell} title=${title}>
    ${purpose ? html`<${AccountForm} invitation=${invitation} purpose=${purpose} onGone=${setRefused} />` : html`<${Loading} />`}
  <//>`;
}

/** @param {{code: string, again: () => void}} props */
function Refusal({ code, again }) {
  const { words, retry } = explainLink(code);
  return html`<div class="stack" role="alert">
    <p class="notice warn"><${Icon} of=${CircleAlert} size=${16} /><span>${words}</span></p>
    <div class="row">
      ${retry && html`<button type="button" class="button primary" onClick=${again}>${t("Try again")}</button>`}
      <a class="button" href="/login/">${t("Sign in")}</a>
    </div>
  </div>`;
}

function Loading() {
  return html`<div class="stack" aria-busy="true">
    <span class="visually-hidden">${t("Checking your link…")}</span>
    ${[1, 2, 3].map((key) => html`<span class="skeleton door-skeleton" key=${key}></span>`)}
  </div>`;
}

addEventListener("hashchange", () => location.reload());
await load(chooseLanguage(navigator.languages));
render(html`<${JoinPage} />`, document.body);
