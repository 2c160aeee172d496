"""Where in a picture a finding was read: ways to tell, and how they are measured."""
