import { html, useEffect, useSignal } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { explain } from "../shared/wording.js";
import { PROBLEMS } from "./room/capture.js";
import { MicrophoneQuestion } from "./preflight/microphone.js";
import { Preflight } from "./preflight/preflight.js";
import { ReadyQuestion } from "./preflight/ready.js";
import { SpeakerQuestion } from "./preflight/speaker.js";
import { Ringing } from "./ringing.js";

/**
 * @typedef {import("./room/live-room.js").LiveRoom} LiveRoom
 * @typedef {import("../shared/conversation.js").Call} Call
 * @typedef {{
 *   kind?: import("./preflight/preflight.js").CallKind,
 *   role?: "customer" | "agent",
 *   atOnce?: boolean,
 *   asks?: Asks | null,
 * }} How  kind: what the call is proposed with. atOnce: no question, straight in, because somebody waits. asks: the customer
 *   begins the call, and agents are rung once the questions are answered
 * @typedef {{onRoom: (answer: {room: string, conversation?: string}) => void, onCallBack: () => void}} Asks
 *   onCallBack: nobody can come now, and the customer wants to be called back
 * @typedef {How & {
 *   room: LiveRoom, id: string | null, name: string, connection: import("../shared/connection.js").Connection,
 *   card: () => Call | null, onBack: (() => void) | null,
 * }} Props  id: of the room, null before the customer has asked. name: of the one who is met
 */

/**
 * Before a call, one question at a time: can you be heard, can you hear, what is on. Whoever has been through it on this device
 * goes straight to the last, and anybody may skip the others.
 * @param {Props} props
 */
export function Before({ room, id, name, connection, card, onBack, kind = "video", role = "customer", atOnce = false, asks = null }) {
  const held = useSignal(/** @type {Preflight | null} */ (null));
  const preflight = held.value ??= new Preflight({ connection, room, id, kind, tells: role === "customer", atOnce });
  const refused = useSignal(""), asked = useSignal(false);
  const join = async () => {
    refused.value = "";
    preflight.stop();
    await room.join().catch((error) => { refused.value = whyNot(error); });
  };
  const ask = () => { asked.value = true; };
  useEffect(() => {
    const started = preflight.start();
    if (atOnce) void started.then(join);
    return () => preflight.stop();
  }, []);
  if (asked.value && asks && !refused.value) {
    return html`<div class="before"><${Ringing} preflight=${preflight} connection=${connection} kind=${kind} card=${card} asks=${asks}
      onAccepted=${join} onBack=${onBack} /></div>`;
  }
  const first = asks && !asked.value;
  const joining = room.stage.value === "joining" || (atOnce && !refused.value);
  return html`<div class="before"><${Asked} preflight=${preflight} room=${room} kind=${kind} busy=${joining} refused=${refused.value}
    words=${first ? t("Call now") : joining ? t("Joining…") : t("Join now")} name=${name} onGo=${first ? ask : join} onBack=${onBack} /></div>`;
}

/**
 * The question whose turn it is.
 * @param {{preflight: Preflight, room: LiveRoom, kind: import("./preflight/preflight.js").CallKind, busy: boolean, refused: string,
 *   words: string, name: string, onGo: () => void, onBack: (() => void) | null}} props
 */
function Asked({ preflight, room, kind, busy, refused, words, name, onGo, onBack }) {
  const back = onBack && html`<button type="button" class="button quiet" onClick=${onBack}>${t("Back")}</button>`;
  const skip = html`<button type="button" class="button quiet" onClick=${() => preflight.next({ skip: true })}>${t("Skip the test")}</button>`;
  switch (preflight.question.value) {
    case "microphone": return html`<${MicrophoneQuestion} preflight=${preflight} room=${room}>${skip}${back}<//>`;
    case "speaker": return html`<${SpeakerQuestion} preflight=${preflight} room=${room}>${skip}${back}<//>`;
    case "ready": return html`<${ReadyQuestion} preflight=${preflight} room=${room} kind=${kind} busy=${busy} refused=${refused}
      words=${words} onGo=${onGo} note=${name ? t("{name} sees and hears only what is on. You can change it at any time.", { name })
        : t("Only what is on is seen and heard. You can change it at any time.")}>
      <button type="button" class="button quiet" disabled=${busy} onClick=${() => preflight.again()}>${t("Test sound again")}</button>${back}<//>`;
  }
}

/** @param {any} error  of joining */
const whyNot = (error) => (error.code in PROBLEMS ? t(PROBLEMS[error.code]) : explain(error));
