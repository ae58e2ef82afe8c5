import { Clock } from "../vendor/lucide-talk.js";
import { liveCall } from "../shared/conversation.js";
import { html, useId, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";

/**
 * While the customer waits in the line: the place, what may be done meanwhile, and the way back. A call that rings takes no turns.
 * @param {{chat: import("./chat.js").Chat, staffed: boolean}} props  staffed: somebody was at the desk when the page was loaded
 */
export function Waiting({ chat, staffed }) {
  const { conversation, place } = chat.state.value;
  if (conversation?.owner.kind !== "line" || liveCall(conversation)?.state === "ringing") return null;
  return html`<section class="waiting" aria-label=${t("Waiting for a person")}>
    <p class="row" role="status"><${Icon} of=${Clock} /><strong class="grow">${placeWords(place)}</strong>
      <button type="button" class="button" onClick=${() => chat.ask("leave_line")}>${t("Leave the line")}</button></p>
    <p class="small muted">${staffed
      ? t("You can go on writing, and even close this window: the reply waits for you here.")
      : t("Nobody is at the desk right now. Write what it is about; the reply waits for you here.")}</p>
    ${!conversation.contact.name && html`<${NameForm} chat=${chat} />`}
  </section>`;
}

/** @param {number | null} place */
function placeWords(place) {
  if (place === null) return t("You are in line");
  return place === 1 ? t("You are next") : t("You are number {place} in line", { place });
}

/** @param {{chat: import("./chat.js").Chat}} props */
function NameForm({ chat }) {
  const [name, write] = useState("");
  const field = useId();
  const save = (/** @type {Event} */ event) => {
    event.preventDefault();
    const said = name.toWellFormed().replaceAll("\0", "").trim();
    if (said) void chat.ask("profile", { name: said });
  };
  return html`<form class="name" onSubmit=${save}>
    <label for=${field} class="small">${t("What may we call you?")}</label>
    <div class="row"><input id=${field} class="input" maxlength="80" autocomplete="given-name" value=${name}
      onInput=${(/** @type {any} */ event) => write(event.currentTarget.value)} />
      <button type="submit" class="button" disabled=${!name.trim()}>${t("Save")}</button></div>
  </form>`;
}
