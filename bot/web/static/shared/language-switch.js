import { Languages } from "../vendor/lucide.js";
import { html } from "./html.js";
import { LANGUAGES, language, load, t } from "./i18n.js";
import { Icon } from "./icons.js";

/** Chooses the language of the page and remembers it. Every language stands under its own name. */
export function LanguageSwitch() {
  const choose = (/** @type {Event} */ event) => load(/** @type {HTMLSelectElement} */ (event.currentTarget).value, { keep: true });
  return html`<label class="language-switch">
    <${Icon} of=${Languages} size=${16} /><span class="visually-hidden">${t("Language")}</span>
    <span class="language-code" aria-hidden="true">${language.value.toUpperCase()}</span>
    <select value=${language.value} onChange=${choose}>
      ${Object.entries(LANGUAGES).map(([code, name]) => html`<option key=${code} value=${code} lang=${code} selected=${code === language.value}>${name}</option>`)}
    </select>
  </label>`;
}
