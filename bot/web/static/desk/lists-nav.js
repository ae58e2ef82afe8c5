import { Bot, CircleCheck, Clock, UserRound } from "../vendor/lucide.js";
import { Layers } from "../vendor/lucide-desk.js";
import { html } from "../shared/html.js";
import { number, t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { useDesk } from "./context.js";
import { LISTS } from "./lists.js";

const ICONS = { waiting: Clock, mine: UserRound, bot: Bot, open: Layers, ended: CircleCheck };

/** @param {import("./lists.js").ListName} list */
const listName = (list) =>
  ({ waiting: t("Waiting"), mine: t("Mine"), bot: t("With the bot"), open: t("All open"), ended: t("Ended") })[list];

/** The lists and how many stand in each. */
export function ListsNav() {
  const desk = useDesk();
  return html`<nav class="lists" aria-label=${t("Lists")}>
    ${LISTS.map((list) => html`<button type="button" key=${list} class=${`lists-item ${list}`}
      aria-current=${desk.list.value === list ? "true" : undefined} onClick=${() => { desk.list.value = list; }}>
      <${Icon} of=${ICONS[list]} size=${16} /><span class="grow truncate">${listName(list)}</span>
      ${list !== "ended" && html`<${Count} list=${list} />`}
    </button>`)}
  </nav>`;
}

/** @param {{list: import("./lists.js").ListName}} props */
function Count({ list }) {
  const desk = useDesk();
  const count = desk.line.value ? desk.counts.value[list] : null;
  if (!count) return null;
  return html`${list === "mine" && html`<${Awaiting} />`}
    <span class=${list === "waiting" ? "badge" : "lists-count"}>${number(count)}</span>`;
}

/** How many customers of this agent wait for a reply. */
function Awaiting() {
  const { length } = useDesk().awaiting.value;
  if (!length) return null;
  const words = tn("{n} waits for your reply", "{n} wait for your reply", length);
  return html`<span class="badge" role="img" aria-label=${words} title=${words}>${number(length)}</span>`;
}
