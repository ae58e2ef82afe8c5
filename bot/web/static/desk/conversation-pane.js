import { Inbox } from "../vendor/lucide-desk.js";
import { html, useEffect, useRef } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { explain } from "../shared/wording.js";
import { Composer } from "./composer.js";
import { useDesk } from "./context.js";
import { ConversationHead } from "./conversation-head.js";
import { letters } from "../shared/keys.js";
import { Thread } from "./thread-view.js";

/** The middle column: the conversation that is open. @param {{open: (name: any) => void}} props */
export function ConversationPane({ open }) {
  const desk = useDesk();
  const opened = desk.opened.value;
  const conversation = opened?.conversation.value;
  const pane = useRef(/** @type {HTMLElement | null} */ (null));
  // Where the columns are pages, the row that was pressed is not on screen any more.
  useEffect(() => { if (opened && matchMedia("(max-width: 999px)").matches) pane.current?.focus(); }, []);
  return html`<section class="pane conversation-pane" id="conversation" ref=${pane} tabindex="-1" aria-label=${t("Conversation")}>
    ${!opened ? html`<${NothingOpen} />`
      : opened.refusal.value ? html`<${CannotOpen} refusal=${opened.refusal.value} />`
      : !conversation ? html`<${Loading} />`
      : html`
        <${ConversationHead} conversation=${conversation} open=${open} />
        <${Thread} opened=${opened} conversation=${conversation} />
        ${conversation.continues_in ? html`<${GoesOn} further=${conversation.continues_in} />`
          : html`<${Composer} key=${conversation.id} opened=${opened} conversation=${conversation} />`}`}
  </section>`;
}

/** Nothing is written here any more. @param {{further: string}} props */
function GoesOn({ further }) {
  const desk = useDesk();
  return html`<div class="composer goes-on" role="status"><p class="notice info">
    <span class="grow">${t("The customer signed in and goes on in another conversation. This one is part of it.")}</span>
    <button type="button" class="button" onClick=${() => desk.show(further)}>${t("Open it")}</button></p></div>`;
}

function NothingOpen() {
  const desk = useDesk();
  const { waiting } = desk.counts.value;
  const longest = () => {
    desk.search.look("");
    desk.list.value = "waiting";
    desk.filter.value = {};
    desk.move(1);
  };
  return html`<div class="empty nothing-open">
    <${Icon} of=${Inbox} size=${32} />
    ${waiting ? html`<h2>${tn("{n} person waits", "{n} people wait", waiting)}</h2>
        <p>${t("Open the one who has waited longest, or choose a conversation on the left.")}</p>
        <button type="button" class="button primary" onClick=${longest}>${t("Open the longest wait")}</button>`
      : html`<h2>${t("Choose a conversation")}</h2>
        <p>${t("It opens here. New ones appear on the left.")}</p>`}
    ${letters.value && html`<p class="small"><kbd>j</kbd> ${t("Next conversation")} <span aria-hidden="true">·</span> <kbd>?</kbd> ${t("Keyboard shortcuts")}</p>`}
  </div>`;
}

/** @param {{refusal: any}} props */
function CannotOpen({ refusal }) {
  const desk = useDesk();
  const missing = refusal.code === "not_found";
  return html`<div class="empty nothing-open" role="alert">
    <h2>${missing ? t("There is no such conversation") : t("The conversation cannot be opened")}</h2>
    <p>${missing ? t("The link may be incomplete. Look for it with the search.") : explain(refusal)}</p>
    <button type="button" class="button" onClick=${() => desk.show(null)}>${t("Back to the lists")}</button>
  </div>`;
}

const Loading = () => html`<div class="thread-loading" aria-busy="true">
  <span class="visually-hidden">${t("Loading…")}</span>
  ${[60, 40, 75, 50].map((width) => html`<span class=${`skeleton w${width}`} key=${width}></span>`)}
</div>`;
