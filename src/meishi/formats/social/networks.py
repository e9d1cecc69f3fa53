"""The networks that Meishi knows: data, no code.

Each has addresses with `{}` where the user name stands. The first one is how Meishi
writes a profile; the others are recognised and kept in their own form. An address
with `{host}` belongs to a federated network, where every server is its own host.
"""

from dataclasses import dataclass

HANDLE = r"[^\s/?#@:]{1,100}"
DIGITS = r"\+?\d{5,15}"


@dataclass(frozen=True, slots=True)
class Network:
    """A network: its key, its name, and the addresses of its profiles.

    `hosts` are further hosts that lead to the same place; on federated networks the
    servers that are known. `user` is what a user name looks like. Without
    addresses its accounts have a name but no page.
    """

    key: str
    name: str
    addresses: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    user: str = HANDLE

    @property
    def is_federated(self) -> bool:
        """Whether user names carry a host: `@ann@example.org`."""
        return bool(self.addresses) and "{host}" in self.addresses[0]


def _network(
    key: str, name: str, addresses: str, hosts: str = "", user: str = HANDLE
) -> Network:
    return Network(key, name, tuple(addresses.split()), tuple(hosts.split()), user)


_ALL = (
    _network(
        "linkedin",
        "LinkedIn",
        "www.linkedin.com/in/{} www.linkedin.com/company/{} www.linkedin.com/school/{}"
        " www.linkedin.com/showcase/{} www.linkedin.com/pub/{}",
    ),
    _network("instagram", "Instagram", "www.instagram.com/{}", "instagr.am"),
    _network(
        "facebook",
        "Facebook",
        "www.facebook.com/{} www.facebook.com/profile.php?id={}"
        " www.facebook.com/groups/{} www.facebook.com/pages/{}",
        "fb.com fb.me",
    ),
    _network("messenger", "Messenger", "m.me/{} www.messenger.com/t/{}"),
    _network("x", "X", "x.com/{}", "twitter.com", r"\w{1,15}"),
    _network("threads", "Threads", "www.threads.com/@{}", "threads.net"),
    _network("tiktok", "TikTok", "www.tiktok.com/@{}"),
    _network(
        "youtube",
        "YouTube",
        "www.youtube.com/@{} www.youtube.com/channel/{} www.youtube.com/c/{}"
        " www.youtube.com/user/{}",
        "youtu.be music.youtube.com",
    ),
    _network(
        "whatsapp",
        "WhatsApp",
        "wa.me/{} api.whatsapp.com/send?phone={} chat.whatsapp.com/{}"
        " www.whatsapp.com/channel/{}",
        "",
        DIGITS,
    ),
    _network("telegram", "Telegram", "t.me/{}", "telegram.me telegram.dog"),
    _network("signal", "Signal", "signal.me/#p/{} signal.me/#eu/{} signal.group/#{}"),
    _network("viber", "Viber", "chats.viber.com/{} invite.viber.com/?g2={}"),
    _network(
        "line", "LINE", "line.me/ti/p/~{} line.me/R/ti/p/{} lin.ee/{} page.line.me/{}"
    ),
    _network("wechat", "WeChat", ""),
    _network("qq", "QQ", "", "", r"\d{5,12}"),
    _network("weibo", "Weibo", "weibo.com/{} weibo.com/u/{}", "weibo.cn"),
    _network("xiaohongshu", "Xiaohongshu", "www.xiaohongshu.com/user/profile/{}"),
    _network("bilibili", "Bilibili", "space.bilibili.com/{}"),
    _network(
        "kakaotalk",
        "KakaoTalk",
        "open.kakao.com/o/{} open.kakao.com/me/{} pf.kakao.com/{}",
    ),
    _network("zalo", "Zalo", "zalo.me/{}"),
    _network("vk", "VK", "vk.com/{}", "vk.ru vkontakte.ru"),
    _network(
        "ok", "OK", "ok.ru/profile/{} ok.ru/group/{} ok.ru/{}", "odnoklassniki.ru"
    ),
    _network(
        "xing",
        "XING",
        "www.xing.com/profile/{} www.xing.com/pages/{} www.xing.com/companies/{}",
    ),
    _network("github", "GitHub", "github.com/{}", "", r"[\w\-]{1,39}"),
    _network("gitlab", "GitLab", "gitlab.com/{}"),
    _network("codeberg", "Codeberg", "codeberg.org/{}"),
    _network("bitbucket", "Bitbucket", "bitbucket.org/{}"),
    _network("codepen", "CodePen", "codepen.io/{}"),
    _network("stackoverflow", "Stack Overflow", "stackoverflow.com/users/{}"),
    _network(
        "mastodon",
        "Mastodon",
        "{host}/@{} {host}/users/{}",
        "mastodon.social mastodon.online mastodon.world mstdn.social mstdn.jp mas.to"
        " mastodon.gamedev.place fosstodon.org hachyderm.io infosec.exchange chaos.social"
        " techhub.social social.vivaldi.net mastodon.art universeodon.com pawoo.net",
    ),
    _network("bluesky", "Bluesky", "bsky.app/profile/{}", "", r"[\w.:\-]{1,253}"),
    _network(
        "pixelfed", "Pixelfed", "{host}/{}", "pixelfed.social pixelfed.de pixelfed.art"
    ),
    _network(
        "peertube",
        "PeerTube",
        "{host}/c/{} {host}/a/{} {host}/accounts/{} {host}/video-channels/{}",
        "peertube.tv framatube.org video.blender.org tilvids.com makertube.net diode.zone",
    ),
    _network(
        "lemmy", "Lemmy", "{host}/u/{} {host}/c/{}", "lemmy.world lemmy.ml feddit.org"
    ),
    _network("matrix", "Matrix", "matrix.to/#/{}", "", r"[@#+!][^\s/?#:]+:[\w.\-:]+"),
    _network(
        "discord",
        "Discord",
        "discord.gg/{} discord.com/users/{} discord.com/invite/{}",
        "discordapp.com",
    ),
    _network("slack", "Slack", "{}.slack.com join.slack.com/t/{}"),
    _network(
        "reddit",
        "Reddit",
        "www.reddit.com/user/{} www.reddit.com/u/{} www.reddit.com/r/{}",
    ),
    _network("quora", "Quora", "www.quora.com/profile/{}"),
    _network("pinterest", "Pinterest", "www.pinterest.com/{}"),
    _network("snapchat", "Snapchat", "www.snapchat.com/add/{} www.snapchat.com/@{}"),
    _network("tumblr", "Tumblr", "{}.tumblr.com www.tumblr.com/{}"),
    _network("medium", "Medium", "medium.com/@{} {}.medium.com"),
    _network("substack", "Substack", "{}.substack.com substack.com/@{}"),
    _network("devto", "DEV", "dev.to/{}"),
    _network("hashnode", "Hashnode", "hashnode.com/@{} {}.hashnode.dev"),
    _network("qiita", "Qiita", "qiita.com/{}"),
    _network("zenn", "Zenn", "zenn.dev/{}"),
    _network("note", "note", "note.com/{}", "note.mu"),
    _network("behance", "Behance", "www.behance.net/{}", "be.net"),
    _network("dribbble", "Dribbble", "dribbble.com/{}"),
    _network("deviantart", "DeviantArt", "www.deviantart.com/{} {}.deviantart.com"),
    _network("pixiv", "pixiv", "www.pixiv.net/users/{}"),
    _network(
        "flickr",
        "Flickr",
        "www.flickr.com/people/{} www.flickr.com/photos/{}",
        "",
        r"[^\s/?#:]{1,100}",
    ),
    _network("500px", "500px", "500px.com/p/{} 500px.com/{}"),
    _network("unsplash", "Unsplash", "unsplash.com/@{}"),
    _network("figma", "Figma", "www.figma.com/@{}"),
    _network("vimeo", "Vimeo", "vimeo.com/{}"),
    _network("twitch", "Twitch", "www.twitch.tv/{}"),
    _network(
        "spotify",
        "Spotify",
        "open.spotify.com/user/{} open.spotify.com/artist/{} open.spotify.com/show/{}"
        " open.spotify.com/playlist/{}",
    ),
    _network("applemusic", "Apple Music", "music.apple.com/profile/{}"),
    _network("applepodcasts", "Apple Podcasts", "podcasts.apple.com/podcast/{}"),
    _network("deezer", "Deezer", "www.deezer.com/profile/{} www.deezer.com/artist/{}"),
    _network(
        "tidal",
        "TIDAL",
        "tidal.com/artist/{} tidal.com/browse/artist/{}",
        "listen.tidal.com",
    ),
    _network("soundcloud", "SoundCloud", "soundcloud.com/{}"),
    _network("bandcamp", "Bandcamp", "{}.bandcamp.com bandcamp.com/{}"),
    _network("mixcloud", "Mixcloud", "www.mixcloud.com/{}"),
    _network("lastfm", "Last.fm", "www.last.fm/user/{}", "lastfm.de"),
    _network("letterboxd", "Letterboxd", "letterboxd.com/{}"),
    _network("imdb", "IMDb", "www.imdb.com/name/{}"),
    _network(
        "goodreads",
        "Goodreads",
        "www.goodreads.com/{} www.goodreads.com/user/show/{} www.goodreads.com/author/show/{}",
    ),
    _network("strava", "Strava", "www.strava.com/athletes/{} www.strava.com/clubs/{}"),
    _network("komoot", "komoot", "www.komoot.com/user/{}", "komoot.de"),
    _network(
        "steam",
        "Steam",
        "steamcommunity.com/id/{} steamcommunity.com/profiles/{}",
        "s.team",
    ),
    _network("duolingo", "Duolingo", "www.duolingo.com/profile/{}"),
    _network("patreon", "Patreon", "www.patreon.com/{} www.patreon.com/c/{}"),
    _network("kofi", "Ko-fi", "ko-fi.com/{}"),
    _network("buymeacoffee", "Buy Me a Coffee", "buymeacoffee.com/{}", "coff.ee"),
    _network("liberapay", "Liberapay", "liberapay.com/{}"),
    _network("opencollective", "Open Collective", "opencollective.com/{}"),
    _network("paypal", "PayPal", "www.paypal.me/{} www.paypal.com/paypalme/{}"),
    _network("cashapp", "Cash App", "cash.app/${}"),
    _network("venmo", "Venmo", "venmo.com/u/{} venmo.com/{}"),
    _network("etsy", "Etsy", "www.etsy.com/shop/{} {}.etsy.com"),
    _network(
        "airbnb",
        "Airbnb",
        "www.airbnb.com/rooms/{} www.airbnb.com/users/show/{} www.airbnb.com/h/{}",
    ),
    _network(
        "tripadvisor",
        "Tripadvisor",
        "www.tripadvisor.com/Profile/{} www.tripadvisor.com/{}",
    ),
    _network("yelp", "Yelp", "www.yelp.com/biz/{} www.yelp.com/user_details?userid={}"),
    _network(
        "googlemaps",
        "Google Maps",
        "maps.app.goo.gl/{} www.google.com/maps/place/{} g.page/{} maps.google.com/?cid={}",
        "goo.gl",
    ),
    _network("trustpilot", "Trustpilot", "www.trustpilot.com/review/{}"),
    _network("calendly", "Calendly", "calendly.com/{}"),
    _network("orcid", "ORCID", "orcid.org/{}", "", r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]"),
    _network("googlescholar", "Google Scholar", "scholar.google.com/citations?user={}"),
    _network("researchgate", "ResearchGate", "www.researchgate.net/profile/{}"),
    _network("kaggle", "Kaggle", "www.kaggle.com/{}"),
    _network("huggingface", "Hugging Face", "huggingface.co/{}", "hf.co"),
    _network("leetcode", "LeetCode", "leetcode.com/u/{} leetcode.com/{}"),
    _network("npm", "npm", "www.npmjs.com/~{} www.npmjs.com/package/{}"),
    _network("pypi", "PyPI", "pypi.org/user/{} pypi.org/project/{}"),
    _network("docker", "Docker Hub", "hub.docker.com/u/{} hub.docker.com/r/{}"),
    _network(
        "producthunt",
        "Product Hunt",
        "www.producthunt.com/@{} www.producthunt.com/products/{}",
    ),
    _network(
        "crunchbase",
        "Crunchbase",
        "www.crunchbase.com/person/{} www.crunchbase.com/organization/{}",
    ),
    _network("upwork", "Upwork", "www.upwork.com/freelancers/{}"),
    _network("fiverr", "Fiverr", "www.fiverr.com/{}"),
    _network("keybase", "Keybase", "keybase.io/{}"),
    _network("linktree", "Linktree", "linktr.ee/{}"),
    _network("rss", "RSS", ""),
)

NETWORKS = {network.key: network for network in _ALL}
