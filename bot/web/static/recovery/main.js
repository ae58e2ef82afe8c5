import { effect, html, render } from "../shared/html.js";
import { prepared } from "../shared/survey/style.js";
import { loginPage } from "../login/next.js";
import { openRoom } from "../rooms/open-room.js";
import { App } from "./app.js";
import { Room } from "./room.js";
import { followAddress } from "./where.js";

const style = prepared();

void openRoom(async (me) => {
  await style;
  const room = new Room(me);
  room.start();
  followAddress();
  effect(() => { // signed out elsewhere
    if (room.connection.status.value.state === "stopped" && room.connection.refusal) location.replace(loginPage(location));
  });
  render(html`<${App} room=${room} />`, document.body);
});
