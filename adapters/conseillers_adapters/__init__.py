"""The adapters: one folder a family of ports; they do not know one another."""
