import { Star, Video } from "../vendor/lucide.js";
import { ArrowLeft, Lock } from "../vendor/lucide-desk.js";
import { Avatar } from "../shared/avatar.js";
import { BookedPart } from "../booked/of-contact.js";
import { html } from "../shared/html.js";
import { date, number, t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { Linked } from "../shared/linked.js";
import { Given } from "../shared/survey/told.js";
import { RelativeTime } from "../shared/time.js";
import { CaseCards } from "./case-card.js";
import { CheckPart } from "./check.js";
import { useDesk } from "./context.js";
import { episodesOf, meanRating } from "./episodes.js";
import { channelName, nameOf } from "../rooms/names.js";
import { PurchasesPart } from "./purchases.js";
import { hashOf } from "./route.js";
import { TraitsPart } from "./traits.js";

/** The right column: who writes, and what was before. */
export function PersonPane() {
  const opened = useDesk().opened.value;
  const conversation = opened?.conversation.value;
  return html`<section class="pane person-pane" aria-label=${t("About the customer")}>
    ${opened && conversation && html`
      <a class="button quiet person-back only-not-wide" href=${hashOf(conversation.id)}>
        <${Icon} of=${ArrowLeft} size=${16} />${t("Conversation")}</a>
      <${Who} conversation=${conversation} />
      <${CaseCards} conversation=${conversation.id} />
      <${BookedPart} contact=${conversation.contact.id} newest=${conversation.messages.at(-1)?.seq ?? 0} />
      <${PurchasesPart} contact=${conversation.contact.id} newest=${conversation.messages.at(-1)?.seq ?? 0} />
      <${Ready} conversation=${conversation} traits=${opened.traits.value} />
      <${TraitsPart} conversation=${conversation.id} traits=${opened.traits.value} />
      <${Notes} notes=${opened.notes.value} />
      <${Past} conversation=${conversation} />`}
  </section>`;
}

/**
 * What the customer has permitted, and what fails: as their browser found last, in a call or before one.
 * @param {{conversation: import("./types.js").Conversation, traits: import("./types.js").Traits}} props
 */
function Ready({ conversation, traits }) {
  const checks = conversation.messages.flatMap(({ body }) => (body.kind === "call" && body.check ? [body.check] : []));
  const newest = [...checks, ...(traits.check ? [traits.check] : [])].sort((a, b) => b.at - a.at)[0];
  return newest ? html`<${CheckPart} check=${newest} />` : null;
}

/** @param {{conversation: import("./types.js").Conversation}} props */
function Who({ conversation }) {
  const { contact, channel, messages, earlier } = conversation;
  const name = nameOf(contact);
  const first = messages.find(({ author }) => author.kind === "contact");
  const rated = meanRating(episodesOf(messages));
  const fact = (/** @type {string} */ term, /** @type {any} */ value) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
  return html`<section class="person-who">
    <${Avatar} name=${name} size=${48} />
    <h2>${name}</h2>
    ${rated && html`<p class="person-mean"><${Icon} of=${Star} size=${16} filled />
      ${number(rated.mean, { maximumFractionDigits: 1 })}
      <span class="muted">${tn("from {n} rating", "from {n} ratings", rated.n)}</span></p>`}
    <dl class="facts">
      ${fact(t("Language"), languageName(contact.language))}
      ${fact(t("Channel"), channelName(channel))}
      ${first && fact(earlier ? t("Writes since before") : t("First wrote"), date(first.at))}
    </dl>
    <a class="small" href=${`/contact/#${encodeURIComponent(contact.id)}`}>${t("Timeline")}</a>
  </section>`;
}

/** @param {{notes: readonly import("./types.js").Note[]}} props */
function Notes({ notes }) {
  return html`<section class="person-part"><h3>${t("Notes")}</h3>
    ${notes.length ? html`<ul class="person-notes">${[...notes].reverse().map((note) => html`<li key=${note.seq} class="note">
        <p class="words"><${Linked} text=${note.text} /></p>
        <p class="small muted">${note.author.name} · <${RelativeTime} at=${note.at} side="start" /></p></li>`)}</ul>`
      : html`<p class="muted small"><${Icon} of=${Lock} size=${13} />
        ${" "}${t("Notes stay among agents. The customer never sees them.")}</p>`}
  </section>`;
}

/** @param {{conversation: import("./types.js").Conversation}} props */
function Past({ conversation }) {
  const episodes = episodesOf(conversation.messages).filter(({ episode }) => episode > 0);  // 0: until now only we have spoken
  const open = conversation.owner.kind === "nobody" ? null : conversation.episode;
  if (!episodes.length) return null;
  return html`<section class="person-part"><h3>${t("History")}</h3>
    <ol class="past">${episodes.map(({ episode, at, words, ratings, calls }) => html`<li key=${episode}>
      <p class="past-at"><${RelativeTime} at=${at} side="start" />
        ${episode === open && html`<span class="tag">${t("open")}</span>`}</p>
      <p class="past-words" lang=${conversation.contact.language}>${words || t("No words yet")}</p>
      ${calls > 0 && html`<p class="small muted"><${Icon} of=${Video} size=${13} />
        ${" "}${tn("{n} video session", "{n} video sessions", calls)}</p>`}
      ${ratings.map((card) => html`<p key=${card.request} title=${card.text}><${Given} card=${card} /></p>
        ${card.comment && html`<p class="quote small">${card.comment}</p>`}`)}
    </li>`)}</ol>
  </section>`;
}
