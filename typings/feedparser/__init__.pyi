from typing import Any

def parse(url_file_stream_or_string: bytes | str) -> Any: ...  # noqa: ANN401  # what it read, by names of its own
