import { PhoneIncoming, Video } from "../../vendor/lucide-calling.js";
import { Avatar } from "../../shared/avatar.js";
import { html, useEffect } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";
import { invitationWords } from "./card.js";
import { ring } from "../preflight/tone.js";

/**
 * An agent's invitation rings over the chat: seen always, heard where the browser lets it be.
 * @param {{card: import("../../shared/conversation.js").Call, onJoin: () => void, onDecline: () => void}} props
 */
export function Invited({ card, onJoin, onDecline }) {
  useEffect(() => ring(), []);
  return html`<section class="invited" role="alertdialog" aria-labelledby="invited">
    <${Avatar} name=${card.by?.name ?? ""} size=${40} />
    <div class="grow"><p id="invited"><strong>${invitationWords(card)}</strong></p>
      <p class="muted small">${t("You choose what to share.")}</p></div>
    <div class="row wrap">
      <button type="button" class="button primary" onClick=${onJoin}><${Icon} of=${card.media === "voice" ? PhoneIncoming : Video} />${t("Join")}</button>
      <button type="button" class="button" onClick=${onDecline}>${t("Not now")}</button>
    </div>
  </section>`;
}
