"""Runs PostgreSQL with pgvector in a folder for tests: prints its address, and ends when standard input does."""

import sys

import pgserver

server = pgserver.get_server(sys.argv[1], cleanup_mode="delete")
# A socket in a folder; no address of the web has a user and no host, and this one is read as one.
print(server.get_uri().replace(":@/", "@localhost/"), flush=True)
sys.stdin.read()
server.cleanup()
