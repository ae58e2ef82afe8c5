import { Check, ChevronRight, CircleCheck, Headset, Star } from "../vendor/lucide-widget.js";
import { ArticleBody } from "../shared/article.js";
import { html, useEffect, useId, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";

/**
 * What a message can be besides words: an answer, a choice, a rating.
 * @typedef {import("./chat.js").Chat} Chat
 * @typedef {import("../shared/conversation.js").Message} Message
 */

/** @param {{chat: Chat, message: Message, body: import("../shared/conversation.js").Article}} props */
export function ArticleCard({ chat, message, body }) {
  const vote = (/** @type {boolean} */ value) => chat.ask("helped", { seq: message.seq, value });
  return html`<div class="bubble theirs wide">
    <${ArticleBody} body=${body} />
    <div class="helped">
      ${body.helped === true ? html`<p class="row good-words"><${Icon} of=${CircleCheck} size=${16} />
        ${t("It helped.")}</p>`
        : body.helped === false ? html`<p class="muted">${t("It did not help.")}</p>`
        : html`<p class="muted">${t("Did this help?")}</p>
          <button type="button" class="button" onClick=${() => vote(true)}>${t("Yes")}</button>
          <button type="button" class="button" onClick=${() => vote(false)}>${t("No")}</button>`}
    </div>
  </div>`;
}

/** Offered only while no person is on the way. @param {{chat: Chat}} props */
export function PersonButton({ chat }) {
  const kind = chat.state.value.conversation?.owner.kind;
  if (kind === "line" || kind === "agent") return null;
  return html`<button type="button" class="button" onClick=${() => chat.ask("person")}>
    <${Icon} of=${Headset} />${t("Talk to a person")}</button>`;
}

/** @param {{chat: Chat, body: import("../shared/conversation.js").Choices}} props */
export function ChoicesCard({ chat, body }) {
  const { text, choices, chosen, attribute } = body;
  const open = chosen === undefined;
  const none = attribute ? t("I do not know") : t("None of these");
  return html`<div class="bubble theirs wide">
    <p class="words">${text}</p>
    <ul class="choices">
      ${choices.map((choice) => html`<li key=${choice.value ?? choice.article}>
        <button type="button" class="choice" disabled=${!open} aria-pressed=${chosen === (choice.value ?? choice.article)}
          onClick=${() => chat.choose(choice)}>
          <span class="grow">${choice.label}</span>
          <${Icon} of=${chosen === (choice.value ?? choice.article) ? Check : ChevronRight} size=${16} />
        </button></li>`)}
    </ul>
    ${(open || chosen === "") && html`<button type="button" class="choice none" disabled=${!open} aria-pressed=${chosen === ""}
      onClick=${() => chat.send(none)}>${none}</button>`}
  </div>`;
}

const marks = () => [t("Very bad"), t("Bad"), t("Fair"), t("Good"), t("Very good")];

/**
 * Five stars that may be changed, and after the first tap room for a comment.
 * @param {{chat: Chat, body: import("../shared/conversation.js").Rating}} props
 */
export function RatingCard({ chat, body }) {
  const { request, text, value = 0, comment = "" } = body;
  const [over, hover] = useState(0);
  const name = useId();
  const lit = over || value;
  const rate = (/** @type {number} */ stars) => chat.ask("rate", { request, value: stars, ...(comment && { comment }) });
  return html`<div class="bubble theirs wide">
    <fieldset class="rating" onMouseLeave=${() => hover(0)}>
      <legend class="words">${text}</legend>
      <div class="stars">
        ${marks().map((words, place) => html`<label key=${place} class=${place < lit ? "star lit" : "star"}
          onMouseEnter=${() => hover(place + 1)}>
          <input type="radio" class="visually-hidden" name=${name} value=${place + 1} checked=${value === place + 1}
            onChange=${() => rate(place + 1)} aria-label=${t("{n} of 5: {words}", { n: place + 1, words })} />
          <${Icon} of=${Star} size=${30} filled=${place < lit} />
        </label>`)}
        <span class="muted small" aria-hidden="true">${lit ? marks()[lit - 1] : ""}</span>
      </div>
    </fieldset>
    ${value > 0 && html`<${Comment} chat=${chat} request=${request} value=${value} comment=${comment} />`}
  </div>`;
}

/** @param {{chat: Chat, request: string, value: number, comment: string}} props */
function Comment({ chat, request, value, comment }) {
  const [text, write] = useState(comment);
  const [open, setOpen] = useState(!comment);
  const field = useId();
  useEffect(() => { write(comment); setOpen(!comment); }, [comment]);
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const said = text.toWellFormed().replaceAll("\0", "").trim();
    if (said && await chat.ask("rate", { request, value, comment: said })) setOpen(false);
  };
  const thanks = html`<p class="row good-words" role="status"><${Icon} of=${CircleCheck} size=${16} />
    ${t("Thank you for telling us.")}</p>`;
  if (!open) {
    return html`${thanks}<blockquote class="said">${comment}</blockquote>
      <button type="button" class="button link small" onClick=${() => setOpen(true)}>
        ${t("Change the comment")}</button>`;
  }
  return html`${thanks}<form class="field" onSubmit=${submit}>
    <label for=${field}>${value <= 3 ? t("What should have been better?") : t("What was good?")}
      ${" "}<span class="muted">${t("(optional)")}</span></label>
    <textarea id=${field} class="input" rows="2" maxlength="2000" value=${text}
      onInput=${(/** @type {any} */ event) => write(event.currentTarget.value)}></textarea>
    <button type="submit" class="button send-comment" disabled=${!text.trim()}>${t("Send the comment")}</button>
  </form>`;
}
