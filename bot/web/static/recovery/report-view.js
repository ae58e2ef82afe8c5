import { HeartHandshake } from "../vendor/lucide-recovery.js";
import { html, useEffect, useState } from "../shared/html.js";
import { number, t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";
import { readReport } from "./api.js";
import { CauseTable } from "./cause-table.js";
import { useRoom } from "./room.js";
import { restate, route } from "./where.js";
import { lasting } from "./words.js";

const DAY_MS = 86_400_000;
const PERIODS = [30, 90, 365];

/** What became of the cases, by cause. */
export function ReportView() {
  const room = useRoom();
  const days = PERIODS.find((each) => String(each) === route.value.query.get("days")) ?? 30;
  const [state, set] = useState({ report: /** @type {import("./types.js").Report | null} */ (null), refusal: /** @type {any} */ (null) });
  const [turn, again] = useState(0);
  useEffect(() => {
    let current = true;
    const until = Date.now() + room.connection.skew + 1;
    readReport(until - days * DAY_MS, until).then(
      (report) => current && set({ report, refusal: null }), (refusal) => current && set({ report: null, refusal }));
    return () => { current = false; };
  }, [days, turn]);
  return html`
    <div class="view-bar"><label class="filter"><span class="visually-hidden">${t("Period")}</span>
      <select class="input" value=${String(days)} onChange=${typed((value) => restate("report", { query: { days: value } }))}>
        ${PERIODS.map((each) => html`<option key=${each} value=${String(each)} selected=${each === days}>${tn("Last {n} day", "Last {n} days", each)}</option>`)}
      </select></label></div>
    ${state.refusal && html`<div class="empty" role="alert"><h2>${t("The report cannot be shown")}</h2><p>${explain(state.refusal)}</p>
      <button type="button" class="button primary" onClick=${() => again(turn + 1)}>${t("Try again")}</button></div>`}
    ${state.report && (state.report.all.cases ? html`<${Shown} report=${state.report} />`
      : html`<div class="empty"><${Icon} of=${HeartHandshake} size=${28} /><h2>${t("No case was opened in this period")}</h2>
          <p>${t("How many customers were won back is shown here, by what had gone wrong.")}</p></div>`)}`;
}

/** @param {{report: import("./types.js").Report}} props */
function Shown({ report: { all, causes, heard, resolved, late, now } }) {
  const { value, low, high, n } = all.share;
  const percent = (/** @type {number | null} */ it) => number((it ?? 0) / 100, { style: "percent" });
  return html`
    <div class="tiles">
      <section class="card tile"><h2>${t("Recovered")}</h2>
        <p class="tile-value">${n ? percent(value) : "–"}</p>
        <p class="muted small">${n ? t("{low} to {high}, n {n}", { low: percent(low), high: percent(high), n })
          : t("Nobody who was asked again has answered yet.")}</p></section>
      <section class="card tile"><h2>${t("Answered when asked again")}</h2>
        <p class="tile-value">${all.asked ? percent((100 * n) / all.asked) : "–"}</p>
        <p class="muted small">${t("{n} of {asked} asked, {silent} did not answer, {waiting} pending", { n, asked: all.asked, silent: all.unanswered, waiting: all.undecided })}</p></section>
      <section class="card tile"><h2>${t("Time until heard, and until resolved")}</h2>
        <p class="tile-value">${heard.median_ms === null ? "–" : lasting(heard.median_ms)} · ${resolved.median_ms === null ? "–" : lasting(resolved.median_ms)}</p>
        <p class="muted small">${tn("median of {n} case", "median of {n} cases", resolved.n)}, ${tn("{n} was overdue", "{n} were overdue", late)}</p></section>
      <section class="card tile"><h2>${t("Open now")}</h2>
        <p class="tile-value">${number(now.open)}</p>
        <p class="muted small">${t("{late} overdue, {unassigned} unassigned", { late: now.late, unassigned: now.unassigned })}</p></section>
    </div>
    <${CauseTable} causes=${causes} />`;
}
