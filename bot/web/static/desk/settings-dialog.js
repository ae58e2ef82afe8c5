import { Dialog } from "../shared/dialog.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { LanguageSwitch } from "../shared/language-switch.js";
import { Switch } from "../shared/switch.js";
import { setTheme, theme } from "../shared/theme.js";
import { askForAlerts, chime, ringSound, setRingSound, setSound, sound, alerts } from "./attention.js";
import { letters, setLetters } from "../shared/keys.js";

/** @param {{onClose: () => void}} props */
export function SettingsDialog({ onClose }) {
  const hear = (/** @type {boolean} */ on) => {
    setSound(on);
    if (on) chime();
  };
  return html`<${Dialog} title=${t("Settings")} onClose=${onClose}>
    <div class="setting"><span class="grow">${t("Language of the desk")}</span><${LanguageSwitch} /></div>
    <div class="setting"><span class="grow" id="theme-label">${t("Colours")}</span><${Themes} /></div>
    <${Setting} label=${t("Play a sound when somebody new waits or writes to me")} on=${sound.value} onChange=${hear} />
    <${Setting} label=${t("Play a sound when a customer calls")} on=${ringSound.value} onChange=${setRingSound} />
    <${Setting} label=${t("Show a notification when somebody new waits or writes to me")} on=${alerts.value === "on"} onChange=${askForAlerts} />
    <${Setting} label=${t("Keys of one letter, such as j and k")} on=${letters.value} onChange=${setLetters} />
    ${alerts.value === "blocked" && html`<p class="muted small">
      ${t("Your browser blocks notifications of this page. Allow them beside the address, then try again.")}</p>`}
  <//>`;
}

function Themes() {
  /** @type {(value: import("../shared/theme.js").Theme, words: string) => any} */
  const option = (value, words) => html`<button type="button" class="segment"
    aria-pressed=${theme.value === value} onClick=${() => setTheme(value)}>${words}</button>`;
  return html`<div class="segments" role="group" aria-labelledby="theme-label">
    ${option("system", t("System"))}${option("light", t("Light"))}${option("dark", t("Dark"))}</div>`;
}

/** @param {{label: string, on: boolean, onChange: (on: boolean) => void}} props */
function Setting({ label, on, onChange }) {
  return html`<label class="setting"><span class="grow">${label}</span><${Switch} on=${on} onTurn=${() => onChange(!on)} /></label>`;
}
