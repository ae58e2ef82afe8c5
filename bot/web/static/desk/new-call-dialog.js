import { Dialog } from "../shared/dialog.js";
import { html, useState } from "../shared/html.js";
import { LANGUAGES, language, t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { act } from "../shared/act.js";
import { useDesk } from "./context.js";
import { LinkField } from "../rooms/link-field.js";

/**
 * A call with somebody who has written nothing: on the telephone, say. They get a link by whatever way there is.
 * @param {{onClose: () => void}} props
 */
export function NewCallDialog({ onClose }) {
  const desk = useDesk();
  const [name, write] = useState(""), [kind, setKind] = useState("video"), [tongue, setTongue] = useState(language.peek());
  const [made, setMade] = useState(/** @type {{url: string, room: string, conversation: string} | null} */ (null));
  const make = (/** @type {Event} */ event) => {
    event.preventDefault();
    void act(async () => setMade(await desk.connection.request("call.new", { name: name.trim(), kind, language: tongue })));
  };
  const go = () => {
    if (!made) return;
    desk.show(made.conversation);
    desk.call.value = { room: made.room, conversation: made.conversation, name: name.trim(), kind: /** @type {any} */ (kind) };
    onClose();
  };
  const field = (/** @type {string} */ words, /** @type {any} */ input) => html`<label class="field"><span class="label">${words}</span>${input}</label>`;
  if (made) {
    return html`<${Dialog} title=${t("Send {name} this link", { name: name.trim() })} onClose=${onClose}
      actions=${html`<button type="button" class="button primary" onClick=${go}>${t("Go into the call")}</button>`}>
      <p>${t("By email, SMS or read out. It opens in any browser and works once; the call waits for them here.")}</p>
      <${LinkField} url=${made.url} name=${t("Invitation link")} /><//>`;
  }
  return html`<${Dialog} title=${t("New call")} onClose=${onClose}><form class="stack" onSubmit=${make}>
    ${field(t("Whom do you want to call?"), html`<input class="input" maxlength="80" required value=${name} onInput=${typed(write)} autocomplete="off" />`)}
    ${field(t("Kind of call"), html`<select class="input" value=${kind} onChange=${(/** @type {any} */ event) => setKind(event.currentTarget.value)}>
      <option value="video">${t("Video call")}</option><option value="voice">${t("Voice call")}</option><option value="screen">${t("Screen sharing")}</option></select>`)}
    ${field(t("Their language"), html`<select class="input" value=${tongue} onChange=${(/** @type {any} */ event) => setTongue(event.currentTarget.value)}>
      ${Object.entries(LANGUAGES).map(([code, own]) => html`<option key=${code} value=${code} lang=${code}>${own}</option>`)}</select>`)}
    <div class="dialog-actions"><button type="submit" class="button primary" disabled=${!name.trim()}>${t("Make the link")}</button></div>
  </form><//>`;
}
