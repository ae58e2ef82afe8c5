import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { LanguageSwitch } from "../shared/language-switch.js";
import { ThemeSwitch } from "../shared/theme.js";

/**
 * The calm frame of the pages before the desk: the product's name, one card, language and theme.
 * @param {{title: string, children?: any}} props
 */
export function Shell({ title, children }) {
  return html`<div class="door">
    <main class="door-main">
      <p class="door-name"><img src="/static/shared/icon.svg" alt="" width="28" height="28" />Heard</p>
      <div class="card door-card">
        <h1>${title}</h1>
        ${children}
      </div>
    </main>
    <footer class="door-foot" aria-label=${t("Settings of this page")}><${LanguageSwitch} /><${ThemeSwitch} /></footer>
  </div>`;
}
