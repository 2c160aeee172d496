"""Stage two of intensive care: a transformer over two days of several kinds of data, which explains."""
