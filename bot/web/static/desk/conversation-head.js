import { CircleCheck, Headset, UserRound } from "../vendor/lucide.js";
import { ArrowLeft, ArrowRightLeft, Ellipsis, Hand, Undo2 } from "../vendor/lucide-desk.js";
import { html, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { act } from "../shared/act.js";
import { CallButtons } from "./call-buttons.js";
import { toWriting } from "./composer.js";
import { useDesk } from "./context.js";
import { waitsSince } from "./lists.js";
import { Menu } from "../shared/menu.js";
import { channelName, nameOf } from "../rooms/names.js";
import { applicable } from "./verbs.js";
import { Waits } from "./waits.js";

/** @typedef {import("./types.js").Conversation} Conversation */

/**
 * Who it is, how long they wait, and what can be done.
 * @param {{conversation: Conversation, open: (name: any) => void}} props
 */
export function ConversationHead({ conversation, open }) {
  const desk = useDesk();
  const name = nameOf(conversation.contact);
  return html`<header class="conversation-head">
    <a class="button quiet bare only-narrow" href="#" aria-label=${t("Back to the lists")}><${Icon} of=${ArrowLeft} /></a>
    <div class="conversation-who grow">
      <h2 class="truncate" title=${name}>${name}</h2>
      <${State} conversation=${conversation} />
    </div>
    <${Verbs} conversation=${conversation} open=${open} />
    <button type="button" class="button quiet bare only-not-wide" aria-label=${t("About {name}", { name })}
      onClick=${() => desk.show(conversation.id, true)}><${Icon} of=${UserRound} /></button>
  </header>`;
}

/** @param {{conversation: Conversation}} props */
function State({ conversation }) {
  const desk = useDesk();
  const { owner, contact, channel } = conversation;
  const summary = desk.line.value?.[conversation.id];
  const since = summary ? waitsSince(summary) : null;
  return html`<p class="conversation-state">
    ${since !== null && html`<${Waits} since=${since} />`}
    <span class="truncate"><span class="held-by">${holderWords(owner, desk.me.id)}</span>
      ${" "}· ${channelName(channel)} · ${languageName(contact.language)}</span>
  </p>`;
}

/** @param {import("./types.js").Owner} owner @param {string} me */
function holderWords(owner, me) {
  switch (owner.kind) {
    case "bot": return t("the bot answers");
    case "line": return t("in the line");
    case "nobody": return t("ended");
    case "agent": return owner.agent.id === me ? t("yours") : t("{name} has it", { name: owner.agent.name });
  }
}

/** Only what can be done now. @param {{conversation: Conversation, open: (name: any) => void}} props */
function Verbs({ conversation, open }) {
  const desk = useDesk();
  const [busy, setBusy] = useState("");
  const can = applicable(conversation, desk.me.id);
  const run = (/** @type {string} */ name, /** @type {() => Promise<any>} */ verb) => async () => {
    if (busy) return;
    setBusy(name);
    await act(verb);
    setBusy("");
  };
  /** @type {(name: string, of: any, words: string, verb: () => any, kind?: string) => any} */
  const button = (name, of, words, verb, kind = "") =>
    html`<button type="button" class=${`button ${kind}`} key=${name} data-verb=${name} aria-disabled=${busy === name}
      onClick=${verb}><${Icon} of=${of} size=${16} /><span>${words}</span></button>`;
  /** @type {(name: "hand_back" | "release", of: any, words: string) => any} */
  const item = (name, of, words) =>
    html`<button type="button" role="menuitem" tabindex="-1" data-verb=${name}
      onClick=${run(name, () => desk.held(name))}>
      <${Icon} of=${of} size=${16} />${words}</button>`;
  return html`<div class="verbs">
    ${can.has("take") && button("take", Hand, t("Take"), run("take", () => desk.take(conversation.id).then(toWriting)), "primary")}
    <${CallButtons} conversation=${conversation} mine=${can.has("video")} open=${open} />
    ${can.has("transfer") && button("transfer", ArrowRightLeft, t("Transfer…"), () => open("transfer"))}
    ${can.has("resolve") && button("resolve", CircleCheck, t("Resolve"), run("resolve", () => desk.held("resolve")))}
    ${can.has("release") && html`<${Menu} kind="button bare" name=${t("More")} label=${html`<${Icon} of=${Ellipsis} />`}>
      ${item("hand_back", Undo2, t("Give back to the bot"))}
      ${item("release", Headset, t("Back to the line"))}
    <//>`}
  </div>`;
}
