import { html, render, useEffect, useRef, useState } from "../shared/html.js";
import { api } from "../shared/http.js";
import { chooseLanguage, language, load, t } from "../shared/i18n.js";
import { explain } from "../shared/wording.js";
import { Field, PasswordField } from "./fields.js";
import { nextPage } from "./next.js";
import { Problem } from "./problem.js";
import { Shell } from "./shell.js";

function LoginPage() {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const title = t("Sign in");

  useEffect(() => { document.title = `${title} · Heard`; }, [title]);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);

  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem("");
    try {
      await api("POST", "/api/login", { email: email.trim(), password });
      location.assign(nextPage(location.search, location.origin));
    } catch (error) {
      setProblem(refusal(error));
      setBusy(false);
    }
  };

  return html`<${Shell} title=${title}>
    <form class="stack" ref=${form} onSubmit=${submit}>
      <${Problem} words=${problem} />
      <${Field} label=${t("Email")} name="email" type="email" autocomplete="username" value=${email} onValue=${setEmail} />
      <${PasswordField} autocomplete="current-password" value=${password} onValue=${setPassword} />
      <button class="button primary wide" aria-disabled=${busy}>${busy ? t("Signing in…") : title}</button>
    </form>
    <p class="muted small">${t("No account yet? Ask a manager for an invitation link.")}</p>
  <//>`;
}

/**
 * The same words whether the email or the password is wrong, so that nobody learns who has an account.
 * @param {unknown} error
 */
function refusal(error) {
  const { code, data } = /** @type {any} */ (error);
  switch (code) {
    case "unauthorized":
    case "not_found":
      return t("This email and password do not belong together. Check both and try again.");
    case "too_many":
      return t("Too many tries. Wait {n} s and try again.", { n: Math.ceil(data.retry_after_s ?? 60) });
    default:
      return explain(error);
  }
}

await load(chooseLanguage(navigator.languages));
render(html`<${LoginPage} key=${language.value} />`, document.body);
