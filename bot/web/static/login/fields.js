import { Eye, EyeOff } from "../vendor/lucide-desk.js";
import { html, useId, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { typed } from "../shared/typed.js";

/**
 * @param {{label: string, name: string, type?: string, autocomplete: string, wrong?: string, value: string,
 *   onValue: (value: string) => void, maxlength?: number}} props  wrong: what is the matter with it
 */
export function Field({ label, name, type = "text", autocomplete, wrong, value, onValue, maxlength }) {
  const id = useId();
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input class="input" id=${id} name=${name} type=${type} autocomplete=${autocomplete} required maxlength=${maxlength}
      autocapitalize=${type === "email" ? "none" : undefined} spellcheck=${false} value=${value}
      aria-invalid=${wrong ? "true" : undefined} aria-describedby=${wrong ? `${id}-wrong` : undefined}
      onInput=${typed(onValue)} />
    ${wrong && html`<p class="wrong" id=${`${id}-wrong`}>${wrong}</p>`}
  </div>`;
}

/**
 * @param {{autocomplete: "current-password" | "new-password", hint?: string, wrong?: string, value: string,
 *   onValue: (value: string) => void}} props
 */
export function PasswordField({ autocomplete, hint, wrong, value, onValue }) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const words = wrong || hint;
  return html`<div class="field">
    <label for=${id}>${t("Password")}</label>
    <div class="password">
      <input class="input" id=${id} name="password" type=${shown ? "text" : "password"} autocomplete=${autocomplete} required
        autocapitalize="none" spellcheck=${false} maxlength=${1000} value=${value}
        aria-invalid=${wrong ? "true" : undefined} aria-describedby=${words ? `${id}-words` : undefined}
        onInput=${typed(onValue)} />
      <button type="button" class="button quiet" aria-pressed=${shown} onClick=${() => setShown(!shown)}>
        <${Icon} of=${shown ? EyeOff : Eye} size=${16} />${shown ? t("Hide") : t("Show")}
      </button>
    </div>
    ${words && html`<p class=${wrong ? "wrong" : "hint"} id=${`${id}-words`}>${words}</p>`}
  </div>`;
}
