import { Users, Video } from "../vendor/lucide-recovery.js";
import { MessageCircle } from "../vendor/lucide.js";
import { act } from "../shared/act.js";
import { html, useState } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { nameOf } from "../rooms/names.js";
import { AssignDialog } from "./assign-dialog.js";
import { NoteField } from "./note-field.js";
import { useRoom } from "./room.js";

/** @param {{opened: import("./opened-case.js").OpenedCase, detail: import("./types.js").Detail}} props */
export function ResolveStep({ opened, detail: { case: it } }) {
  const { me, settings } = useRoom();
  const [note, write] = useState("");
  const [end, setEnd] = useState(true);
  const owner = opened.conversation.value?.owner, mine = owner?.kind === "agent" && owner.agent.id === me.id;
  const hours = settings.value?.reask_h;
  const resolved = () => act(() => opened.does("resolve", { note: note.trim() || null, end }));
  return html`<div class="step">
    <h3>${t("Resolve")}</h3>
    <p>${t("Put it right with {name}, in the same conversation.", { name: nameOf(it.contact) })}</p>
    <${Ways} opened=${opened} it=${it} />
    <${NoteField} label=${t("What was done? (optional)")} text=${note} write=${write} />
    ${mine && html`<label class="check"><input type="checkbox" checked=${end} onChange=${() => setEnd(!end)} />${t("End the conversation too")}</label>`}
    <div class="step-deeds"><button type="button" class="button primary" onClick=${resolved}>${t("Mark as resolved")}</button></div>
    ${typeof hours === "number" && html`<p class="muted small">${tn("{name} is asked again {n} hour later whether all is well.", "{name} is asked again {n} hours later whether all is well.", hours, { name: nameOf(it.contact) })}</p>`}
  </div>`;
}

/** The ways to the customer: the thread, a call in one tap, a colleague. @param {{opened: import("./opened-case.js").OpenedCase, it: import("./types.js").Case}} props */
function Ways({ opened, it }) {
  const [handing, hand] = useState(false);
  const desk = `/desk/#${encodeURIComponent(it.conversation)}`;
  return html`<div class="ways">
    <a class="button" href=${desk}><${Icon} of=${MessageCircle} size=${16} />${t("Open in the desk")}</a>
    <a class="button" href=${`${desk}/video`}><${Icon} of=${Video} size=${16} />${t("Video")}</a>
    <button type="button" class="button" onClick=${() => hand(true)}><${Icon} of=${Users} size=${16} />${t("Give to a colleague")}</button>
    ${handing && html`<${AssignDialog} it=${it} onClose=${() => hand(false)}
      choose=${(/** @type {string} */ agent) => { hand(false); void act(() => opened.does("assign", { agent })); }} />`}
  </div>`;
}
