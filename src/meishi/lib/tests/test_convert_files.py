from io import StringIO

import pytest

from meishi.formats import vcard
from meishi.lib.convert_files import run

ALICE = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Alice\r\nN:;Alice;;;\r\nEND:VCARD\r\n"
BROKEN = b"BEGIN:VCARD\r\nFN:Nobody\r\n"


@pytest.fixture
def told():
    return StringIO()


def test_a_file_becomes_a_file(tmp_path, told):
    (tmp_path / "a.vcf").write_bytes(ALICE)

    assert run(tmp_path / "a.vcf", tmp_path / "new" / "b.json", "jcard", told) == 0
    assert (tmp_path / "new" / "b.json").read_bytes().startswith(b'["vcard"')
    assert told.getvalue() == ""


def test_a_folder_becomes_a_folder_with_all_below_it(tmp_path, told):
    source, target = tmp_path / "in", tmp_path / "out"
    (source / "deep").mkdir(parents=True)
    for name in ("a.vcf", "deep/b.VCARD", "readme.txt", "._a.vcf"):
        (source / name).write_bytes(ALICE)

    assert run(source, target, "vcard4", told) == 0
    assert names_below(target) == ["a.vcf", "deep/b.vcf"]


def test_files_of_the_same_stem_do_not_replace_one_another(tmp_path, told):
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for name in ("a.vcf", "a.vcard", "a.vcf.vcf", "A.VCF"):
        (source / name).write_bytes(ALICE.replace(b"Alice", name.encode()))

    assert run(source, target, "vcard3", told) == 0
    assert sorted(
        c.full_name for p in target.iterdir() for c in vcard.decode(p.read_bytes())
    ) == ["A.VCF", "a.vcard", "a.vcf", "a.vcf.vcf"]


def test_what_cannot_be_read_is_named_and_the_rest_converted(tmp_path, told):
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "both.vcf").write_bytes(BROKEN + ALICE)
    (source / "none.vcf").write_bytes(b"hello")

    assert run(source, target, "vcard3", told) == 1
    assert names_below(target) == ["both.vcf"]
    assert told.getvalue().splitlines() == [
        f"{source}/both.vcf:1: END:VCARD is missing",
        f"{source}/none.vcf:1: there is no BEGIN:VCARD",
    ]


def test_a_missing_source_is_said(tmp_path, told):
    assert run(tmp_path / "a.vcf", tmp_path / "b.vcf", "vcard3", told) == 2
    assert told.getvalue().endswith("a.vcf: there is no such file or folder\n")


def test_an_existing_target_is_replaced_whole_or_stays(tmp_path, told):
    (tmp_path / "a.vcf").write_bytes(ALICE)
    (tmp_path / "bad.vcf").write_bytes(b"hello")
    (tmp_path / "b.vcf").write_bytes(b"old")

    assert run(tmp_path / "bad.vcf", tmp_path / "b.vcf", "vcard3", told) == 1
    assert (tmp_path / "b.vcf").read_bytes() == b"old"
    assert run(tmp_path / "a.vcf", tmp_path / "b.vcf", "vcard3", told) == 0
    assert names_below(tmp_path) == ["a.vcf", "b.vcf", "bad.vcf"]


def test_a_source_is_never_written_over(tmp_path, told):
    (tmp_path / "a.vcf").write_bytes(ALICE)

    assert run(tmp_path / "a.vcf", tmp_path / "a.vcf", "vcard4", told) == 2
    assert run(tmp_path, tmp_path, "vcard4", told) == 2
    assert (tmp_path / "a.vcf").read_bytes() == ALICE


def test_a_target_that_cannot_be_written_is_said(tmp_path, told):
    (tmp_path / "a.vcf").write_bytes(ALICE)

    assert run(tmp_path / "a.vcf", tmp_path / "a.vcf" / "b.vcf", "vcard3", told) == 2
    assert "cannot be written" in told.getvalue()


def names_below(folder):
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
    )
