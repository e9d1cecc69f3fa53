"""What a user agent tells: which device, whether a person is behind it.

Only what changes an answer or a count: no versions, no fingerprint. An agent
that says nothing is taken for a program.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from meishi.formats.hit import Device

LONGEST = 512  # what comes after it never matters, and memory does


class Agent(NamedTuple):
    """The few things we want to know.

    `is_apple_mobile` is an iPhone, iPad or iPod that says so; `may_be_ipad` is
    Safari on a Mac, which an iPad pretends to be word for word.
    """

    device: Device
    is_bot: bool
    is_in_app: bool
    is_apple_mobile: bool
    may_be_ipad: bool = False


def classify(user_agent: str) -> Agent:
    """Tell a `User-Agent` header (RFC 9110, section 10.1.5) apart. Never fails."""
    return _classify(user_agent[:LONGEST])


@lru_cache(maxsize=2048)
def _classify(text: str) -> Agent:
    is_apple_mobile = bool(APPLE_MOBILE.search(text)) and not ANDROID.search(text)
    is_safari = "Macintosh" in text and "Safari/" in text
    return Agent(
        device=_device(text, is_apple_mobile),
        is_bot=not text.strip() or bool(BOT.search(text)),
        is_in_app=bool(IN_APP.search(text)) or (is_apple_mobile and _is_bare(text)),
        is_apple_mobile=is_apple_mobile,
        may_be_ipad=is_safari and not OTHER_ENGINE.search(text),
    )


def _device(text: str, is_apple_mobile: bool) -> Device:
    if is_apple_mobile:
        return "ios"
    if ANDROID.search(text):
        return "android"
    return "desktop" if DESKTOP.search(text) else "other"


def _is_bare(text: str) -> bool:
    """Say whether this WebKit lives in an app that is no browser."""
    return "AppleWebKit" in text and "Safari/" not in text


APPLE_MOBILE = re.compile(r"\b(?:iPhone|iPad|iPod)\b")
ANDROID = re.compile(r"\bAndroid\b|Windows Phone")
DESKTOP = re.compile(r"Windows NT|Macintosh|X11|\bCrOS\b|Linux x86_64")
OTHER_ENGINE = re.compile(r"Chrome/|Chromium/|Edg/|OPR/|Firefox/")

IN_APP = re.compile(
    r"""
      \bFBA[NV]\b | \bFB_IAB\b | Instagram | LinkedInApp | \bTwitter\b(?!bot)
    | musical_ly | BytedanceWebview | \bTikTok\b | Pinterest/ | Snapchat/
    | \bLine/ | MicroMessenger | KAKAOTALK | \bBarcelona\b | ;\ wv\)
    """,
    re.VERBOSE,
)

# Programs name themselves by kind (bot, crawler, spider), as a library, or as the
# fetcher of a link preview. CUBOT makes telephones.
BOT = re.compile(
    r"""
      (?<!cu)bot\b | bot[/;_-] | crawl | spider | slurp | scrap(?:er|y) | archiver
    | \bscan(?:ner)?\b | \bmonitor | \buptime | \bpreview\b | \bvalidator | \bfetch
    | headless | phantomjs | puppeteer | playwright | selenium | lighthouse
    | facebookexternalhit | facebookcatalog | meta-external | ^whatsapp/ | ^signal
    | skypeuripreview | snap\ url\ preview | embedly | iframely | bitlybot | vkshare
    | slack-imgproxy | google-(?:inspection|read|safety|extended|structured)
    | googleother | feedfetcher | apis-google | mediapartners-google | bingpreview
    | yandex(?!search|/|browser) | baiduspider | chatgpt-user | oai-searchbot
    | claude-(?:user|web) | perplexity-user | cohere-ai | ia_archiver | nutch
    | ^curl | ^wget | ^python | python-(?:requests|urllib|httpx) | aiohttp | ^httpie
    | ^java/ | ^okhttp | ^apache-httpclient | ^go-http | ^axios | ^node | ^undici
    | ^ruby | ^php | ^guzzle | ^perl | ^libwww | ^dart/ | ^postman | ^insomnia
    | ^wrk | ^ab/ | ^apachebench | ^dalvik | ^cfnetwork | ^mozilla/5\.0$
    | \bcompatible;\ (?!msie|konqueror)
    """,
    re.VERBOSE | re.IGNORECASE,
)
