import { TriangleAlert } from "../vendor/lucide-knowledge.js";
import { html, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { RelativeTime } from "../shared/time.js";
import { BothDialog } from "./both-dialog.js";
import { useEditor } from "./editor-context.js";
import { useMe } from "./me.js";
import { authorName } from "./names.js";

/** Somebody else has written since: who, and what to do about it. Nothing is lost before that is decided. */
export function ConflictNotice() {
  const editor = useEditor();
  const me = useMe();
  const [looking, look] = useState(false);
  const theirs = editor.theirs.value;
  if (!theirs) return html`<div role="alert"></div>`;
  const author = theirs.draft?.author ?? theirs.author;
  const at = theirs.draft?.updated_at ?? theirs.updated_at;
  const take = () => { look(false); editor.takeTheirs(); };
  const keepMine = () => { look(false); void editor.keepMine(); };
  const buttons = html`
    <button type="button" class="button" onClick=${take}>${t("Take theirs")}</button>
    <button type="button" class="button" onClick=${keepMine}>${t("Keep mine")}</button>`;
  return html`<div role="alert"><div class="notice warn conflict">
    <${Icon} of=${TriangleAlert} size=${16} />
    <p class="grow">${wordsOf(author, me)} ${t("What you wrote is kept here.")}
      ${" "}${at && html`<${RelativeTime} at=${at} side="start below" />`}</p>
    <button type="button" class="button primary" onClick=${() => look(true)}>${t("Look at both")}</button>${buttons}</div></div>
    ${looking && html`<${BothDialog} theirs=${theirs} buttons=${buttons} onClose=${() => look(false)} />`}`;
}

/** @param {import("./types.js").Person | null | undefined} author @param {{id: string}} me */
function wordsOf(author, me) {
  if (author?.id === me.id) return t("You have changed this article in another window too.");
  const name = authorName(author);
  return name ? t("{name} has changed this article too.", { name }) : t("This article was changed or published meanwhile.");
}
