import { Announcer } from "../shared/announce.js";
import { html, signal } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Toasts } from "../shared/toast.js";
import { AgentsDialog } from "./agents-dialog.js";
import { BringDialog } from "./bring-dialog.js";
import { CallLinkDialog } from "./call-link-dialog.js";
import { CallPane } from "./call-pane.js";
import { ConnectionLine } from "./connection-line.js";
import { DeskProvider } from "./context.js";
import { ConversationPane } from "./conversation-pane.js";
import { HelpDialog } from "./help-dialog.js";
import { InviteDialog } from "./invite-dialog.js";
import { useKeyboard } from "./keyboard.js";
import { LinePane } from "./line-pane.js";
import { LoginsDialog } from "./logins-dialog.js";
import { NewCallDialog } from "./new-call-dialog.js";
import { PersonPane } from "./person-pane.js";
import { RingCards } from "./ring-cards.js";
import { SettingsDialog } from "./settings-dialog.js";
import { TransferDialog } from "./transfer-dialog.js";

/** @typedef {"help" | "logins" | "agents" | "invite" | "settings" | "transfer"
 *   | "bring" | "call-link" | "new-call"} DialogName */

/** Which dialog is open; null: none. */
export const dialog = signal(/** @type {DialogName | null} */ (null));

const DIALOGS = {
  help: HelpDialog,
  logins: LoginsDialog,
  agents: AgentsDialog,
  invite: InviteDialog,
  settings: SettingsDialog,
  transfer: TransferDialog,
  bring: BringDialog,
  "call-link": CallLinkDialog,
  "new-call": NewCallDialog,
};

/** @param {{desk: import("./desk.js").Desk}} props */
export function App({ desk }) {
  const open = (/** @type {DialogName} */ name) => { dialog.value = name; };
  const close = () => { dialog.value = null; };
  useKeyboard(desk, open);
  const { conversation, person } = desk.route.value;
  const page = conversation ? (person ? "person" : "conversation") : "line";
  const call = desk.call.value;
  const Shown = dialog.value && DIALOGS[dialog.value];
  return html`<${DeskProvider} value=${desk}>
    <a class="skip" href="#conversation" onClick=${focusConversation}>${t("Go to the conversation")}</a>
    <main class="desk" data-page=${page} data-call=${call && call.conversation === conversation ? "" : undefined}>
      <h1 class="visually-hidden">${t("Desk")}</h1>
      <${ConnectionLine} />
      <${LinePane} open=${open} />
      ${call && html`<${CallPane} key=${call.room} call=${call} />`}
      <${ConversationPane} key=${conversation} open=${open} />
      <${PersonPane} />
    </main>
    ${Shown && html`<${Shown} onClose=${close} open=${open} />`}
    <${RingCards} /><${Toasts} /><${Announcer} />
  <//>`;
}

/** @param {Event} event */
function focusConversation(event) {
  event.preventDefault();
  document.getElementById("conversation")?.focus();
}
