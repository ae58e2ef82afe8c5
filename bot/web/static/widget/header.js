import { Languages, WifiOff, X } from "../vendor/lucide-widget.js";
import { Avatar } from "../shared/avatar.js";
import { liveCall } from "../shared/conversation.js";
import { html, useEffect, useState } from "../shared/html.js";
import { LANGUAGES, language, load, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";

const UNSAID_MS = 1_500;

/**
 * Who answers now.
 * @param {{chat: import("./chat.js").Chat, talk: typeof import("./talk.js") | null, title: string, onClose: (() => void) | null}} props
 *   talk: once it is there
 */
export function Header({ chat, talk, title, onClose }) {
  const { conversation, place } = chat.state.value;
  const owner = conversation?.owner ?? { kind: "bot" };
  const agent = owner.kind === "agent" ? owner.agent : null;
  const line = conversation && liveCall(conversation)?.state === "ringing" ? t("Calling…")
    : owner.kind === "line" ? place ? t("You are number {place} in line", { place }) : t("In line for a person")
    : agent ? t("A person from {title}", { title }) : t("A bot. It answers at once.");
  return html`<header class="head">
    <${Avatar} name=${agent?.name ?? title} bot=${!agent} size=${40} />
    <div class="grow">
      <h1 class="truncate">${agent?.name ?? title}</h1>
      <p class="muted small truncate">${line}</p>
    </div>
    ${talk && html`<${talk.UnaskedSwitch} chat=${chat} />`}
    <${LanguageSwitch} chat=${chat} />
    ${onClose && html`<button type="button" class="button quiet bare" aria-label=${t("Close the chat")}
      onClick=${onClose}>
      <${Icon} of=${X} size=${20} /></button>`}
  </header>`;
}

/** @param {{chat: import("./chat.js").Chat}} props */
function LanguageSwitch({ chat }) {
  const change = async (/** @type {{currentTarget: HTMLSelectElement}} */ { currentTarget }) => {
    const wanted = currentTarget.value;
    await load(wanted, { keep: true });
    if (chat.me.value) await chat.ask("profile", { language: wanted });
  };
  return html`<label class="language">
    <span class="visually-hidden">${t("Language")}</span>
    <${Icon} of=${Languages} size=${16} /><span aria-hidden="true">${language.value.toUpperCase()}</span>
    <select value=${language.value} onChange=${change}>
      ${Object.entries(LANGUAGES).map(([code, name]) => html`<option value=${code} lang=${code}>${name}</option>`)}
    </select>
  </label>`;
}

/**
 * An honest line while there is no connection; silent for the moment that a normal start takes.
 * @param {{chat: import("./chat.js").Chat}} props
 */
export function ConnectionLine({ chat }) {
  const { state } = chat.connection.status.value;
  const [shown, show] = useState(false);
  const away = state !== "online";
  useEffect(() => {
    if (!away) return show(false);
    const timer = setTimeout(() => show(true), UNSAID_MS);
    return () => clearTimeout(timer);
  }, [away]);
  return html`<div role="status">${shown && html`<p class="offline small">
    <${Icon} of=${WifiOff} size=${16} />
    <span class="grow">${t("No connection. What you write is sent as soon as it is back.")}</span>
    <button type="button" class="button link" disabled=${state === "connecting"}
      onClick=${() => chat.connection.wake()}>
      ${state === "connecting" ? t("Trying…") : t("Try now")}</button>
  </p>`}</div>`;
}
