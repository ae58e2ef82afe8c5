import { t, tn } from "../shared/i18n.js";
import { metricName } from "../figures/names.js";

/**
 * Why somebody may be about to leave.
 * @typedef {{code: "falling" | "repeated" | "silent" | "low" | "lost_case", at: number, values?: number[], metric?: string, value?: number,
 *   times?: number, days?: number, topic?: string | null, case?: string}} Reason
 */

/** @param {Reason} reason @returns {string} */
export function riskWords({ code, values = [], metric = "", value = 0, times = 0, days = 0, topic }) {
  switch (code) {
    case "falling": return t("Ratings fall: {values} ({metric})", { values: values.join(", "), metric: metricName(metric) });
    case "repeated": {
      const often = `${tn("{n} time", "{n} times", times)} ${tn("within {n} day", "within {n} days", days)}`;
      return topic ? t("Came back with “{topic}” {often}", { topic, often }) : t("Came back {often}", { often });
    }
    case "silent": return tn("Silent for {n} day after {metric} {value}", "Silent for {n} days after {metric} {value}", days, { metric: metricName(metric), value });
    case "low": return t("Last rating: {metric} {value}", { metric: metricName(metric), value });
    case "lost_case": return t("A case was closed without recovery");
  }
}
