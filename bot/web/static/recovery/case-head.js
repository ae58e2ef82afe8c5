import { Ellipsis, UserPlus } from "../vendor/lucide-recovery.js";
import { act } from "../shared/act.js";
import { Avatar } from "../shared/avatar.js";
import { html, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { Menu } from "../shared/menu.js";
import { RelativeTime } from "../shared/time.js";
import { channelName, nameOf } from "../rooms/names.js";
import { AssignDialog } from "./assign-dialog.js";
import { Deadline } from "./deadline.js";
import { TextDialog } from "./text-dialog.js";

/**
 * Whose case it is, how it stands against time, and what may be done beside the steps.
 * @param {{opened: import("./opened-case.js").OpenedCase, detail: import("./types.js").Detail}} props
 */
export function CaseHead({ opened, detail }) {
  const { case: it } = detail;
  return html`<header class="case-head">
    <div class="case-who grow">
      <h2>${nameOf(it.contact)}</h2>
      <p class="case-facts muted small"><span><${RelativeTime} at=${it.opened_at} side="start" /></span><span>${channelName(it.channel)}</span>
        <span>${languageName(it.language)}</span>
        ${it.agent && html`<span>${t("talked to {name}", { name: it.agent.name })}</span>`}
        <a href=${`/contact/#${encodeURIComponent(it.contact.id)}`}>${t("Timeline")}</a></p>
    </div>
    <${Deadline} it=${it} />
    <span class="case-owner">${it.owner ? html`<${Avatar} name=${it.owner.name} size=${24} />${it.owner.name}` : html`<span class="muted">${t("unassigned")}</span>`}</span>
    <${Deeds} opened=${opened} detail=${detail} />
  </header>`;
}

/** @param {{opened: import("./opened-case.js").OpenedCase, detail: import("./types.js").Detail}} props */
function Deeds({ opened, detail: { case: it, may } }) {
  const [dialog, show] = useState("");
  const close = () => show("");
  const item = (/** @type {string} */ words, /** @type {() => void} */ onClick) =>
    html`<button type="button" role="menuitem" tabindex="-1" onClick=${onClick}>${words}</button>`;
  const run = (/** @type {import("./types.js").Deed} */ deed) => async (/** @type {string} */ text) => {
    if (await act(() => opened.does(deed, { text }))) close();
  };
  return html`
    ${may.includes("claim") && !it.owner && html`<button type="button" class="button primary" onClick=${() => act(() => opened.does("claim"))}>
      <${Icon} of=${UserPlus} size=${16} />${t("Take the case")}</button>`}
    ${may.includes("reopen") && html`<button type="button" class="button" onClick=${() => show("reopen")}>${t("Open again")}</button>`}
    <${Menu} kind="button quiet bare" name=${t("More")} label=${html`<${Icon} of=${Ellipsis} size=${16} />`}>
      ${may.includes("assign") && item(t("Give to a colleague"), () => show("assign"))}
      ${may.includes("assign") && it.owner && item(t("Unassign"), () => void act(() => opened.does("assign", { agent: null })))}
      ${item(t("Write a note"), () => show("note"))}
      ${may.includes("dismiss") && item(t("Dismiss the case"), () => show("dismiss"))}
    <//>
    ${dialog === "assign" && html`<${AssignDialog} it=${it} onClose=${close} choose=${(/** @type {string} */ agent) => { close(); void act(() => opened.does("assign", { agent })); }} />`}
    ${dialog === "note" && html`<${TextDialog} title=${t("Note")} hint=${t("Only your team sees it.")} verb=${t("Save the note")} onClose=${close} give=${run("note")} />`}
    ${dialog === "reopen" && html`<${TextDialog} title=${t("Open the case again")} hint=${t("What is left to do?")} verb=${t("Open again")} onClose=${close} give=${run("reopen")} />`}
    ${dialog === "dismiss" && html`<${TextDialog} title=${t("Dismiss the case")} hint=${t("Why is there nothing to recover? A slip of the finger, for example.")}
      verb=${t("Dismiss")} onClose=${close} give=${run("dismiss")} />`}`;
}
