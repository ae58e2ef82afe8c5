import { Bot, Headset } from "../vendor/lucide.js";
import { Globe, Phone, Send } from "../vendor/lucide-desk.js";
import { Avatar } from "../shared/avatar.js";
import { html, useEffect, useRef } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { RelativeTime } from "../shared/time.js";
import { useDesk } from "./context.js";
import { begun } from "./drafts.js";
import { awaits, belongs, waitsSince } from "./lists.js";
import { channelName, nameOf, reasonWords } from "../rooms/names.js";
import { hashOf } from "./route.js";
import { Waits } from "./waits.js";

/** A conversation in a list. @param {{summary: import("./types.js").Summary}} props */
export function Row({ summary }) {
  const desk = useDesk();
  const selected = desk.selected.value === summary.id;
  const link = useRef(/** @type {HTMLAnchorElement | null} */ (null));
  useEffect(() => { if (selected) link.current?.scrollIntoView({ block: "nearest" }); }, [selected]);
  const gone = !desk.search.query.value.trim() && !belongs(summary, desk.list.value, desk.me.id);
  const since = waitsSince(summary);
  const name = nameOf(summary.contact);
  return html`<li class=${gone ? "row-item gone" : "row-item"}>
    <a class="row-link" ref=${link} href=${hashOf(summary.id)} aria-current=${selected ? "true" : undefined}>
      <${Avatar} name=${name} size=${34} />
      <span class="row-lines">
        <span class="row-top">${awaits(summary, desk.me.id) && html`<span class="row-awaits" role="img" aria-label=${t("waits for your reply")}
          title=${t("waits for your reply")}></span>`}<strong class="truncate grow">${name}</strong>
          ${since === null
            ? html`<${RelativeTime} at=${summary.last_at} focusable=${false} />`
            : html`<${Waits} since=${since} />`}</span>
        <span class="row-words truncate" lang=${summary.contact.language}>${summary.excerpt || t("No words yet")}</span>
        <span class="row-meta">
          <${ChannelMark} channel=${summary.channel} />
          <span title=${languageName(summary.contact.language)}>${summary.contact.language}</span>
          ${!selected && begun(summary.id) && html`<span class="tag">${t("draft")}</span>`}
          ${summary.callback && html`<span class="tag warn"><${Icon} of=${Phone} size=${12} />${t("Call back")}</span>`}
          <${Holder} summary=${summary} />
        </span>
      </span>
    </a>
  </li>`;
}

/** @param {{channel: string}} props */
const ChannelMark = ({ channel }) =>
  html`<span class="mark"><${Icon} of=${channel === "telegram" ? Send : Globe} size=${13} />${channelName(channel)}</span>`;

/** Who has it, or why it waits. @param {{summary: import("./types.js").Summary}} props */
function Holder({ summary: { owner, reason } }) {
  const { me } = useDesk();
  if (owner.kind === "agent") {
    const words = owner.agent.id === me.id ? t("You") : t("{name} has it", { name: owner.agent.name });
    return html`<span class="mark truncate"><${Icon} of=${Headset} size=${13} /><span class="truncate">${words}</span></span>`;
  }
  if (owner.kind === "bot") return html`<span class="mark"><${Icon} of=${Bot} size=${13} />${t("Bot")}</span>`;
  return html`<span class="truncate">${owner.kind === "nobody" ? t("Ended") : reasonWords(reason)}</span>`;
}
