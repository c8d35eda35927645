"""How an installation is put together, part by part."""
