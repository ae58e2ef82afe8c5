import { Signal, SignalLow } from "../../vendor/lucide-call.js";
import { html } from "../../shared/html.js";
import { number, t } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";
import { grade } from "./way.js";

/** What came of the echo, in one line; nothing while nothing is known. @param {{preflight: import("./preflight.js").Preflight}} props */
export function WayLine({ preflight }) {
  const way = preflight.way.value, graded = grade(way);
  if (!graded) {
    return preflight.trying.value && html`<p class="way muted small" role="status">${t("Trying the connection meanwhile…")}</p>`;
  }
  return html`<p class=${`way small ${graded}`} role="status"><${Icon} of=${graded === "good" ? Signal : SignalLow} size=${16} />
    <span>${wayWords(way, graded)}${preflight.relay.value === "fails" ? ` ${t("The relay for strict networks cannot be reached from here.")}` : ""}</span></p>`;
}

/** @param {import("./way.js").Way} way @param {"good" | "fair" | "poor"} graded */
function wayWords({ way, rtt_ms, loss_pct }, graded) {
  const delay = number(rtt_ms ?? 0);
  if (way === "none") return t("Sound and picture do not get through from this network. Another one, such as the phone's, may let them.");
  if (graded === "poor") return t("The connection is poor: {delay} ms, {loss}% lost. Sound may break; come closer to the Wi-Fi or use a cable.", { delay, loss: number(loss_pct ?? 0) });
  if (graded === "fair") return t("The connection is fair: {delay} ms. The picture may be small at times.", { delay });
  return way === "udp" ? t("The connection is good: {delay} ms.", { delay }) : t("The connection is good, through a relay: {delay} ms.", { delay });
}
