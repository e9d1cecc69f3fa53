import pytest

from meishi.lib.outgoing import addresses
from meishi.lib.outgoing.client import send
from meishi.lib.outgoing.errors import (
    AddressRefused,
    AddressUnusable,
    HostUnknown,
    OutgoingError,
)
from meishi.lib.outgoing.urls import host_of, parsed

NOT_PUBLIC = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:7f00:1::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:a00:1::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
    "4000::1",
]
PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "100.63.255.255",
    "100.128.0.1",
    "172.32.0.1",
    "192.169.0.1",
    "223.255.255.254",
    "2606:4700:4700::1111",
    "2a00:1450::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]
# Each names loopback, or something as near, to one program or another.
HOSTILE = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0x7f.1/",
    "http://127.0.0.1./",
    "http://0/",
    "http://0.0.0.0/",
    "http://localhost/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://localhost../",
    "http://[::1]/",
    "http://[::]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1%25lo]/",
    "http://[::1%25lo]/",
    "http://127。0。0。1/",
    "http://\uff11\uff12\uff17.\uff10.\uff10.\uff11/",
    "http://①②⑦.⓪.⓪.①/",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
    "http://%31%32%37.0.0.1/",
    "http://127.0.0.1%2eexample.com/",
    "http://example.com@127.0.0.1/",
    "http://127.0.0.1\\@example.com/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/latest/",
    "http:127.0.0.1/",
    "http:///127.0.0.1/",
    "//127.0.0.1/",
    "127.0.0.1",
    "file:///etc/passwd",
    "gopher://127.0.0.1:70/_x",
    "ftp://127.0.0.1/",
    "unix:/run/docker.sock",
    "http+unix://%2Frun%2Fdocker.sock/",
    "javascript:alert(1)",
    "http://127.0.0.1:99999/",
    "http://exa\nmple.com/",
    "http://exa\0mple.com/",
    "http://" + "a" * 3000,
    "",
]


@pytest.mark.parametrize("text", NOT_PUBLIC)
def test_what_is_not_one_host_on_the_internet_is_not_public(text):
    assert not addresses.is_public(addresses.meant(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_a_host_on_the_internet_is_public(text):
    assert addresses.is_public(addresses.meant(text))


@pytest.mark.parametrize("url", HOSTILE)
def test_no_spelling_leads_inside(url):
    with pytest.raises(OutgoingError) as caught:
        send("GET", url)
    assert isinstance(caught.value, (AddressRefused, AddressUnusable, HostUnknown))


@pytest.mark.parametrize("answers", [["8.8.8.8", "10.0.0.1"], ["::1", "1.1.1.1"]])
def test_one_private_address_among_public_ones_spoils_the_host(answers):
    with pytest.raises(AddressRefused):
        send("GET", "http://example.com/", resolve=lambda host, port: answers)


def test_an_allowed_network_is_just_that_network():
    allowed = addresses.networks(["10.1.0.0/16", "fd00:1::/64"])
    inside = [addresses.meant(text) for text in ("10.1.2.3", "::ffff:10.1.2.3")]
    outside = [addresses.meant(text) for text in ("10.2.0.1", "fd00:2::1", "127.0.0.1")]

    assert all(addresses.is_within(address, allowed) for address in inside)
    assert not any(addresses.is_within(address, allowed) for address in outside)


def test_a_name_in_another_script_is_asked_for_in_ascii():
    assert parsed("https://Bücher.example./a?b#c").raw_host == b"xn--bcher-kva.example"
    assert str(parsed("https://EXAMPLE.com./a?b#c")) == "https://example.com/a?b"


def test_an_address_with_a_password_is_refused_without_repeating_it():
    with pytest.raises(AddressUnusable, match="out of the address") as caught:
        parsed("https://alice:hunter2@example.com/")
    assert "hunter2" not in str(caught.value)


def test_only_the_host_of_an_address_is_shown():
    assert host_of("https://alice:hunter2@example.com/x?token=abc") == "example.com"
    assert host_of("http://exa\0mple/") == ""
