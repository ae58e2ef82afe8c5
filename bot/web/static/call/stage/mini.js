import { Mic, MicOff, MonitorX, PhoneOff } from "../../vendor/lucide-call.js";
import { html } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Control } from "../controls/control.js";
import { Show } from "./stage.js";

/**
 * The call in a small window over other programs: whoever shares another window still sees the other side, and what they point
 * at on the shared screen.
 * @param {{room: import("../room/live-room.js").LiveRoom, view: import("./view.js").View, name: string}} props
 */
export function Mini({ room, view, name }) {
  const { audio, screen } = room.sharing.value;
  const shown = view.shown.value;
  const large = shown.find(({ own, kind }) => own && kind === "screen") ?? view.arranged.value.stage[0];
  const face = shown.find((each) => !each.own && each.kind === "camera" && each.on && each !== large);
  return html`<main class="call-view mini"><div class="during">
    <div class="middle"><div class="stage">
      <div class="shown"><div class="cell">${large ? html`<${Show} room=${room} shown=${large} size="tile" />`
        : html`<p class="muted">${t("{name} is not here yet. You are ready.", { name })}</p>`}</div></div>
      ${face && html`<ul class="tiles"><li class="tile"><${Show} room=${room} shown=${face} size="tile" /></li></ul>`}
    </div></div>
    <div class="bar" role="group" aria-label=${t("Call")}>
      <${Control} drawing=${audio ? Mic : MicOff} words=${audio ? t("Mute") : t("Unmute")} on=${audio} press=${() => room.microphone(!audio)} />
      ${screen && html`<${Control} drawing=${MonitorX} words=${t("Stop sharing")} tone="lit" press=${() => room.screen(false)} />`}
      <${Control} drawing=${PhoneOff} words=${t("Leave")} tone="end" press=${() => room.leave()} />
    </div>
  </div></main>`;
}
