import { Moon, Sun, SunMoon } from "../vendor/lucide.js";
import { html, signal } from "./html.js";
import { t } from "./i18n.js";
import { Icon } from "./icons.js";
import { recall, remember } from "./stored.js";

/** @typedef {"system" | "light" | "dark"} Theme */

const ORDER = /** @type {Theme[]} */ (["system", "light", "dark"]);
const saved = /** @type {Theme} */ (recall("theme"));

/** What the reader chose; "system" follows the operating system. */
export const theme = signal(ORDER.includes(saved) ? saved : "system");

/** @param {Theme} choice */
export function setTheme(choice) {
  theme.value = choice;
  remember("theme", choice === "system" ? null : choice);
  show(choice);
}

/** @param {Theme} choice */
function show(choice) {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}

if (typeof document !== "undefined") show(theme.value);

/** A button that walks through system, light and dark, and says which it is. */
export function ThemeSwitch() {
  const [drawing, words] = {
    system: [SunMoon, t("Theme: as the system")],
    light: [Sun, t("Theme: light")],
    dark: [Moon, t("Theme: dark")],
  }[theme.value];
  const next = ORDER[(ORDER.indexOf(theme.value) + 1) % ORDER.length];
  return html`<button type="button" class="button quiet bare" aria-label=${words} title=${words}
    onClick=${() => setTheme(next)}><${Icon} of=${drawing} /></button>`;
}
