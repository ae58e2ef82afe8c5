"""An emulated Bot API server, in this process: what Telegram would do, and on a script what it does on a bad day."""

import asyncio
import json
import re
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.fakes.telegram_html import Json, Refusal, parse, public, units

TOKEN = "12345:TEST"
BOT = {"id": 12345, "is_bot": True, "first_name": "Heard", "username": "heard_bot"}


@dataclass(frozen=True)
class Fault:
    """What happens to one call instead of an answer.

    `status`: answered with it; `body` False: without the Bot API's words, as a gateway does.
    `silent`: no answer at all. `done`: the call has been carried out all the same.
    """

    status: int = 502
    description: str = "Bad Gateway"
    retry_after: int | None = None
    body: bool = True
    silent: bool = False
    done: bool = False


@dataclass(frozen=True)
class Call:
    method: str
    params: Json
    at: float


@dataclass
class Sent:
    """A message in a chat, as its reader sees it."""

    message_id: int
    chat: int
    text: str
    entities: list[Json]
    keyboard: list[list[Json]] = field(default_factory=list)
    force_reply: bool = False
    reply_to: int | None = None
    edits: int = 0
    picture: str | None = None  # the address of the preview above the text
    photo: bytes | None = None  # sent as one; the text is its caption

    @property
    def labels(self) -> list[str]:
        return [button["text"] for row in self.keyboard for button in row]

    def button(self, label: str) -> Json:
        return next(button for row in self.keyboard for button in row if label in button["text"])


class BotApi:
    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock`: seconds, for the record of calls."""
        self.chats: dict[int, list[Sent]] = defaultdict(list)
        self.calls: list[Call] = []
        self.commands: dict[str, list[Json]] = {}
        self.answered: list[str] = []
        self.told: list[str] = []
        """What taps were answered with in so many words."""
        self.confirmed: list[int] = []
        self.files: dict[str, bytes] = {}
        self.webhook: Json | None = None
        self.stale_after_s: float = 15.0
        self._clock = clock
        self._script: dict[str, deque[Fault | None]] = defaultdict(deque)
        self._for_chat: dict[int, deque[Fault | None]] = defaultdict(deque)
        self._queue: list[Json] = []
        self._queries: dict[str, float] = {}
        self._next_update = 100
        self._next_message = 1000
        self._changed = asyncio.Event()
        self._poll: asyncio.Event | None = None
        self._closing = asyncio.Event()
        app = web.Application(client_max_size=50 << 20)
        app.router.add_post("/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{path:.*}", self._file)
        self._server = TestServer(app)

    async def __aenter__(self) -> "BotApi":
        await self._server.start_server()
        return self

    async def __aexit__(self, *error: object) -> None:
        self._closing.set()
        self._changed.set()
        await self._server.close()

    @property
    def url(self) -> str:
        return str(self._server.make_url("")).rstrip("/")

    # -- what a test does ---------------------------------------------------------

    def script(self, method: str, *faults: Fault | None) -> None:
        """The next calls of `method` meet these, one each; None lets one pass."""
        self._script[method].extend(faults)

    def script_chat(self, chat: int, *faults: Fault) -> None:
        """The next messages to `chat` meet these, one each."""
        self._for_chat[chat].extend(faults)

    def text(self, chat: int, text: str, *, reply_to: int | None = None, language: str = "en", **extra: Any) -> Json:
        """Somebody writes `text`; the update, queued."""
        return self.push({"message": self.message(chat, text=text, reply_to=reply_to, language=language, **extra)})

    def edit(self, chat: int, message: Json, text: str) -> Json:
        changed = {**message, "text": text, "edit_date": int(time.time())}
        return self.push({"edited_message": changed})

    def tap(self, chat: int, label: str, *, sent: Sent | None = None, old: bool = False) -> Json:
        """Somebody taps the newest button that says `label`; `old`: so long ago that its query is forgotten."""
        where = sent or next(s for s in reversed(self.chats[chat]) if any(label in text for text in s.labels))
        button = where.button(label)
        query = f"q{len(self._queries) + 1}"
        self._queries[query] = self._clock() - (1000 if old else 0)
        return self.push(
            {
                "callback_query": {
                    "id": query,
                    "from": self.user(chat),
                    "chat_instance": "1",
                    "data": button["callback_data"],
                    "message": {**self._shown(where), "from": BOT},
                }
            }
        )

    def push(self, update: Json, update_id: int | None = None) -> Json:
        """Queues an update as Telegram would bring it."""
        if update_id is None:
            update_id = self._next_update
        self._next_update = update_id + 1
        whole = {"update_id": update_id, **update}
        self._queue.append(whole)
        self._changed.set()
        return whole

    def message(
        self,
        chat: int,
        /,
        *,
        text: str | None = None,
        reply_to: int | None = None,
        language: str = "en",
        **extra: Any,
    ) -> Json:
        self._next_message += 1
        message: Json = {
            "message_id": self._next_message,
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private", "first_name": "Maja"},
            "from": self.user(chat, language),
        }
        if text is not None:
            message["text"] = text
        if reply_to is not None:
            message["reply_to_message"] = self._shown(self.find(chat, reply_to))
        return {**message, **extra}

    @staticmethod
    def user(chat: int, language: str = "en") -> Json:
        return {
            "id": chat,
            "is_bot": False,
            "first_name": "Maja",
            "last_name": "Novak",
            "language_code": language,
        }

    def find(self, chat: int, message_id: int) -> Sent:
        return next(sent for sent in self.chats[chat] if sent.message_id == message_id)

    def count(self, method: str) -> int:
        return sum(call.method == method for call in self.calls)

    @property
    def polled(self) -> bool:
        """Whether somebody waits for updates right now."""
        return self._poll is not None

    @property
    def waiting(self) -> list[int]:
        """Ids of updates that nobody has confirmed yet."""
        return [update["update_id"] for update in self._queue]

    async def deliver(self, url: str, *, secret: str | None = None) -> None:
        """Brings what is queued to a webhook at `url`, each until it answers 200."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        async with aiohttp.ClientSession() as http:
            while self._queue:
                async with http.post(url, json=self._queue[0], headers=headers) as answer:
                    if answer.status == 200:
                        self.confirmed.append(self._queue.pop(0)["update_id"])

    # -- the server ---------------------------------------------------------------

    async def _serve(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != TOKEN:
            return self._answer(Refusal(401, "Unauthorized"))
        method = request.match_info["method"]
        params = self._params(await request.post())
        self.calls.append(Call(method, params, self._clock()))
        fault = self._fault(method, params)
        if fault and fault.done:
            await self._carry_out(method, params)
        if fault and fault.silent:
            await self._closing.wait()
            return web.Response(status=500)
        if fault:
            return self._failure(fault)
        return await self._carry_out(method, params)

    async def _carry_out(self, method: str, params: Json) -> web.Response:
        handler = getattr(self, f"_{method}", None)
        if handler is None:
            return self._answer(Refusal(404, "Not Found"))
        try:
            result = handler(params)
            return self._answer(await result if asyncio.iscoroutine(result) else result)
        except Refusal as refusal:
            return self._answer(refusal)

    def _fault(self, method: str, params: Json) -> Fault | None:
        chat = params.get("chat_id")
        for script in (
            self._script[method],
            self._for_chat[chat] if isinstance(chat, int) else deque[Fault | None](),
        ):
            if script:
                return script.popleft()
        return None

    @staticmethod
    def _failure(fault: Fault) -> web.Response:
        if not fault.body:
            return web.Response(status=fault.status, text="<html>gateway</html>", content_type="text/html")
        parameters = {} if fault.retry_after is None else {"retry_after": fault.retry_after}
        return BotApi._answer(Refusal(fault.status, fault.description, **parameters))

    @staticmethod
    def _answer(result: Any) -> web.Response:
        if not isinstance(result, Refusal):
            return web.json_response({"ok": True, "result": result})
        body: Json = {"ok": False, "error_code": result.code, "description": result.description}
        if result.parameters:
            body["parameters"] = result.parameters
        return web.json_response(body, status=result.code)

    @staticmethod
    def _params(form: Any) -> Json:
        params: Json = {}
        for key, value in form.items():
            if isinstance(value, web.FileField):
                params[key] = value.file.read()
                continue
            try:
                params[key] = value if key in ("text", "caption") else json.loads(value)
            except ValueError:
                params[key] = value
        return params

    async def _file(self, request: web.Request) -> web.Response:
        content = self.files.get(request.match_info["path"])
        return web.Response(body=content) if content is not None else web.Response(status=404)

    # -- methods: updates -----------------------------------------------------------

    async def _getUpdates(self, params: Json) -> list[Json]:
        if self.webhook is not None:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first")
        if self._poll is not None:
            self._poll.set()
        own = self._poll = asyncio.Event()
        offset = params.get("offset") or 0
        if offset > 0:
            self.confirmed += [u["update_id"] for u in self._queue if u["update_id"] < offset]
            self._queue = [u for u in self._queue if u["update_id"] >= offset]
        await self._wait(own, params.get("timeout") or 0)
        if own.is_set():
            raise Refusal(
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
            )
        self._poll = None
        return self._queue[: params.get("limit") or 100]

    async def _wait(self, own: asyncio.Event, timeout_s: float) -> None:
        try:
            async with asyncio.timeout(timeout_s):
                while not self._queue and not own.is_set() and not self._closing.is_set():
                    self._changed.clear()
                    async with asyncio.TaskGroup() as group:
                        ways = [group.create_task(event.wait()) for event in (self._changed, own)]
                        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
                        for way in ways:
                            way.cancel()
        except TimeoutError:
            pass

    def _setWebhook(self, params: Json) -> bool:
        if urlsplit(params["url"]).scheme != "https":
            raise Refusal(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", params.get("secret_token", "x")):
            raise Refusal(400, "Bad Request: secret token contains unallowed characters")
        self.webhook = params
        return True

    def _deleteWebhook(self, params: Json) -> bool:
        assert not params.get("drop_pending_updates"), "pending updates are customers' words"
        self.webhook = None
        return True

    def _answerCallbackQuery(self, params: Json) -> bool:
        asked = self._queries.get(params["callback_query_id"])
        if asked is None or self._clock() - asked > self.stale_after_s:
            raise Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.answered.append(params["callback_query_id"])
        if text := params.get("text"):
            assert len(text) <= 200
            self.told.append(text)
        return True

    # -- methods: messages ------------------------------------------------------------

    def _getMe(self, params: Json) -> Json:
        return BOT

    def _setMyCommands(self, params: Json) -> bool:
        assert all(re.fullmatch("[a-z0-9_]{1,32}", command["command"]) for command in params["commands"])
        assert all(1 <= len(command["description"]) <= 256 for command in params["commands"])
        self.commands[params.get("language_code", "")] = params["commands"]
        return True

    def _getFile(self, params: Json) -> Json:
        path = f"documents/{params['file_id']}"
        if path not in self.files:
            raise Refusal(400, "Bad Request: invalid file_id")
        return {
            "file_id": params["file_id"],
            "file_unique_id": "u",
            "file_path": path,
            "file_size": len(self.files[path]),
        }

    def _sendMessage(self, params: Json) -> Json:
        text, entities = parse(params["text"], params.get("parse_mode"))
        markup = params.get("reply_markup", {})
        self._next_message += 1
        sent = Sent(
            message_id=self._next_message,
            chat=params["chat_id"],
            text=text,
            entities=entities,
            keyboard=self._keyboard(markup),
            force_reply=bool(markup.get("force_reply")),
            reply_to=params.get("reply_parameters", {}).get("message_id"),
            picture=self._picture(params),
        )
        self.chats[sent.chat].append(sent)
        return self._shown(sent)

    def _sendPhoto(self, params: Json) -> Json:
        """Uploaded, in JPEG, PNG or WebP: addresses and files that are known by an id are not taken here."""
        photo = params["photo"]
        if not isinstance(photo, bytes) or not photo.startswith((b"\xff\xd8\xff", b"\x89PNG", b"RIFF")):
            raise Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED")
        if len(photo) > 10_000_000:
            raise Refusal(400, "Bad Request: file is too big")
        caption, entities = parse(params["caption"], params.get("parse_mode"))
        if units(caption) > 1024:
            raise Refusal(400, "Bad Request: message caption is too long")
        self._next_message += 1
        chat = params["chat_id"]
        sent = Sent(message_id=self._next_message, chat=chat, text=caption, entities=entities, photo=photo)
        self.chats[chat].append(sent)
        return self._shown(sent)

    def _sendChatAction(self, params: Json) -> bool:
        return True

    def _editMessageText(self, params: Json) -> Json:
        sent = self._edited(params)
        text, entities = parse(params["text"], params.get("parse_mode"))
        keyboard = self._keyboard(params.get("reply_markup", {}))
        if (text, entities, keyboard) == (sent.text, sent.entities, sent.keyboard):
            raise Refusal(
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are exactly"
                " the same as a current content and reply markup of the message",
            )
        sent.text, sent.entities, sent.keyboard, sent.edits = text, entities, keyboard, sent.edits + 1
        sent.picture = self._picture(params)
        return self._shown(sent)

    def _editMessageReplyMarkup(self, params: Json) -> Json:
        sent = self._edited(params)
        keyboard = self._keyboard(params.get("reply_markup", {}))
        if keyboard == sent.keyboard:
            raise Refusal(400, "Bad Request: message is not modified")
        sent.keyboard, sent.edits = keyboard, sent.edits + 1
        return self._shown(sent)

    def _edited(self, params: Json) -> Sent:
        try:
            return self.find(params["chat_id"], params["message_id"])
        except StopIteration:
            raise Refusal(400, "Bad Request: message to edit not found") from None

    def _shown(self, sent: Sent) -> Json:
        shown: Json = {
            "message_id": sent.message_id,
            "date": int(time.time()),
            "chat": {"id": sent.chat, "type": "private", "first_name": "Maja"},
            "from": BOT,
            **({"text": sent.text} if sent.photo is None else self._shown_photo(sent)),
        }
        if sent.keyboard:
            shown["reply_markup"] = {"inline_keyboard": sent.keyboard}
        return shown

    @staticmethod
    def _shown_photo(sent: Sent) -> Json:
        photo = {"file_id": f"photo{sent.message_id}", "file_unique_id": "u", "width": 1, "height": 1}
        return {"caption": sent.text, "photo": [photo]}

    @staticmethod
    def _picture(params: Json) -> str | None:
        """What stands large above the text; a preview that is not asked for in so many words is one nobody meant."""
        options = params["link_preview_options"]
        if options.get("is_disabled"):
            return None
        assert options.pop("prefer_large_media") and options.pop("show_above_text")
        url = str(options.pop("url"))
        assert not options and public(url)
        return url

    @staticmethod
    def _keyboard(markup: Json) -> list[list[Json]]:
        rows = markup.get("inline_keyboard", [])
        if any(not 1 <= len(row) <= 8 for row in rows) or sum(map(len, rows)) > 100:
            raise Refusal(400, "Bad Request: reply markup is too long")
        for button in (button for row in rows for button in row):
            if not button["text"].strip():
                raise Refusal(400, "Bad Request: text buttons are not allowed to be empty")
            if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
                raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
            if "url" in button and not public(button["url"]):
                raise Refusal(
                    400,
                    f"Bad Request: inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL",
                )
        return list(rows)
