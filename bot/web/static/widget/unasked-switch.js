import { Bell, BellOff } from "../vendor/lucide-talk.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";

/** Whether the shop may write by itself, for customers of whom it knows more. @param {{chat: import("./chat.js").Chat}} props */
export function UnaskedSwitch({ chat }) {
  const said = chat.unasked.value;
  if (said === null) return null;
  const on = said === "allowed";
  const words = on ? t("Messages about your purchases: on") : t("Messages about your purchases: off");
  return html`<button type="button" class="button quiet bare" role="switch" aria-checked=${on} aria-label=${t("Messages about your purchases")}
    title=${words} onClick=${() => chat.ask("permit", { allowed: !on })}><${Icon} of=${on ? Bell : BellOff} size=${18} /></button>`;
}
