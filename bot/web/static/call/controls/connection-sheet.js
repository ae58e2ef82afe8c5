import { ArrowDown, ArrowUp } from "../../vendor/lucide-call.js";
import { html } from "../../shared/html.js";
import { number, t } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";
import { causeOf } from "../room/flows.js";
import { Sheet } from "./sheet.js";

/**
 * What is slow, in plain words, and what can be done; below it what goes up and down.
 * @typedef {import("../room/live-room.js").LiveRoom} LiveRoom
 * @typedef {import("../room/flows.js").Flow} Flow
 * @typedef {import("../room/flows.js").Measured} Measured
 */

/** @param {{room: LiveRoom, onClose: () => void}} props */
export function ConnectionSheet({ room, onClose }) {
  const measured = room.gauge.measured.value;
  const mending = room.stage.value !== "connected";
  const [what, remedy] = wordsFor(causeOf({ mending, reduced: room.gauge.quality.value !== "good", limits: room.limits.value, measured }), room.sharing.value.camera);
  return html`<${Sheet} title=${t("About the connection")} onClose=${onClose}>
    <p><strong>${what}</strong> ${remedy}</p>
    ${measured ? html`
      <dl class="figures">
        <${Figure} name=${t("Way to the server")} value=${wayWords(measured)} />
        <${Figure} name=${t("Delay")} value=${t("{n} ms", { n: Math.round(measured.rtt_ms) })} />
        <${Figure} name=${t("Lost when sending")} value=${percent(measured.lost_up_pct)} />
        <${Figure} name=${t("Lost when receiving")} value=${percent(measured.lost_down_pct)} />
      </dl>
      <${Flows} drawing=${ArrowUp} title=${t("You send")} room=${room} flows=${measured.flows.filter((flow) => flow.participant === null)} />
      <${Flows} drawing=${ArrowDown} title=${t("You receive")} room=${room} flows=${measured.flows.filter((flow) => flow.participant !== null)} />`
      : html`<p class="muted">${t("It is being measured…")}</p>`}
  <//>`;
}

/** @param {{name: string, value: string}} props */
const Figure = ({ name, value }) => html`<div><dt class="muted">${name}</dt><dd>${value}</dd></div>`;

/** @param {{drawing: any, title: string, room: LiveRoom, flows: Flow[]}} props */
function Flows({ drawing, title, room, flows }) {
  if (!flows.length) return null;
  return html`<section><h3 class="small row"><${Icon} of=${drawing} size=${14} />${title}</h3>
    <dl class="figures">${flows.map((flow) => html`<${Figure} key=${`${flow.participant}/${flow.kind}`} name=${nameOf(flow, room)} value=${valueOf(flow)} />`)}</dl>
  </section>`;
}

/** @param {Flow} flow @param {LiveRoom} room */
function nameOf({ participant, kind }, room) {
  const what = kind === "audio" ? t("Sound") : kind === "camera" ? t("Camera") : t("Screen");
  const others = room.others.value;
  const name = others.length > 1 ? others.find(({ id }) => id === participant)?.name : "";
  return name ? t("{name}: {what}", { name, what }) : what;
}

/** @param {Flow} flow */
function valueOf({ width, height, fps, bps }) {
  const rate = bps >= 1_000_000 ? t("{n} Mbit/s", { n: number(bps / 1_000_000, { maximumFractionDigits: 1 }) })
    : t("{n} kbit/s", { n: number(Math.round(bps / 1000)) });
  return width ? `${t("{width} × {height}, {fps} a second", { width: `${width}`, height: `${height}`, fps: Math.round(fps) })}, ${rate}` : rate;
}

/** @param {number} value */
const percent = (value) => number(value / 100, { style: "percent", maximumFractionDigits: 1 });

/** @param {Measured} measured */
function wayWords({ relayed, protocol }) {
  if (relayed) return protocol === "udp" ? t("through a relay") : t("through a relay, over TCP");
  return protocol === "udp" ? t("direct") : t("direct, over TCP");
}

/** @param {import("../room/flows.js").Cause} cause @param {boolean} camera  whether one's own is on @returns {[what: string, remedy: string]} */
function wordsFor(cause, camera) {
  switch (cause) {
    case "mending": return [t("Reconnecting."), t("You need not do anything. If it takes longer, try another network.")];
    case "own_up": return [t("Your upload is slow."), camera
      ? t("Others see less of you, so that they hear you well. Move closer to the Wi-Fi, stop other uploads, or turn your camera off.")
      : t("Move closer to the Wi-Fi, use a cable, or stop other uploads.")];
    case "own_down": return [t("Your download is slow."), t("Pictures are reduced, so that you hear well. Move closer to the Wi-Fi, or stop other downloads and films.")];
    case "theirs": return [t("The other side's connection is slow."), t("You send a smaller picture, so that they hear you well. There is nothing wrong at your end.")];
    case "busy": return [t("The server is busy."), t("Pictures are reduced for a while. Sound is not.")];
    case "far": return [t("Sound arrives late."), t("A VPN, a mobile network or a long distance does that. Take turns speaking.")];
    case "good": return [t("All is well."), ""];
  }
}
