import { Signal, SignalLow, SignalMedium } from "../../vendor/lucide-call.js";
import { html } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";
import { Elapsed } from "../../shared/time.js";
import { PARTS } from "../parts.js";
import { sends } from "../stage/places.js";

/** @typedef {import("../room/live-room.js").LiveRoom} LiveRoom */

/**
 * With whom, how long, and how the connection is.
 * @param {{room: LiveRoom, view: import("../stage/view.js").View, name: string}} props  name: of the one who is met
 */
export function Head({ room, view, name }) {
  const since = room.since.value;
  const people = room.others.value.filter(sends).map((other) => other.name || name);
  const names = people.length ? people.join(", ") : name;
  return html`<header class="call-head">
    <strong class="truncate" title=${names}>${names}</strong>
    ${people.length > 0 && since !== null && html`<span class="muted"><${Elapsed} since=${since} /></span>`}
    <span class="grow"></span>
    ${PARTS.map((part) => part.Head && html`<${part.Head} room=${room} />`)}
    <${Words} room=${room} view=${view} present=${people.length > 0} />
  </header>`;
}

/** The connection in words; a press explains them. @param {{room: LiveRoom, view: import("../stage/view.js").View, present: boolean}} props */
function Words({ room, view, present }) {
  const [tone, words, drawing] = stateOf(room, present);
  return html`<button type="button" class=${`tag press ${tone}`} aria-haspopup="dialog" aria-expanded=${view.sheet.value === "connection"}
      title=${t("About the connection")} onClick=${() => view.turn("connection")}>
      <${Icon} of=${drawing} size=${14} /><span>${words}</span></button>
    <span class="visually-hidden" role="status">${words}</span>`;
}

/** @param {LiveRoom} room @param {boolean} present @returns {[tone: string, words: string, drawing: any]} */
function stateOf(room, present) {
  const stage = room.stage.value;
  if (stage === "reconnecting") return ["warn", t("Connecting again…"), SignalLow];
  if (stage !== "connected") return ["", t("Connecting…"), SignalLow];
  if (!present) return ["", t("Connected"), Signal];
  switch (room.gauge.quality.value) {
    case "poor": return ["bad", t("Poor connection: sound may break"), SignalLow];
    case "slow": return ["warn", t("Slow: picture reduced to keep the sound"), SignalMedium];
    default: return ["good", t("Good connection"), Signal];
  }
}
