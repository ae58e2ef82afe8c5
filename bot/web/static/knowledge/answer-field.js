import { html, useId, useRef, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { AnswerToolbar } from "./answer-toolbar.js";
import { useEditor } from "./editor-context.js";
import { putIn, writtenIn } from "./field-text.js";
import { linked, wrapped } from "./markdown.js";
import { picturesOf } from "../shared/fitting.js";
import { dropPictures } from "./pictures.js";

/**
 * The answer in Markdown, with buttons for who does not know it. Pictures come by button, from the clipboard, or dropped.
 * @param {{translation: import("./types.js").Translation, onChange: (answer: string) => void}} props
 */
export function AnswerField({ translation, onChange }) {
  const editor = useEditor();
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const [over, setOver] = useState(false);
  const id = useId();
  /** @param {(written: import("./markdown.js").Written) => import("./markdown.js").Written} change */
  const change = (change) => { if (field.current) putIn(field.current, change(writtenIn(field.current))); };
  const insert = (/** @type {File[]} */ files) => { if (field.current) void dropPictures(field.current, files); };
  const press = (/** @type {KeyboardEvent} */ event) => {
    const shortcut = (event.ctrlKey || event.metaKey) && !event.altKey && SHORTCUTS[event.code];
    if (!shortcut) return;
    event.preventDefault();
    change(shortcut);
  };
  const take = (/** @type {ClipboardEvent | DragEvent} */ event) => {
    const files = picturesOf("clipboardData" in event ? event.clipboardData : event.dataTransfer);
    setOver(false);
    if (!files.length) return;
    event.preventDefault();
    insert(files);
  };
  const drag = (/** @type {boolean} */ on) => (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    setOver(on);
  };
  return html`<div class="field answer"><label for=${id}>${t("Answer")}</label>
    <div class=${over ? "answer-box over" : "answer-box"} onDragOver=${drag(true)} onDragLeave=${drag(false)} onDrop=${take}>
      <${AnswerToolbar} change=${change} onPictures=${insert} attributes=${editor.attributes.value} />
      <textarea id=${id} ref=${field} class="answer-text" maxlength="100000" value=${translation.answer} spellcheck
        placeholder=${t("What to do, in short steps.")}
        onKeyDown=${press} onPaste=${take} onInput=${typed(onChange)}></textarea>
      ${over && html`<p class="drop-here">${t("Drop the picture here")}</p>`}
    </div></div>`;
}

/** By the key as a Latin layout has it, with Ctrl or ⌘. @type {Record<string, (written: import("./markdown.js").Written) => import("./markdown.js").Written>} */
const SHORTCUTS = {
  KeyB: (written) => wrapped(written, "**", t("bold")),
  KeyI: (written) => wrapped(written, "_", t("slanted")),
  KeyK: (written) => linked(written, t("words of the link")),
};
