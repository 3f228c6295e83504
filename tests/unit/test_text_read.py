"""Files become documents, or are refused with the file, the place and a remedy."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text import UnreadableDocument, display_text, document_from_text, read
from annotator.text.read import MAX_BYTES

TEXT = "Le maire, M. Dupont, a été arrêté.\r\nIl nie tout.\rFin de l’article."


def refusal(path: Path, **options: object) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read(path, **options)  # type: ignore[arg-type]
    message = str(caught.value)
    assert display_text(str(path)).replace("\n", "␊") in message
    assert "; " in message
    return caught.value


def test_a_document_keeps_its_bytes_and_characters(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    for codec in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        path.write_bytes(TEXT.encode(codec))
        document = read(path, title="Un titre")
        assert document.text == TEXT
        assert document.original == path.read_bytes()
        assert document.original.decode(document.encoding).removeprefix("\ufeff") == TEXT
        assert (document.name, document.title, document.language) == (
            "article.txt",
            "Un titre",
            "fr",
        )
        assert [document.quote(s.span) for s in document.sentences] == [
            "Le maire, M. Dupont, a été arrêté.",
            "Il nie tout.",
            "Fin de l’article.",
        ]


def test_title_defaults_to_the_name_and_language_can_be_given(tmp_path: Path) -> None:
    path = tmp_path / "a b.txt"
    path.write_text("No. 5 est ici.")
    assert read(path).title == "a b.txt"
    assert read(path, language="en").language == "en"
    with pytest.raises(ValueError, match="no such language: 'de'; use one of en, fr, zh"):
        read(path, language="de")
    with pytest.raises(ValueError, match="no such language"):
        document_from_text("x", "y", language="")


def test_missing_folder_and_empty(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "missing.txt").problem
    assert "folder" in refusal(tmp_path).problem
    invisible = "\u200b\ufeff\u3000\n".encode()
    for content in (b"", b" \n\t\r\n", b"\xef\xbb\xbf", invisible, b"\x1b\x07"):
        path = tmp_path / "empty.txt"
        path.write_bytes(content)
        assert "no text" in refusal(path).problem
    assert "cannot be read" in refusal(Path("bad\x00name")).problem
    assert "cannot be read" in refusal(tmp_path / ("x" * 400)).problem


def test_special_files_are_refused_without_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = time.monotonic()
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    assert "pipe" in refusal(fifo).problem
    assert "device" in refusal(Path("/dev/zero")).problem
    assert "device" in refusal(Path("/dev/null")).problem
    link = tmp_path / "link.txt"
    link.symlink_to(fifo)
    assert "pipe" in refusal(link).problem
    with socket.socket(socket.AF_UNIX) as listening:
        monkeypatch.chdir(tmp_path)  # a socket's path must be short
        listening.bind("sock")
        assert "socket" in refusal(tmp_path / "sock").problem
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert "cannot be read" in refusal(loop).problem
    assert time.monotonic() - start < 5


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("Text.")
    path.chmod(0)
    assert "not allowed" in refusal(path).problem


def test_permission_errors_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("Text.")

    def forbidden(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", forbidden)
    assert "not allowed" in refusal(path).problem


def test_200_megabytes_on_one_line_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    start = time.monotonic()
    error = refusal(path)
    assert time.monotonic() - start < 1
    assert "larger than 16 MB (200.0 MB)" in error.problem
    assert MAX_BYTES == 16 * 2**20


def test_the_limit_is_an_option(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_text("word " * 100)
    assert len(read(path, limit=500).text) == 500
    assert "larger" in refusal(path, limit=499).problem


def test_binary_and_undecodable(tmp_path: Path) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    assert "picture" in refusal(path).problem
    path.write_bytes(b"Good text, then " + b"\x00" * 9)
    assert refusal(path).offset == 16
    path.write_bytes("un été là-bas à côté".encode()[:-5] + b"\xff")
    assert ", byte " in str(refusal(path))
    assert "--encoding" in refusal(path, encoding="ascii").remedy


def test_a_hostile_file_name_cannot_act_on_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\n\u202eb\udcff.txt"
    with pytest.raises(UnreadableDocument) as caught:
        read(path)
    message = str(caught.value)
    assert message.isprintable()
    assert "a␛[31m␊·b" in message
    assert message.encode()
    path.write_text("Some text here.")
    assert read(path).name == path.name


@given(st.text())
def test_any_text_makes_a_document(text: str) -> None:
    document = document_from_text("x", text)
    assert document.text == text
    assert len(document.fingerprint) == 64


def test_a_document_full_of_escapes_markup_and_bidi_is_kept(tmp_path: Path) -> None:
    text = "\x1b]0;title\x07Hello [red]world[/] \u202eevil\u202c. [/] \x9b31mNext one.\n" * 50
    path = tmp_path / "hostile.txt"
    path.write_text(text, encoding="utf-8")
    assert read(path).text == text
