import { Lock, BookOpen, Hand, Paperclip } from "../vendor/lucide-desk.js";
import { CircleAlert, SendHorizontal, X } from "../vendor/lucide.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { explain } from "../shared/wording.js";
import { picturesOf } from "../shared/fitting.js";
import { typed } from "../shared/typed.js";
import { act } from "../shared/act.js";
import { ArticleDialog } from "./article-dialog.js";
import { useDesk } from "./context.js";
import { draftOf, keepDraft } from "./drafts.js";
import { IconButton } from "../shared/icon-button.js";
import { nameOf } from "../rooms/names.js";
import { PictureDialog } from "./picture-dialog.js";
import { ReachLine, useReach } from "../rooms/reach.js";
import { Suggestions, useSuggestionKeys } from "./suggestions.js";
import { applicable } from "./verbs.js";

/**
 * @typedef {import("./types.js").Conversation} Conversation
 * @typedef {import("./drafts.js").Draft} Draft
 * @typedef {import("./drafts.js").Mode} Mode
 */

const TYPING_EVERY_MS = 2_000;
const LONGEST = 4_000;

/** Puts the cursor where one writes, unless that brings up a keyboard of glass over what one reads. */
export const toWriting = () => {
  if (!matchMedia("(pointer: coarse)").matches) document.getElementById("composer-text")?.focus();
};

/** Where a reply or a note is written. @param {{opened: import("./opened.js").Opened, conversation: Conversation}} props */
export function Composer({ opened, conversation }) {
  const desk = useDesk();
  const [mode, setMode] = useState(/** @type {Mode} */ ("reply"));
  const [draft, setDraft] = useDraft(conversation.id, mode);
  const may = applicable(conversation, desk.me.id);
  const [finding, find] = useState(false);
  const [picture, setPicture] = useState(/** @type {File | null} */ (null));
  const reach = useReach(conversation);
  const lost = mode === "reply" && reach?.way === "nowhere";
  const wanted = mode === "reply" && !lost && may.size > 0 && conversation.owner.kind !== "nobody";
  const suggestions = wanted ? opened.suggestions.value : [];
  const write = (/** @type {Partial<Draft>} */ part) => {
    if (part.text === "/" && !draft.text && wanted) return find(true);
    setDraft({ ...draft, ...part });
    if (part.text && mode === "reply" && may.has("reply")) tellTyping(desk, conversation.id);
  };
  const goOn = () => document.getElementById("composer-text")?.focus();
  const add = (/** @type {import("../shared/conversation.js").Choice} */ article) => {
    write({ article });
    goOn();
  };
  const closed = () => {
    find(false);
    setPicture(null);
    requestAnimationFrame(goOn); // under the dialog nothing takes the focus
  };
  const bring = (/** @type {Event & {clipboardData?: DataTransfer | null, dataTransfer?: DataTransfer | null}} */ event) => {
    const [file] = picturesOf(event.clipboardData ?? event.dataTransfer ?? null);
    if (!file || event.clipboardData?.types.includes("text/plain")) return; // a spreadsheet's cells come as a picture too
    event.preventDefault();
    if (wanted) setPicture(file);
  };
  useSuggestionKeys(suggestions, add);
  const send = () => !lost && submit(desk, conversation, mode, draft, () => setDraft({ text: "" }));

  return html`<section class=${`composer ${mode}`} aria-label=${t("Write")}>
    <${Refused} conversation=${conversation} />
    ${mode === "reply" && html`<${ReachLine} reach=${reach} contact=${conversation.contact} />`}
    ${suggestions.length > 0 && html`<${Suggestions} choices=${suggestions} onAdd=${add} />`}
    <div class="composer-box" onPaste=${bring} onDrop=${bring} onDragOver=${(/** @type {Event} */ event) => event.preventDefault()}>
      <div class="composer-head"><${Modes} mode=${mode} choose=${setMode} />
        ${wanted && html`<span class="grow"></span><${PictureButton} choose=${setPicture} />
          <button type="button" class="composer-mode" title=${`${t("Find an article")} (/)`} onClick=${() => find(true)}>
          <${Icon} of=${BookOpen} size=${16} /><span class="truncate">${t("Find an article")}</span></button>`}</div>
      ${draft.article && mode === "reply" && html`<p class="composer-article"><${Icon} of=${BookOpen} size=${16} />
        <button type="button" class="button link truncate" title=${t("As the customer reads it")} onClick=${() => find(true)}>
          ${draft.article.label}</button><span class="grow"></span>
        <${IconButton} of=${X} label=${t("Do not send the article")} onClick=${() => write({ article: undefined })} /></p>`}
      <${Field} conversation=${conversation} mode=${mode} text=${draft.text}
        onText=${(/** @type {string} */ text) => write({ text })} onSend=${send} />
      <div class="composer-foot">
        <span class="composer-hint muted small grow">${lost ? "" : hint(conversation, mode, desk.me.id)}</span>
        <${SendButton} conversation=${conversation} mode=${mode} draft=${draft} lost=${lost} onSend=${send} />
      </div>
    </div>
    ${finding && html`<${ArticleDialog} conversation=${conversation.id} words=${draft.article?.label} onAdd=${add}
      onClose=${closed} />`}
    ${picture && html`<${PictureDialog} file=${picture} send=${(/** @type {Blob} */ fit, /** @type {string} */ id) => desk.sendPicture(conversation, fit, id)} onClose=${closed} />`}
  </section>`;
}

/** @param {{choose: (file: File) => void}} props */
function PictureButton({ choose }) {
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const take = () => {
    const file = field.current?.files?.[0];
    if (file) choose(file);
    if (field.current) field.current.value = ""; // the same one may be chosen again
  };
  return html`<input ref=${field} type="file" class="visually-hidden" tabindex="-1" accept="image/png,image/jpeg,image/webp" aria-label=${t("Picture")} onChange=${take} />
    <button type="button" class="composer-mode" aria-label=${t("Send a picture")} title=${t("Send a picture")} onClick=${() => field.current?.click()}>
      <${Icon} of=${Paperclip} size=${16} /></button>`;
}

/** @param {{mode: Mode, choose: (mode: Mode) => void}} props */
function Modes({ mode, choose }) {
  const tab = (/** @type {Mode} */ name, /** @type {any} */ words) => html`<button type="button" id=${`composer-${name}`}
    class="composer-mode" aria-pressed=${mode === name} onClick=${() => choose(name)}>${words}</button>`;
  return html`<div class="composer-modes" role="group" aria-label=${t("What to write")}>
    ${tab("reply", t("Reply"))}${tab("note", html`<${Icon} of=${Lock} size=${13} />${t("Note")}`)}</div>`;
}

/** @param {{conversation: Conversation, mode: Mode, text: string, onText: (text: string) => void, onSend: () => void}} props */
function Field({ conversation, mode, text, onText, onSend }) {
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  }, [text]);
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") return field.current?.blur();
    // An input method uses Enter to choose among its words.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    onSend();
  };
  const name = nameOf(conversation.contact);
  const [words, label] = mode === "note"
    ? [t("Write a note…"), t("Note about {name}", { name })]
    : [t("Write a reply…"), t("Reply to {name}", { name })];
  return html`<textarea id="composer-text" class="composer-text" ref=${field} rows="1" maxlength=${LONGEST} aria-label=${label}
    placeholder=${words} enterkeyhint="send" value=${text} onKeyDown=${press} onInput=${typed(onText)}></textarea>`;
}

/** @param {{conversation: Conversation, mode: Mode, draft: Draft, lost: boolean, onSend: () => void}} props  lost: nobody would ever read it */
function SendButton({ conversation, mode, draft, lost, onSend }) {
  const desk = useDesk();
  const takes = mode === "reply" && applicable(conversation, desk.me.id).has("take");
  const able = !lost && !empty(draft, mode) && (mode === "note" || takes || applicable(conversation, desk.me.id).has("reply"));
  const words = mode === "note" ? t("Add note") : takes ? t("Take and send") : t("Send");
  return html`<button type="button" class="button primary" aria-disabled=${!able} onClick=${onSend}>
    ${words}<${Icon} of=${takes ? Hand : SendHorizontal} size=${16} /></button>`;
}

/** What was not taken by the server, and who has the conversation now. @param {{conversation: Conversation}} props */
function Refused({ conversation }) {
  const desk = useDesk();
  const refused = desk.refused.value;
  if (refused?.conversation !== conversation.id) return html`<div role="alert"></div>`;
  const { owner } = conversation;
  const words = refused.refusal.code === "stale"
    ? owner.kind === "agent" && owner.agent.id !== desk.me.id
      ? t("Not sent: {name} has this conversation now. Your text is kept here.", { name: owner.agent.name })
      : t("Not sent: the conversation has moved on. Your text is kept here.")
    : t("Not sent: {why} Your text is kept here.", { why: explain(refused.refusal) });
  return html`<div role="alert"><p class="notice warn"><${Icon} of=${CircleAlert} size=${16} /><span class="grow">${words}</span>
    <${IconButton} of=${X} label=${t("Close")} onClick=${() => { desk.refused.value = null; }} /></p></div>`;
}

/** @param {Conversation} conversation @param {Mode} mode @param {string} me */
function hint({ owner }, mode, me) {
  if (mode === "note") return t("Only agents see notes.");
  switch (owner.kind) {
    case "line": return t("Waits in the line. Sending takes the conversation.");
    case "bot": return t("The bot is answering. Sending takes over from it.");
    case "nobody": return t("Has ended. Sending opens it again.");
    case "agent": return owner.agent.id === me
      ? t("Enter sends, Shift and Enter make a new line.")
      : t("{name} has it. You can leave a note.", { name: owner.agent.name });
  }
}

/** @param {Draft} draft @param {Mode} mode */
const empty = (draft, mode) => !draft.text.trim() && !(mode === "reply" && draft.article);

/**
 * @param {import("./desk.js").Desk} desk @param {Conversation} conversation @param {Mode} mode @param {Draft} draft
 * @param {() => void} clear  called when the words are in the outbox
 */
async function submit(desk, conversation, mode, draft, clear) {
  if (empty(draft, mode)) return;
  const { id } = conversation;
  const may = applicable(conversation, desk.me.id);
  desk.refused.value = null;
  if (mode === "note") {
    desk.note(id, draft.text);
  } else if (may.has("reply")) {
    desk.reply(id, conversation.fence, draft);
  } else if (may.has("take")) {
    const taken = await act(async () => desk.reply(id, (await desk.take(id)).fence, draft));
    if (!taken) return;
  } else {
    return;
  }
  clear();
}

/**
 * The draft of this conversation, kept as it is written.
 * @param {string} conversation @param {Mode} mode
 * @returns {[Draft, (draft: Draft) => void]}
 */
function useDraft(conversation, mode) {
  const desk = useDesk();
  const turn = desk.draftTurn.value;
  const [draft, setDraft] = useState(() => draftOf(conversation, mode));
  useEffect(() => setDraft(draftOf(conversation, mode)), [conversation, mode, turn]);
  const keep = (/** @type {Draft} */ next) => {
    setDraft(next);
    keepDraft(conversation, mode, next);
  };
  return [draft, keep];
}

let toldTyping = 0;

/** @param {import("./desk.js").Desk} desk @param {string} conversation */
function tellTyping(desk, conversation) {
  const present = Date.now();
  if (present - toldTyping < TYPING_EVERY_MS || desk.connection.status.peek().state !== "online") return;
  toldTyping = present;
  desk.connection.request("typing", { conversation }).catch(() => {}); // a lost one is replaced by the next
}
