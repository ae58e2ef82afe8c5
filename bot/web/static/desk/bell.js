import { Bell as BellIcon, CheckCheck } from "../vendor/lucide-alerts.js";
import { act } from "../shared/act.js";
import { happened, placeOf, whose } from "../rooms/alert-words.js";
import { html } from "../shared/html.js";
import { api } from "../shared/http.js";
import { number, t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { Menu } from "../shared/menu.js";
import { RelativeTime } from "../shared/time.js";
import { NONE } from "./alerts.js";
import { useDesk } from "./context.js";

/** @typedef {import("../rooms/alert-words.js").Alert} Alert */

/** What this agent must know, and how much of it is unread. */
export function Bell() {
  const { alerts, unread } = useDesk().alerts.value ?? NONE;
  const name = unread ? tn("Alerts: {n} unread", "Alerts: {n} unread", unread) : t("Alerts");
  const face = html`<${Icon} of=${BellIcon} />${unread > 0 && html`<span class="bell-count" aria-hidden="true">${unread > 99 ? "99+" : number(unread)}</span>`}`;
  return html`<${Menu} kind="button quiet bare bell" name=${name} label=${face}>
    <div class="bell-head" role="presentation"><strong class="grow">${t("Alerts")}</strong></div>
    ${unread > 0 && html`<button type="button" role="menuitem" tabindex="-1" data-stays="" onClick=${() => read()}><${Icon} of=${CheckCheck} size=${16} />${t("Mark all as read")}</button>`}
    ${alerts.length
      ? alerts.map((alert) => html`<${Entry} key=${alert.id} alert=${alert} />`)
      : html`<p class="bell-empty muted" role="presentation">${t("Nothing yet. Bad ratings, overdue cases and whatever else the rules name will stand here.")}</p>`}
  <//>`;
}

/** @param {{alert: Alert}} props */
function Entry({ alert }) {
  return html`<a role="menuitem" tabindex="-1" class=${alert.read ? "bell-entry" : "bell-entry unread"} href=${placeOf(alert)}
    onClick=${() => { if (!alert.read) read([alert.id]); }}>
    <span class="bell-top"><strong>${alert.rules.join(", ")}</strong>${!alert.read && html`<span class="visually-hidden">${t("unread")}</span>`}
      <${RelativeTime} at=${alert.at} focusable=${false} /></span>
    <span class="bell-what">${[whose(alert), happened(alert)].filter(Boolean).join(" · ")}</span>
    ${alert.words && html`<span class="bell-words">${alert.words}</span>`}
  </a>`;
}

/** @param {string[]} [ids]  none: all */
const read = (ids) => void act(() => api("POST", "/api/alerts/read", ids ? { ids } : {}));
