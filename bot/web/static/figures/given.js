import { Star } from "../vendor/lucide.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { moodOf } from "./bars.js";
import { metricName } from "./names.js";

/** What somebody answered, or that they did not. @param {{metric: import("./bars.js").Metric, value: number | null}} props */
export function Given({ metric, value }) {
  if (value === null) return html`<span class="muted small">${t("{metric}: not answered", { metric: metricName(metric) })}</span>`;
  const mood = moodOf(metric, value);
  if (metric !== "csat") return html`<span class=${`tag mood ${mood}`}>${metricName(metric)} ${value}</span>`;
  return html`<span class=${`star-row ${mood}`} role="img" aria-label=${t("{n} of 5", { n: value })}>
    ${[1, 2, 3, 4, 5].map((each) => html`<${Icon} key=${each} of=${Star} size=${14} filled=${each <= value} />`)}</span>`;
}
