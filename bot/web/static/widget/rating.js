import { html } from "../shared/html.js";
import { kept } from "../shared/survey/handing.js";
import { LateCard } from "../shared/survey/late.js";
import { StopButton } from "./offers.js";

const UNASKED = ["later", "touchpoint"];  // comes out of a talk: who gets it may stop that

/**
 * @param {{chat: import("./chat.js").Chat, seq: number | null, body: import("../shared/conversation.js").Rating}} props
 *   seq: null in a conversation that goes on in another
 */
export function RatingCard({ chat, seq, body }) {
  const stoppable = seq !== null && UNASKED.includes(body.moment ?? "") && body.value === undefined && !body.closed;
  const hand = kept(chat.outbox.value, { request: body.request });
  const book = () => chat.connection.request("book", { request: body.request });
  return html`<div class="bubble theirs wide rated">
    <${LateCard} card=${body} hand=${hand} book=${book} />
    ${stoppable && html`<${StopButton} chat=${chat} seq=${seq} />`}</div>`;
}
