import { Clock } from "../vendor/lucide.js";
import { html } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { clock, useNow } from "../shared/time.js";
import { useDesk } from "./context.js";

const LONG_MS = 2 * 60_000;
const TOO_LONG_MS = 10 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** How long somebody has waited; it counts on. @param {{since: number}} props  UTC ms, by the server's clock */
export function Waits({ since }) {
  const desk = useDesk();
  const waited = Math.max(0, desk.serverTime(useNow().value) - since);
  const tone = waited > TOO_LONG_MS ? "too-long" : waited > LONG_MS ? "long" : "";
  const words = waited < DAY_MS ? clock(waited) : t("{n} d", { n: Math.floor(waited / DAY_MS) });
  return html`<span class=${`waits ${tone}`} title=${t("Waits since {when}", { when: date(since) })}>
    <${Icon} of=${Clock} size=${13} label=${t("waits")} />${words}</span>`;
}
