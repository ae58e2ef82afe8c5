import { Volume2 } from "../../vendor/lucide-call.js";
import { html, useSignal } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";
import { DeviceChoice, useDevices } from "./device-choice.js";
import { tryLoudspeaker } from "./tone.js";

/** Can you hear? @param {{preflight: import("./preflight.js").Preflight, room: import("../room/live-room.js").LiveRoom, children?: any}} props  children: the ways past it */
export function SpeakerQuestion({ preflight, room, children }) {
  const playing = useSignal(false), played = useSignal(false);
  const { speakers, speaker } = useDevices(room, null);
  const unheard = preflight.speaker.value === "unheard";
  const play = async () => {
    playing.value = true;
    await tryLoudspeaker(speaker.value);
    playing.value = false;
    played.value = true;
  };
  const yes = () => { preflight.speaker.value = "heard"; preflight.next(); };
  const no = () => { preflight.speaker.value = "unheard"; };
  return html`<section class="question">
    <h2>${t("Can you hear?")}</h2>
    <p class="muted">${t("Press the button: four soft tones are played.")}</p>
    <p class="row wrap">
      <button type="button" class=${played.value && !unheard ? "button" : "button primary"} disabled=${playing.value} onClick=${play}>
        <${Icon} of=${Volume2} />${playing.value ? t("Playing…") : played.value ? t("Play them again") : t("Play the tones")}</button></p>
    ${unheard && html`<div class="notice warn" role="status"><p>${preflight.browser.phone
      ? t("Turn the volume up with the keys at the side, and the silent switch off. Headphones may have taken the sound along.")
      : t("Turn the volume up, look whether this tab is muted, or choose another loudspeaker. Then play them again.")}</p></div>`}
    <${DeviceChoice} devices=${speakers.value} label=${t("Loudspeaker")} chosen=${speaker.value || "default"}
      onChoose=${(/** @type {string} */ id) => room.devices.play(id)} />
    ${played.value && !playing.value && html`<p class="label" id="heard-tones">${t("Did you hear the tones?")}</p>
      <div class="row wrap" role="group" aria-labelledby="heard-tones">
        <button type="button" class=${unheard ? "button" : "button primary"} onClick=${yes}>${t("Yes")}</button>
        ${unheard ? html`<button type="button" class="button" onClick=${() => preflight.next()}>${t("Continue anyway")}</button>`
          : html`<button type="button" class="button" onClick=${no}>${t("No")}</button>`}
      </div>`}
    <div class="row wrap actions">${children}</div>
  </section>`;
}
