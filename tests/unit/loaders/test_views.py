import pytest

from clausegap.errors import NoTrackedChangesError
from clausegap.loaders.base import DocumentBuilder
from clausegap.loaders.views import load_views
from clausegap.model.document import SourceInfo, TextRef, WordRef


def reader(ref, media_type):
    def read(source, *, reading):
        builder = DocumentBuilder(SourceInfo("a.doc", media_type, "", 1))
        builder.add_block([(f"It is {reading.changes}.", ref)])
        return builder.build()

    return read


def test_an_old_file_that_was_converted_has_both_texts():
    read = reader(WordRef("word/document.xml", 0, 0), "application/msword")
    assert [document.text for document in load_views(b"x", read=read)] == ["It is original.", "It is accepted."]


def test_a_file_that_was_not_read_as_word_has_none():
    with pytest.raises(NoTrackedChangesError, match="only Word files"):
        load_views(b"x", read=reader(TextRef(1, 1), "text/html"))
