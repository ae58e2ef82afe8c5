import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { RelativeTime } from "../shared/time.js";

/** @param {import("../shared/conversation.js").Notice} notice */
export function noticeWords({ code, agent }) {
  const name = agent?.name ?? t("Someone");
  switch (code) {
    case "queued": return t("Put in the line");
    case "callback": return t("Wants to be called back");
    case "left_line": return t("Left the line, back with the bot");
    case "joined": return t("{name} took the conversation", { name });
    case "transferred": return t("Handed on to {name}", { name });
    case "released": return t("Put back in the line");
    case "handed_back": return t("Given back to the bot");
    case "resolved": return t("Resolved");
    case "reopened": return t("Opened again");
    case "stopped": return t("Wants no messages unasked any more");
    case "allowed": return t("May be written to about purchases");
    case "signed_in": return t("Signed in: what they wrote in another browser is part of this conversation now");
  }
}

/** @param {{notice: import("../shared/conversation.js").Notice, at: number}} props */
export function NoticeLine({ notice, at }) {
  return html`<p class="thread-line notice-line">
    <span>${noticeWords(notice)} · <${RelativeTime} at=${at} side="below" /></span></p>`;
}
