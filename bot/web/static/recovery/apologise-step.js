import { SendHorizontal } from "../vendor/lucide-recovery.js";
import { act } from "../shared/act.js";
import { html, useId, useRef, useState } from "../shared/html.js";
import { LANGUAGES, t } from "../shared/i18n.js";
import { freshId } from "../shared/ids.js";
import { Icon } from "../shared/icons.js";
import { typed } from "../shared/typed.js";
import { languageName } from "../shared/language-name.js";
import { nameOf } from "../rooms/names.js";
import { ReachLine, useReach } from "../rooms/reach.js";
import { NoteField } from "./note-field.js";
import { useRoom } from "./room.js";
import { Wordings } from "./wordings.js";

/**
 * Words are chosen, made one's own, and sent; nothing is sent by itself.
 * @param {{opened: import("./opened-case.js").OpenedCase, detail: import("./types.js").Detail}} props
 */
export function ApologiseStep({ opened, detail: { case: it } }) {
  const [text, write] = useState("");
  const [suggested, suggest] = useState("");
  const [language, speak] = useState(it.language);
  const [otherwise, sayOtherwise] = useState(it.channel === "link"); // who has nothing but a call reads no thread
  const editor = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const id = useId(), name = nameOf(it.contact);
  const choose = (/** @type {string} */ words) => {
    write(words);
    suggest(words);
    editor.current?.focus();
  };
  if (otherwise) return html`<${Otherwise} opened=${opened} back=${() => sayOtherwise(false)} />`;
  return html`<div class="step">
    <h3>${t("Empathise and apologise")}</h3>
    <div class="row wordings-head"><p class="grow">${t("Choose a suggestion that fits, then say in your own words what happened to {name}.", { name })}</p>
      <label><span class="visually-hidden">${t("Language of the suggestions")}</span>
        <select class="input" value=${language} onChange=${typed(speak)}>${Object.keys(LANGUAGES).map((code) => html`
          <option key=${code} value=${code} selected=${code === language}>${languageName(code)}</option>`)}</select></label></div>
    <${Wordings} it=${it} language=${language} chosen=${suggested} choose=${choose} />
    <div class="field"><label for=${id}>${t("Your words to {name}", { name })}</label>
      <textarea id=${id} ref=${editor} class="input" rows="7" maxlength="4000" lang=${language} value=${text} onInput=${typed(write)}></textarea></div>
    <${SendRow} opened=${opened} text=${text} untouched=${text === suggested} sayOtherwise=${() => sayOtherwise(true)} name=${name} />
  </div>`;
}

/** @param {{opened: import("./opened-case.js").OpenedCase, text: string, untouched: boolean, sayOtherwise: () => void, name: string}} props */
function SendRow({ opened, text, untouched, sayOtherwise, name }) {
  const { me } = useRoom();
  const ident = useRef({ text: "", id: "" }); // the same words twice are one message
  const conversation = opened.conversation.value, owner = conversation?.owner;
  const reach = useReach(conversation);
  const other = owner?.kind === "agent" && owner.agent.id !== me.id ? owner.agent.name : "";
  const able = text.trim().length > 0 && !other && reach?.way !== "nowhere";
  const send = () => {
    if (!able) return;
    if (ident.current.text !== text) ident.current = { text, id: freshId() };
    void act(() => opened.does("apologise", { text, client_message_id: ident.current.id }));
  };
  return html`
    ${conversation && html`<${ReachLine} reach=${reach} contact=${conversation.contact} />`}
    ${other && html`<p class="notice warn">${t("{name} talks to this customer right now. Ask them to apologise, or to hand the conversation on.", { name: other })}</p>`}
    <p class="muted small">${text && untouched ? t("Still word for word as suggested. Add a sentence of your own.")
      : t("It is sent to {name} in your name, and you take the conversation.", { name })}</p>
    <div class="step-deeds"><button type="button" class="button primary" aria-disabled=${!able} onClick=${send}>
        <${Icon} of=${SendHorizontal} size=${16} />${t("Send to {name}", { name })}</button>
      <button type="button" class="button quiet" onClick=${sayOtherwise}>${t("Said another way")}</button></div>`;
}

/** @param {{opened: import("./opened-case.js").OpenedCase, back: () => void}} props */
function Otherwise({ opened, back }) {
  const [note, write] = useState("");
  const able = note.trim().length > 0;
  return html`<div class="step"><h3>${t("Said another way")}</h3>
    <${NoteField} label=${t("How did you say it, and what? In a call, by letter…")} text=${note} write=${write} />
    <div class="step-deeds"><button type="button" class="button primary" aria-disabled=${!able} onClick=${() => able && act(() => opened.does("apologise", { note }))}>${t("Save the note and continue")}</button>
      <button type="button" class="button quiet" onClick=${back}>${t("Back")}</button></div></div>`;
}
