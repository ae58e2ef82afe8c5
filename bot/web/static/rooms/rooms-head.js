import { LogOut } from "../vendor/lucide-rooms.js";
import { act } from "../shared/act.js";
import { Avatar } from "../shared/avatar.js";
import { html, useEffect } from "../shared/html.js";
import { api } from "../shared/http.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { LanguageSwitch } from "../shared/language-switch.js";
import { Menu } from "../shared/menu.js";
import { ThemeSwitch } from "../shared/theme.js";
import { roomsOf } from "./rooms.js";
import { RoomsMenu } from "./rooms-menu.js";

/** @typedef {{name: string, email?: string, role: string}} Me  as `GET /api/me` tells */

/**
 * The head of all rooms but the desk: where one is, where one may go, language, theme, oneself. It names the document too.
 * @param {{me: Me, room?: import("./rooms.js").RoomName, title?: string}} props  room: the current one, where the page is one;
 *   title: of a page that is no room, or says more than the room's name
 */
export function RoomsHead({ me, room, title }) {
  const rooms = roomsOf(me);
  const current = rooms.find(({ name }) => name === room);
  const words = title ?? current?.words() ?? "";
  useEffect(() => { document.title = words ? `${words} · Heard` : "Heard"; }, [words]);
  return html`<header class=${title === undefined ? "rooms-head" : "rooms-head titled"}>
    <${RoomsMenu} me=${me} room=${room} />
    <img class="rooms-brand" src="/static/shared/icon.svg" alt="Heard" width="22" height="22" />
    <h1>${words}</h1>
    <nav class="rooms" aria-label=${t("Rooms")}>
      ${rooms.map(({ name, words: own, icon }) => html`<a key=${name} class="room-link" href=${`/${name}/`}
        aria-current=${name === room ? "page" : undefined}><${Icon} of=${icon} size=${16} />${own()}</a>`)}
    </nav>
    <${LanguageSwitch} /><${ThemeSwitch} /><${MyMenu} me=${me} />
  </header>`;
}

/** @param {{me: Me}} props */
function MyMenu({ me }) {
  const signOut = () => act(async () => { await api("POST", "/api/logout"); location.assign("/login/"); });
  return html`<${Menu} kind="me" name=${t("Menu of {name}", { name: me.name })} label=${html`<${Avatar} name=${me.name} size=${30} />`}>
    <p class="menu-head" role="presentation"><strong>${me.name}</strong><span class="muted small">${me.email}</span></p>
    <button type="button" role="menuitem" tabindex="-1" onClick=${signOut}><${Icon} of=${LogOut} size=${16} />${t("Sign out")}</button>
  <//>`;
}
