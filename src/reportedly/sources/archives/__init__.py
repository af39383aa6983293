"""Archives: the pages of WARC and WACZ files, and the messages of mailboxes."""

from reportedly.sources.archives.captures import ArchivedPage
from reportedly.sources.archives.reading import archive_id, is_archive, pages_in

__all__ = ["ArchivedPage", "archive_id", "is_archive", "pages_in"]
