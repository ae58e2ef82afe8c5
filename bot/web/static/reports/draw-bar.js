import { html, useState } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { boundsOf, periodOf } from "../figures/period.js";
import { presetName } from "../figures/period-choice.js";
import { zone } from "../figures/where.js";
import { dayAt } from "../figures/zone.js";

const PERIODS = /** @type {const} */ (["today", "7d", "30d", "month", "last_month"]);
const COUNTS = [5, 10, 20, 50];

/**
 * From which time, whose, and how many.
 * @param {{me: {id: string}, choices: import("./filters.js").Choices | null,
 *   draw: (asked: {since: number, until: number, n: number, agents: string[]}) => Promise<boolean>}} props  me: nobody reviews themselves
 */
export function DrawBar({ me, choices, draw }) {
  const [period, setPeriod] = useState(/** @type {typeof PERIODS[number]} */ ("7d"));
  const [agent, setAgent] = useState("");
  const [n, setN] = useState(10);
  const [busy, setBusy] = useState(false);
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { from, to } = boundsOf(periodOf(period, dayAt(Date.now(), zone.peek())), zone.peek());
    setBusy(true);
    await draw({ since: from, until: to, n, agents: agent ? [agent] : [] });
    setBusy(false);
  };
  const select = (/** @type {string} */ label, /** @type {string} */ value, /** @type {(value: any) => void} */ choose, /** @type {string[][]} */ options) => html`
    <label class="filter"><span class="visually-hidden">${label}</span><select class="input" value=${value} onChange=${typed(choose)}>
      ${options.map(([key, words]) => html`<option key=${key} value=${key} selected=${key === value}>${words}</option>`)}</select></label>`;
  return html`<form class="card draw-bar" onSubmit=${submit} aria-label=${t("Draw samples")}>
    ${select(t("Period"), period, setPeriod, PERIODS.map((each) => [each, presetName(each)]))}
    ${select(t("Agent"), agent, setAgent, [["", t("All agents")], ...(choices?.agents ?? []).filter(({ key }) => key !== me.id).map(({ key, name }) => [key, name])])}
    ${select(t("How many"), String(n), (value) => setN(Number(value)), COUNTS.map((each) => [String(each), tn("{n} conversation", "{n} conversations", each)]))}
    <button type="submit" class="button primary" disabled=${busy}>${t("Draw samples")}</button>
  </form>`;
}
