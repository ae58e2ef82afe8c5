import { CalendarClock, ClipboardCheck, MessageCircle, Quote, UserRound } from "../vendor/lucide-reports.js";
import { html } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { Elapsed } from "../shared/time.js";
import { LOW_COMMENTS } from "./unread.js";

/** @typedef {import("./now.js").Right} Right */

/** What waits for a person. @param {{answer: import("../figures/answer.js").Answer<Right>}} props */
export function Today({ answer }) {
  const now = answer.value.value;
  if (!now && answer.refusal.value) return null; // whoever shows the rest of it tells
  return html`<section class="today" aria-labelledby="today-title"><h2 id="today-title">${t("Needs a person")}</h2>
    ${now && html`<${Needs} now=${now} />`}
  </section>`;
}

/** The most pressing first; each leads to where it is done. @param {{now: Right}} props */
function Needs({ now: { line, needs } }) {
  const waiting = [
    needs.late > 0 && html`<${Need} key="late" of=${CalendarClock} tone="bad" href="/recovery/#cases?list=late">
      ${tn("{n} overdue case", "{n} overdue cases", needs.late)}<//>`,
    line.waiting > 0 && html`<${Need} key="line" of=${MessageCircle} tone="warn" href="/desk/">
      ${tn("{n} customer in the line", "{n} customers in the line", line.waiting)}
      ${line.longest_since !== null && html` <span class="muted">· <${Elapsed} since=${line.longest_since} /></span>`}<//>`,
    needs.unowned > 0 && html`<${Need} key="unowned" of=${UserRound} tone="warn" href="/recovery/#cases?list=unassigned">
      ${tn("{n} unassigned case", "{n} unassigned cases", needs.unowned)}<//>`,
    needs.today > 0 && html`<${Need} key="today" of=${CalendarClock} href="/recovery/#cases?list=open">
      ${tn("{n} case due today", "{n} cases due today", needs.today)}<//>`,
    needs.unread > 0 && html`<${Need} key="unread" of=${Quote} href=${LOW_COMMENTS}>
      ${tn("{n} unread comment with a low rating", "{n} unread comments with a low rating", needs.unread)}<//>`,
  ].filter(Boolean);
  return waiting.length ? html`<ul class="needs">${waiting}</ul>`
    : html`<p class="muted"><${Icon} of=${ClipboardCheck} size=${16} />${t("Nothing right now: nobody waits, and no case is due.")}</p>`;
}

/** @param {{of: any, tone?: "bad" | "warn", href: string, children: any}} props */
const Need = ({ of, tone, href, children }) =>
  html`<li><a class=${tone ? `need ${tone}` : "need"} href=${href}><${Icon} of=${of} size=${16} /><span>${children}</span></a></li>`;
