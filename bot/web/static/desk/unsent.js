import { effect, untracked } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { toast } from "../shared/toast.js";
import { draftOf, keepDraft, withRefused } from "./drafts.js";
import { nameOf } from "../rooms/names.js";

/**
 * @typedef {import("./desk.js").Desk} Desk
 * @typedef {import("../shared/outbox.js").Entry} Entry
 */

/** Looks after what is written and not yet on the server: it goes, or it becomes a draft again. @param {Desk} desk */
export function watchUnsent(desk) {
  addEventListener("storage", () => desk.outbox.refresh());
  effect(() => { if (desk.connection.status.value.state === "online") untracked(() => void desk.outbox.flush()); });
  effect(() => settle(desk));
  effect(() => {
    for (const entry of desk.outbox.entries.value) if (entry.problem) untracked(() => giveBack(desk, entry));
  });
}

/**
 * Forgets what the thread shows by now. A note has no client_message_id: for it the server's word is enough.
 * @param {Desk} desk
 */
function settle(desk) {
  const messages = desk.opened.value?.conversation.value?.messages ?? [];
  const seen = new Set(messages.flatMap(({ client_message_id }) => client_message_id ?? []));
  for (const { client_message_id, verb, sent } of desk.outbox.entries.value) {
    if (sent && verb === "note") seen.add(client_message_id);
  }
  untracked(() => desk.outbox.settle(seen));
}

/** What the server will not take becomes a draft: nothing that somebody wrote is lost. @param {Desk} desk @param {Entry} entry */
function giveBack(desk, { client_message_id, verb, fields, problem }) {
  const { conversation } = fields;
  const mode = verb === "note" ? "note" : "reply";
  keepDraft(conversation, mode, withRefused(draftOf(conversation, mode), fields));
  desk.refused.value = { conversation, refusal: problem };
  desk.draftTurn.value++;
  desk.outbox.drop(client_message_id);
  if (conversation !== desk.selected.peek()) tellElsewhere(desk, conversation);
}

/** @param {Desk} desk @param {string} conversation  one that is not on screen */
function tellElsewhere(desk, conversation) {
  const contact = desk.line.peek()?.[conversation]?.contact;
  const words = t("Not sent to {name}; your text is kept there.", { name: contact ? nameOf(contact) : t("a customer") });
  toast(words, { label: t("Open"), run: () => desk.show(conversation) });
}
