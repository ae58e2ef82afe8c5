import { html, render } from "../shared/html.js";
import { openRoom } from "../rooms/open-room.js";
import { App } from "./app.js";
import { followAddress } from "./where.js";

void openRoom((me) => {
  followAddress();
  render(html`<${App} me=${me} />`, document.body);
});
