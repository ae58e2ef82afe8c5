import { PhoneOff, Video } from "../vendor/lucide.js";
import { MonitorUp, Phone } from "../vendor/lucide-desk.js";
import { Avatar } from "../shared/avatar.js";
import { html, useEffect } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { announce } from "../shared/announce.js";
import { letters } from "../shared/keys.js";
import { languageName } from "../shared/language-name.js";
import { clock, useNow } from "../shared/time.js";
import { act } from "../shared/act.js";
import { kindWords } from "./call-words.js";
import { CheckTags } from "./check.js";
import { useDesk } from "./context.js";
import { nameOf } from "../rooms/names.js";

/** @typedef {import("./rings.js").Ring} Ring */

/** Calls that ring at this agent: over whatever the desk shows. The first takes the keys. */
export function RingCards() {
  const desk = useDesk();
  const rings = desk.rings.shown.value;
  return html`<div class="rings">${rings.map((ring, place) => html`<${RingCard} key=${ring.room} ring=${ring} first=${place === 0} />`)}</div>`;
}

/** @param {{ring: Ring, first: boolean}} props */
function RingCard({ ring, first }) {
  const desk = useDesk();
  const { contact, kind = "video", invited_by: by, check } = ring;
  const name = nameOf(contact), keys = first && letters.value;
  const words = by?.id === desk.me.id ? t("Your call with {name} begins", { name })
    : by ? t("{agent} asks you into the call with {name}", { agent: by.name, name })
    : t("{name} is calling", { name });
  useEffect(() => announce(words), []);
  return html`<section class="ring-card" role="alertdialog" aria-label=${words}>
    <div class="row"><${Avatar} name=${name} size=${40} />
      <div class="grow"><p><strong>${words}</strong></p>
        <p class="muted small">${kindWords(kind)} · ${languageName(contact.language)} · <${Left} ring=${ring} /></p></div></div>
    ${!by && check && html`<${CheckTags} check=${check} />`}
    <div class="row">
      <button type="button" class="button primary grow" onClick=${() => act(() => desk.accept(ring))}>
        <${Icon} of=${{ video: Video, voice: Phone, screen: MonitorUp }[kind]} size=${16} />${by ? t("Join") : t("Accept")}${keys && html`<kbd>a</kbd>`}</button>
      <button type="button" class="button grow" onClick=${() => desk.decline(ring)}>
        <${Icon} of=${PhoneOff} size=${16} />${t("Not me")}${keys && html`<kbd>x</kbd>`}</button>
    </div>
  </section>`;
}

/** @param {{ring: Ring}} props */
function Left({ ring }) {
  const desk = useDesk();
  return html`<span class="figures">${clock(Math.max(0, ring.expires_at - desk.serverTime(useNow().value)))}</span>`;
}
