import { CircleCheck } from "../vendor/lucide.js";
import { html, useState } from "../shared/html.js";
import { api } from "../shared/http.js";
import { date, t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { explain } from "../shared/wording.js";
import { Field, PasswordField } from "../login/fields.js";
import { Problem } from "../login/problem.js";
import { MIN_PASSWORD, passwordHint } from "./words.js";

/**
 * @param {{invitation: string, purpose: {role: "agent" | "manager", expires_at: number}, onGone: (code: string) => void}} props
 *   onGone: the link stopped working meanwhile
 */
export function AccountForm({ invitation, purpose, onGone }) {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const short = tried && [...password].length < MIN_PASSWORD;

  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    setTried(true);
    if (busy || [...password].length < MIN_PASSWORD) return;
    setBusy(true);
    setProblem("");
    try {
      await api("POST", "/api/join", { invitation, name: name.trim(), email: email.trim(), password });
      location.replace("/desk/");
    } catch (error) {
      setBusy(false);
      const code = /** @type {any} */ (error).code;
      if (code === "gone" || code === "not_found") onGone(code);
      else setProblem(code === "conflict" ? taken() : explain(error));
    }
  };

  return html`<${Purpose} ...${purpose} />
    <form class="stack" onSubmit=${submit}>
      <${Problem} words=${problem} />
      <${Field} label=${t("Your name, as customers see it")} name="name" autocomplete="name" maxlength=${80}
        value=${name} onValue=${setName} />
      <${Field} label=${t("Email")} name="email" type="email" autocomplete="username" maxlength=${254}
        value=${email} onValue=${setEmail} />
      <${PasswordField} autocomplete="new-password" value=${password} onValue=${setPassword}
        hint=${passwordHint(password)} wrong=${short ? tn("At least {n} character.", "At least {n} characters.", MIN_PASSWORD) : ""} />
      <button class="button primary wide" aria-disabled=${busy}>
        ${busy ? t("Making your account…") : t("Make account and open the desk")}</button>
    </form>`;
}

const taken = () => t("An account with this email exists already. Sign in with it, or use another email.");

/** @param {{role: "agent" | "manager", expires_at: number}} props */
function Purpose({ role, expires_at }) {
  const words = role === "manager"
    ? t("You will be a manager: you answer customers, invite agents and read the reports.")
    : t("You will be an agent: you answer customers in the desk.");
  return html`<div>
    <p class="notice"><${Icon} of=${CircleCheck} size=${16} /><span>${words}</span></p>
    <p class="muted small door-until">${t("The link works once, until {when}.", { when: date(expires_at) })}</p>
  </div>`;
}
