"""Which of Apprise's services a manager may name in an address: those that lead to somebody elsewhere.

What works on this machine itself, on its desktop, its log, its files, is none of a manager's business. A service that a
later Apprise brings stands on neither list, and cannot be used, until somebody has looked at it: a test names it.
"""

ELSEWHERE = frozenset({
    "amqp", "apprise", "aprs", "atalk", "bark", "betterstack", "brevo", "bsky", "bulksms", "bulkvs", "burstsms",
    "chanify", "clickatell", "clicksend", "cliq", "cm", "d7sms", "dapnet", "deltachat", "dingtalk", "discord", "dot",
    "eight00com", "elks", "emby", "enigma2", "evolution", "exotel", "feishu", "firehydrant", "flock", "flowtriq",
    "fluxer", "form", "freemobile", "gchat", "github", "goalert", "gorush", "gotify", "groundmail", "groupme",
    "guilded", "gupshup", "hassio", "httpsms", "humhub", "ifttt", "ilert", "incidentio", "infobip", "irc", "jellyfin",
    "jira", "join", "json", "kakao", "kavenegar", "klr", "kodi", "kook", "kumulos", "lametric", "lark", "lauther",
    "lfg", "line", "mailersend", "mailgun", "mailto", "matrix", "misskey", "mmost", "mobilemsg", "mqtt", "msg91",
    "msgbird", "ncloud", "nctalk", "nexmo", "nostr", "notica", "notifiarr", "notifico", "notifyre", "ntfy", "o365",
    "octopush", "onebot", "onesignal", "opsgenie", "pagerduty", "pagertree", "parsep", "pbul", "pinglet", "pingram",
    "pjet", "plivo", "postmark", "pover", "prowl", "psafer", "push", "pushdeer", "pushed", "pushme", "pushward",
    "pushy", "qq", "reddit", "resend", "revolt", "ringc", "rocket", "ryver", "schan", "sendgrid", "sendpulse",
    "serwersms", "ses", "seven", "sfr", "signal", "signalgrid", "signl4", "sinch", "slack", "smpp", "smsc",
    "smseagle", "smsmgr", "smstunnel", "smtp2go", "sns", "sogs", "sparkpost", "spike", "splunk", "spugpush", "spush",
    "squadcast", "stackfield", "strmlabs", "synology", "telesign", "telnyx", "tgram", "threema", "toot", "trigv",
    "twilio", "twist", "viber", "voipms", "webex", "wechat", "wecom", "wecombot", "whapi", "whatsapp", "workflow",
    "wpush", "wxpusher", "x", "xmatters", "xml", "xmpp", "youlmk", "zalo", "zoom", "zulip",
})  # fmt: skip
"""One schema of each; where it has others, such as `mailtos` beside `mailto`, these go with it."""

HERE = frozenset({
    "blink1", "dbus", "fcm", "gio", "glib", "gnome", "growl", "kde", "macosx", "qt", "rsyslog", "syslog", "vapid",
    "windows",
})  # fmt: skip
"""Of the machine that Heard runs on; of the two for push, fcm and vapid, the keys would be read from its files."""
