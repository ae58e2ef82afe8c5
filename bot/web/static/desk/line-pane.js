import { X } from "../vendor/lucide.js";
import {
  Inbox, Keyboard, LogOut, Phone, Search as SearchIcon, Settings, Smartphone, UserPlus, Users,
} from "../vendor/lucide-desk.js";
import { Avatar } from "../shared/avatar.js";
import { html } from "../shared/html.js";
import { api } from "../shared/http.js";
import { t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { RoomsMenu } from "../rooms/rooms-menu.js";
import { explain } from "../shared/wording.js";
import { typed } from "../shared/typed.js";
import { act } from "../shared/act.js";
import { Bell } from "./bell.js";
import { useDesk } from "./context.js";
import { FilterMenu } from "./filter-menu.js";
import { IconButton } from "../shared/icon-button.js";
import { ListsNav } from "./lists-nav.js";
import { Menu } from "../shared/menu.js";
import { Row } from "./row.js";
import { LIMIT } from "./search.js";
import { ENDED_KEPT } from "./state.js";

/** The left column: whose turn it is. @param {{open: (name: any) => void}} props */
export function LinePane({ open }) {
  const desk = useDesk();
  const searching = Boolean(desk.search.query.value.trim());
  return html`<section class="pane line-pane" aria-label=${t("Conversations")}>
    <header class="line-head">
      <${RoomsMenu} me=${desk.me} room="desk" />
      <p class="brand"><img src="/static/shared/icon.svg" alt="" width="22" height="22" />Heard</p>
      <${Here} />
      <${Bell} />
      <${MainMenu} open=${open} />
    </header>
    <div class="line-search"><${SearchField} /><${FilterMenu} /></div>
    ${searching ? html`<${Found} />` : html`<${ListsNav} /><${Rows} />`}
  </section>`;
}

/** Who is here: faces, with the names for who asks. */
function Here() {
  const { connection, present, me } = useDesk();
  if (connection.status.value.state !== "online") return null; // nobody knows who is here now
  const others = present.value.filter(({ id }) => id !== me.id);
  const names = others.map(({ name }) => name).join(", ");
  const words = others.length ? t("Here with you: {names}", { names }) : t("You are the only one here");
  const shown = others.slice(0, 3);
  return html`<div class="here" role="img" aria-label=${words} title=${words}>
    ${shown.map(({ id, name }) => html`<${Avatar} key=${id} name=${name} size=${26} />`)}
    ${others.length > shown.length && html`<span class="here-more" aria-hidden="true">+${others.length - shown.length}</span>`}
  </div>`;
}

/** @param {{open: (name: any) => void}} props */
function MainMenu({ open }) {
  const { me } = useDesk();
  const item = (/** @type {any} */ of, /** @type {string} */ words, /** @type {() => void} */ run) =>
    html`<button type="button" role="menuitem" tabindex="-1" onClick=${run}><${Icon} of=${of} size=${16} />${words}</button>`;
  const signOut = () => act(async () => { await api("POST", "/api/logout"); location.assign("/login/"); });
  const face = html`<${Avatar} name=${me.name} size=${30} />`;
  return html`<${Menu} kind="me" name=${t("Menu of {name}", { name: me.name })} label=${face}>
    <p class="menu-head" role="presentation"><strong>${me.name}</strong><span class="muted small">${me.email}</span></p>
    ${me.role === "manager" && item(UserPlus, t("Invite someone…"), () => open("invite"))}
    ${item(Phone, t("New call…"), () => open("new-call"))}
    ${item(Users, t("Agents…"), () => open("agents"))}
    ${item(Smartphone, t("My logins…"), () => open("logins"))}
    ${item(Settings, t("Settings…"), () => open("settings"))}
    ${item(Keyboard, t("Keyboard shortcuts"), () => open("help"))}
    <hr role="separator" />
    ${item(LogOut, t("Sign out"), signOut)}
  <//>`;
}

function SearchField() {
  const { search } = useDesk();
  const query = search.query.value;
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    search.look("");
    /** @type {HTMLElement} */ (event.currentTarget).blur();
  };
  return html`<div class="search grow" role="search">
    <${Icon} of=${SearchIcon} size=${16} />
    <input id="search" class="input" type="text" inputmode="search" enterkeyhint="search" autocomplete="off"
      aria-label=${t("Search all conversations")} placeholder=${t("Search")} value=${query} onKeyDown=${press}
      onInput=${typed((words) => search.look(words))} />
    ${query
      ? html`<${IconButton} kind="search-clear" of=${X} label=${t("Clear the search")} onClick=${() => search.look("")} />`
      : html`<kbd aria-hidden="true">/</kbd>`}
  </div>`;
}

/** What was found, in all conversations, ended ones too. */
function Found() {
  const { search, rows } = useDesk();
  if (search.refusal.value) {
    return html`<div class="empty" role="alert"><p>${explain(search.refusal.value)}</p>
      <button type="button" class="button" onClick=${() => search.look(search.query.peek())}>${t("Try again")}</button></div>`;
  }
  if (!search.results.value) return html`<${RowSkeletons} />`;
  const count = rows.value.length;
  const found = count >= LIMIT
    ? t("The newest {n} that were found", { n: count })
    : tn("{n} conversation found", "{n} conversations found", count);
  return html`<p class="line-count" role="status">${count ? found : ""}</p>
    ${count ? html`<${RowList} rows=${rows.value} />` : html`<div class="empty">
      <h2>${t("Nothing found")}</h2><p>${t("Try a name, a word that was written, or fewer words.")}</p></div>`}`;
}

function Rows() {
  const { line, list, rows, still } = useDesk();
  const hold = (/** @type {boolean} */ over) => () => { still.holding.value = over; };
  if (!line.value) return html`<${RowSkeletons} />`;
  return html`<div class="rows-frame" onPointerEnter=${hold(true)} onPointerLeave=${hold(false)}>
    ${rows.value.length ? html`<${RowList} rows=${rows.value} />` : html`<${Nothing} />`}
    ${list.value === "ended" && rows.value.length >= ENDED_KEPT
      && html`<p class="line-count">${t("The search finds the older ones.")}</p>`}
  </div>`;
}

/** @param {{rows: readonly import("./types.js").Summary[]}} props */
const RowList = ({ rows }) => html`<ul class="rows">
  ${rows.map((summary) => html`<${Row} key=${summary.id} summary=${summary} />`)}</ul>`;

/** An empty list says what would be here, and what to do. */
function Nothing() {
  const { list, filter } = useDesk();
  if (filter.value.channel || filter.value.language) {
    return html`<div class="empty"><h2>${t("Nothing passes the filter")}</h2>
      <button type="button" class="button" onClick=${() => { filter.value = {}; }}>${t("Show all")}</button></div>`;
  }
  const [title, words] = {
    waiting: [t("Nobody waits"), t("Who asks for a person stands here, the longest wait first.")],
    mine: [t("You have no conversations"), t("Take one from the line, or step in where the bot is answering.")],
    bot: [t("The bot is at rest"), t("Conversations that the bot is answering stand here. You can step in at any time.")],
    open: [t("Everything is done"), t("All conversations that have not ended stand here.")],
    ended: [t("Nothing has ended yet"), t("The newest ended conversations stand here; the search finds the older ones.")],
  }[list.value];
  return html`<div class="empty">
    <${Icon} of=${Inbox} size=${28} />
    <h2>${title}</h2><p>${words}</p>
    ${list.value !== "mine" && list.value !== "ended"
      && html`<p>${t("To try it:")} <a href="/" target="_blank">${t("open the demo shop")}</a></p>`}
  </div>`;
}

const RowSkeletons = () => html`<div class="rows-loading" aria-busy="true">
  <span class="visually-hidden">${t("Loading…")}</span>
  ${[1, 2, 3, 4].map((key) => html`<span class="skeleton" key=${key}></span>`)}
</div>`;
