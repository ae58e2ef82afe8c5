import { effect, html, render } from "../shared/html.js";
import { loginPage } from "../login/next.js";
import { openRoom } from "../rooms/open-room.js";
import { App } from "./app.js";
import { watchAttention, watchBell, watchRings } from "./attention.js";
import { followVideo } from "./asked-video.js";
import { Desk } from "./desk.js";
import { keepCall } from "./kept-call.js";

void openRoom((me) => {
  const desk = new Desk(me);
  desk.start();
  watchAttention(desk);
  watchRings(desk);
  watchBell(desk);
  keepCall(desk);
  followVideo(desk);
  // Signed out elsewhere, or the account was disabled: the desk shows nothing any more.
  effect(() => {
    if (desk.connection.status.value.state === "stopped" && desk.connection.refusal) location.replace(loginPage(location));
  });
  render(html`<${App} desk=${desk} />`, document.body);
});
