import { CalendarClock, CircleCheck, TriangleAlert } from "../vendor/lucide-recovery.js";
import { html } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { outcomeWords } from "./words.js";

/** How it ended, or what is still awaited. @param {{it: import("./types.js").Case}} props */
export function Ended({ it }) {
  const { outcome, reask_at, reask_until, reask_value } = it;
  if (outcome === "recovered") return html`<p class="notice good"><${Icon} of=${CircleCheck} size=${16} />
    <span>${t("Recovered: asked again, the customer answered {value}.", { value: reask_value ?? "" })}</span></p>`;
  if (outcome === "not_recovered") return html`<p class="notice bad"><${Icon} of=${TriangleAlert} size=${16} />
    <span>${t("Not recovered: asked again, the customer answered {value}.", { value: reask_value ?? "" })}</span></p>`;
  if (outcome) return html`<p class="notice">${outcomeWords(outcome)}</p>`;
  if (reask_at) return html`<p class="notice"><${Icon} of=${CalendarClock} size=${16} /><span>${t("The customer is asked again: {when}", { when: date(reask_at) })}</span></p>`;
  if (reask_until) return html`<p class="notice"><${Icon} of=${CalendarClock} size=${16} /><span>${t("Asked again. The answer decides whether the customer was won back.")}</span></p>`;
  return null;
}
