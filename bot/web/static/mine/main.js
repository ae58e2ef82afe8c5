import { html, render } from "../shared/html.js";
import { followAddress } from "../figures/where.js";
import { openRoom } from "../rooms/open-room.js";
import { App } from "./app.js";

void openRoom((me) => {
  followAddress();
  render(html`<${App} me=${me} />`, document.body);
});
