import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats import link
from meishi.formats.social import NETWORKS, UnknownAccount, recognise

SAMPLES = {"matrix": "@ann:example.org", "orcid": "0000-0002-1825-0097"}


@pytest.mark.parametrize(
    ("text", "network", "username", "url"),
    [
        ("https://m.instagram.com/ann/?igsh=1", "instagram", "ann", "https://www.instagram.com/ann"),
        ("linkedin.com/in/ann-bee", "linkedin", "ann-bee", "https://www.linkedin.com/in/ann-bee"),
        ("https://de.linkedin.com/company/acme/about/", "linkedin", "acme", "https://www.linkedin.com/company/acme"),
        ("https://www.linkedin.com/school/acme", "linkedin", "acme", "https://www.linkedin.com/school/acme"),
        ("facebook.com/profile.php?id=12&sk=about", "facebook", "12", "https://www.facebook.com/profile.php?id=12"),
        ("facebook.com/people/Ann/1", "facebook", "", "https://facebook.com/people/Ann/1"),
        ("https://fb.com/ann", "facebook", "ann", "https://www.facebook.com/ann"),
        ("https://mobile.twitter.com/ann?s=20", "x", "ann", "https://x.com/ann"),
        ("https://x.com/ann/status/1", "x", "ann", "https://x.com/ann"),
        ("threads.net/@ann", "threads", "ann", "https://www.threads.com/@ann"),
        ("https://www.youtube.com/channel/UC1", "youtube", "UC1", "https://www.youtube.com/channel/UC1"),
        ("youtube.com/@ann/videos", "youtube", "ann", "https://www.youtube.com/@ann"),
        ("https://wa.me/+12025550123", "whatsapp", "12025550123", "https://wa.me/12025550123"),
        ("https://telegram.me/ann", "telegram", "ann", "https://t.me/ann"),
        ("@ann@social.example", "mastodon", "@ann@social.example", "https://social.example/@ann"),
        ("https://social.example/@ann", "mastodon", "@ann@social.example", "https://social.example/@ann"),
        ("https://pixelfed.social/ann", "pixelfed", "@ann@pixelfed.social", "https://pixelfed.social/ann"),
        ("https://peertube.tv/c/ann/videos", "peertube", "@ann@peertube.tv", "https://peertube.tv/c/ann"),
        ("https://matrix.to/#/@ann:example.org", "matrix", "@ann:example.org", "https://matrix.to/#/@ann:example.org"),
        ("ann.bandcamp.com/album/one", "bandcamp", "ann", "https://ann.bandcamp.com"),
        ("https://pinterest.co.uk/ann", "pinterest", "ann", "https://www.pinterest.com/ann"),
        ("scholar.google.com/citations?user=abc&hl=en", "googlescholar", "abc", "https://scholar.google.com/citations?user=abc"),
        ("https://example.com/feed.xml", "rss", "", "https://example.com/feed.xml"),
        ("https://www.instagram.com/p/XYZ/?utm_source=a", "instagram", "", "https://www.instagram.com/p/XYZ/"),
        ("https://youtube.com/watch?v=1&si=2", "youtube", "", "https://youtube.com/watch?v=1"),
        ("https://example.com/ann", "", "", "https://example.com/ann"),
    ],
)  # fmt: skip
def test_pasted_addresses_are_recognised(text, network, username, url):
    assert recognise(text) == (network, username, url)


@pytest.mark.parametrize(
    ("text", "network", "username", "url"),
    [
        ("@ann", "instagram", "ann", "https://www.instagram.com/ann"),
        ("ann", "tiktok", "ann", "https://www.tiktok.com/@ann"),
        ("ann.example", "bluesky", "ann.example", "https://bsky.app/profile/ann.example"),
        ("+1 202 555-0123", "whatsapp", "12025550123", "https://wa.me/12025550123"),
        ("+1 202 555-0123", "signal", "+12025550123", "https://signal.me/#p/+12025550123"),
        ("ann@social.example", "mastodon", "@ann@social.example", "https://social.example/@ann"),
        ("https://tube.example/c/ann", "peertube", "@ann@tube.example", "https://tube.example/c/ann"),
        ("ann", "wechat", "ann", ""),
        ("$ann", "cashapp", "ann", "https://cash.app/$ann"),
        ("example.com/news.xml", "rss", "", "https://example.com/news.xml"),
        ("https://example.com/me", "instagram", "", "https://example.com/me"),
    ],
)  # fmt: skip
def test_user_names_lead_to_their_network(text, network, username, url):
    assert recognise(text, network) == (network, username, url)


@pytest.mark.parametrize(
    ("text", "network", "reason"),
    [
        ("", "", "address"),
        ("ann", "", "network"),
        ("ann bee", "x", "name"),
        ("ann@example.com", "facebook", "name"),
        ("ann", "mastodon", "host"),
        ("ann", "rss", "address"),
        ("javascript:alert(1)", "", "network"),
        ("javascript://example.com/%0aalert(1)", "", "address"),
        ("mailto:ann", "", "address"),
    ],
)
def test_what_is_no_account_is_refused_with_its_reason(text, network, reason):
    with pytest.raises(UnknownAccount) as error:
        recognise(text, network)

    assert error.value.reason == reason


def profiles():
    for network in NETWORKS.values():
        host = network.hosts[0] if network.is_federated else ""
        username = SAMPLES.get(network.key, "12025550123")
        for address in network.addresses:
            url = "https://" + address.replace("{host}", host).replace("{}", username)
            yield pytest.param(
                url, network.key, username, id=f"{network.key}: {address}"
            )


@pytest.mark.parametrize(("url", "network", "username"), list(profiles()))
def test_every_form_of_address_is_recognised_and_stays_what_it_is(
    url, network, username
):
    account = recognise(url)

    assert (account.network, account.url) == (network, url)
    assert username in account.username


def test_there_are_many_networks_each_with_its_own_name():
    assert len(NETWORKS) >= 100
    assert len({network.name for network in NETWORKS.values()}) == len(NETWORKS)


@given(
    st.text(max_size=40) | st.from_regex(r"(https://)?[a-z.]+\.(com|me)/@?[a-z/?=#]*"),
    st.sampled_from(["", *NETWORKS]),
)
def test_any_text_is_a_safe_address_or_refused(text, network):
    try:
        account = recognise(text, network)
    except UnknownAccount:
        return
    assert account.url == "" or link.parse(account.url)
    assert account.network in ("", *NETWORKS)
