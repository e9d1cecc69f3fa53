import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats.agent import classify

APPLE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
IPHONE = f"{APPLE} Version/18.5 Mobile/15E148 Safari/604.1"
IPAD = IPHONE.replace("iPhone;", "iPad;")
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15"
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
MAC_CHROME = f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {CHROME}"
WINDOWS = f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME}"
LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"
ANDROID = f"Mozilla/5.0 (Linux; Android 15; Pixel 9) {CHROME}"
CUBOT = f"Mozilla/5.0 (Linux; Android 13; CUBOT P80) {CHROME}"
LUMIA = "Mozilla/5.0 (Mobile; Windows Phone 8.1; Android 4.0; ARM; like iPhone OS 7_0_3 Mac OS X) like Gecko"


@pytest.mark.parametrize(
    ("text", "device"),
    [
        (IPHONE, "ios"),
        (IPAD, "ios"),
        (ANDROID, "android"),
        (CUBOT, "android"),
        (MAC, "desktop"),
        (WINDOWS, "desktop"),
        (LINUX, "desktop"),
        ("Mozilla/5.0 (SMART-TV; Tizen 8.0)", "other"),
        ("", "other"),
    ],
)
def test_the_device_is_told(text, device):
    assert classify(text).device == device


@pytest.mark.parametrize(
    "text",
    [IPHONE, IPAD, ANDROID, CUBOT, MAC, MAC_CHROME, WINDOWS, LINUX, LUMIA],
)
def test_a_browser_is_no_bot(text):
    assert not classify(text).is_bot


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "WhatsApp/2.25.20.78 A",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "Slack-ImgProxy (+https://api.slack.com/robots)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "meta-externalagent/1.1",
        "Twitterbot/1.0",
        "LinkedInBot/1.0 (compatible; Mozilla/5.0; +http://www.linkedin.com)",
        "TelegramBot (like TwitterBot)",
        "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        f"Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot) {CHROME}",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        f"{APPLE} (Applebot/0.1; +http://www.apple.com/go/applebot)",
        "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
        "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
        f"Mozilla/5.0 (X11; Linux x86_64) {CHROME.replace('Chrome', 'HeadlessChrome')}",
        "curl/8.16.0",
        "Wget/1.25.0",
        "python-requests/2.32.5",
        "Python/3.13 aiohttp/3.12",
        "Go-http-client/2.0",
        "okhttp/5.1.0",
        "Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
    ],
)
def test_a_program_is_a_bot(text):
    assert classify(text).is_bot


@pytest.mark.parametrize(
    "text",
    [
        f"{APPLE} Mobile/15E148 Instagram 390.0.0.28.85",
        f"{APPLE} Mobile/15E148 [FBAN/FBIOS;FBAV/520.0.0.38.101]",
        f"{APPLE} Mobile/15E148",
        f"{APPLE} Mobile/15E148 musical_ly_40.0.0 BytedanceWebview",
        f"{APPLE} Mobile/15E148 LinkedInApp/9.30",
        f"{APPLE} Mobile/15E148 Twitter for iPhone/11.20",
        ANDROID.replace("Pixel 9)", "Pixel 9; wv)"),
        f"{ANDROID} MicroMessenger/8.0.60",
    ],
)
def test_a_browser_inside_an_app_is_told(text):
    agent = classify(text)
    assert agent.is_in_app
    assert not agent.is_bot


@pytest.mark.parametrize("text", [IPHONE, IPAD, MAC, ANDROID, WINDOWS, LINUX])
def test_a_real_browser_is_not_inside_an_app(text):
    assert not classify(text).is_in_app


@pytest.mark.parametrize(
    ("text", "expected"),
    [(IPHONE, True), (IPAD, True), (MAC, False), (LUMIA, False), (ANDROID, False)],
)
def test_apple_mobile_is_what_says_so(text, expected):
    assert classify(text).is_apple_mobile is expected


@pytest.mark.parametrize(
    ("text", "expected"), [(MAC, True), (MAC_CHROME, False), (WINDOWS, False)]
)
def test_safari_on_a_mac_may_be_an_ipad(text, expected):
    assert classify(text).may_be_ipad is expected


@given(st.text(max_size=600))
def test_any_agent_is_classified(text):
    assert classify(text).device in {"ios", "android", "desktop", "other"}
