import { CalendarClock, Clock, TriangleAlert } from "../vendor/lucide-recovery.js";
import { html } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { useNow } from "../shared/time.js";
import { runs } from "./state.js";
import { lasting, outcomeTone, outcomeWords } from "./words.js";

const SOON_MS = 2 * 3_600_000;

/** How a case stands against time, and once that counts no more how it ended. @param {{it: import("./types.js").Case}} props */
export function Deadline({ it }) {
  const now = useNow().value;
  if (it.outcome) return html`<span class=${`tag ${outcomeTone(it.outcome)}`}>${outcomeWords(it.outcome)}</span>`;
  if (!runs(it)) {
    const words = it.step === "closed" ? t("Waits for the customer's answer") : t("Resolved, cause not known yet");
    return html`<span class="tag"><${Icon} of=${CalendarClock} size=${13} />${words}</span>`;
  }
  const left = it.due_at - now;
  const [tone, of] = left <= 0 ? ["bad", TriangleAlert] : left < SOON_MS ? ["warn", Clock] : ["", Clock];
  return html`<span class=${`tag ${tone}`} title=${t("Due {when}", { when: date(it.due_at) })}><${Icon} of=${of} size=${13} />
    ${left <= 0 ? t("overdue by {time}", { time: lasting(-left) }) : t("due in {time}", { time: lasting(left) })}</span>`;
}
