import { html, useEffect, useState } from "../shared/html.js";
import { api } from "../shared/http.js";
import { t } from "../shared/i18n.js";
import { nameOf } from "./names.js";

/**
 * Whether what is written to a customer reaches them, told where it is written, before it is.
 * @typedef {{way: "sent" | "call" | "visit" | "sign_in" | "nowhere", problem?: string, email?: string, here: boolean}} Reach
 *   see `GET /api/conversations/{conversation}/reach`
 */

const LOOK_EVERY_MS = 30_000;

/**
 * @param {import("../shared/conversation.js").Conversation | null} conversation
 * @returns {Reach | null} null: not known yet
 */
export function useReach(conversation) {
  const [known, keep] = useState(/** @type {Reach | null} */ (null));
  const id = conversation?.id, newest = conversation?.messages.at(-1);
  useEffect(() => {
    if (!id) return;
    const look = () => void api("GET", `/api/conversations/${encodeURIComponent(id)}/reach`).then(({ reach, here }) => keep({ ...reach, here }), () => {});
    look();
    const again = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(again);
  }, [id, newest?.seq, newest?.delivery]);
  return known;
}

/** @param {{reach: Reach | null, contact: import("../shared/conversation.js").Contact}} props */
export function ReachLine({ reach, contact }) {
  const words = reach && reachWords(reach, nameOf(contact));
  if (!reach || !words) return null;
  const lost = reach.way === "nowhere" || reach.problem !== undefined;
  const mail = (lost || reach.way === "sign_in") && reach.email;
  return html`<p class=${`reach-line small ${lost ? "notice warn" : "muted"}`} role="status"><span class="grow">${words}</span>
    ${mail && html`<a class="button quiet" href=${`mailto:${mail}`}>${t("Write to {email}", { email: mail })}</a>`}</p>`;
}

/** @param {Reach} reach @param {string} name @returns {string | null} null: it reaches them as one expects */
export function reachWords({ way, problem, here }, name) {
  if (problem) return t("The last message did not arrive: {why}", { why: t(problem) });
  switch (way) {
    case "sent": return null;
    case "visit": return here ? null : t("{name} is not on the website right now, and sees it when they next open the chat.", { name });
    case "call": return t("{name} has no chat with us, and sees it on the page of the call.", { name });
    case "sign_in": return t("{name} has no chat with us yet, and sees it once they sign in on the website.", { name });
    case "nowhere": return t("{name} has no chat with us: nothing written here reaches them. You can start a call and send its link yourself.", { name });
  }
}
