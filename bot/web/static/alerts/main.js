import { html, render } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { openRoom } from "../rooms/open-room.js";
import { App } from "./app.js";
import { followAddress } from "./where.js";

const bell = () => ({
  hint: t("Your own alerts are behind the bell in the desk."), href: "/desk/", link: t("Open the desk"),
});

void openRoom((me) => {
  followAddress();
  render(html`<${App} me=${me} />`, document.body);
}, { managers: true, elsewhere: bell });
