import { html } from "../shared/html.js";
import { LateCard } from "../shared/survey/late.js";
import { StopButton } from "./offers.js";

const UNASKED = ["later", "touchpoint"];  // comes out of a talk: who gets it may stop that

/** @param {{chat: import("./chat.js").Chat, seq: number, body: import("../shared/conversation.js").Rating}} props */
export function RatingCard({ chat, seq, body }) {
  const stoppable = UNASKED.includes(body.moment ?? "") && body.value === undefined && !body.closed;
  const give = (/** @type {import("../shared/survey/card-state.js").Said} */ said) =>
    chat.connection.request("rate", { request: body.request, ...said });
  const book = () => chat.connection.request("book", { request: body.request });
  return html`<div class="bubble theirs wide rated">
    <${LateCard} card=${body} give=${give} book=${book} />
    ${stoppable && html`<${StopButton} chat=${chat} seq=${seq} />`}</div>`;
}
