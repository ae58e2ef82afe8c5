import { Menu as MenuIcon } from "../vendor/lucide-rooms.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { Menu } from "../shared/menu.js";
import { roomsOf } from "./rooms.js";

/** The way to the other rooms where their names do not fit beside each other. @param {{me: {role: string}, room?: import("./rooms.js").RoomName}} props */
export function RoomsMenu({ me, room }) {
  return html`<${Menu} kind="button quiet bare rooms-menu" align="start" name=${t("Rooms")} label=${html`<${Icon} of=${MenuIcon} />`}>
    ${roomsOf(me).map(({ name, words, icon }) => html`<a key=${name} role="menuitem" tabindex="-1" href=${`/${name}/`}
      aria-current=${name === room ? "page" : undefined}><${Icon} of=${icon} size=${16} />${words()}</a>`)}
  <//>`;
}
